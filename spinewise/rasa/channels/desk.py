"""Carries out the commands of a person, the same for every service."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from zoneinfo import available_timezones

from spinewise.rasa.channels.commands import (
    FORGET_CONFIRMED,
    FORGET_REFUSED,
    PAYLOADS,
    Command,
)
from spinewise.rasa.channels.forgetting import (
    CannotForgetError,
    ForgottenLaterError,
    forget,
)
from spinewise.rasa.channels.messages import Document, Said
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.texts import list_of_commands, said
from spinewise.rasa.forgetting import tell_forgotten
from spinewise.rasa.summaries import summary_of
from spinewise.settings import settings
from spinewise.summary import as_pdf

logger = logging.getLogger(__name__)

_CLOCK = "%H:%M"
_SUMMARY_FILE = "spinewise.pdf"


class Desk:
    """Answers commands; `mark` is what stands before one, such as "/"."""

    def __init__(self, channel: str, people: People, *, mark: str) -> None:
        self._channel = channel
        self._people = people
        self._mark = mark

    async def answer(
        self,
        command: Command,
        argument: str,
        *,
        agent: Any,
        conversation: str,
        person: str,
    ) -> list[Said]:
        """Return what is said to a command before the bot says its part."""
        if command is Command.HELP:
            return [Said(text=list_of_commands(self._mark))]
        if command is Command.SUMMARY:
            return [await _summary(agent, conversation)]
        if command is Command.FORGET:
            return [said("utter_channel_confirm_forget")]
        if command is Command.STOP:
            self._people.remove(self._channel, person)
            return [said("utter_channel_stopped")]
        if command is Command.REMIND:
            return [self._remind(person, argument)]
        return []

    async def confirm(
        self, payload: str, *, agent: Any, conversation: str, person: str
    ) -> list[Said]:
        """Return what is said to a pressed button of ours; [] for the bot's own."""
        if payload == FORGET_REFUSED:
            return [said("utter_channel_kept")]
        if payload != FORGET_CONFIRMED:
            return []
        self._people.remove(self._channel, person)
        try:
            await forget(agent, conversation)
        except CannotForgetError as error:
            logger.error("A conversation could not be deleted: %s", error)
            if isinstance(error, ForgottenLaterError):
                tell_forgotten(conversation)
                return [said("utter_channel_forgotten_later")]
            return [said("utter_channel_not_forgotten")]
        tell_forgotten(conversation)
        return [said("utter_channel_forgotten")]

    def _remind(self, person: str, zone: str) -> Said:
        wanted = settings().proactive
        zone = zone or wanted.time_zone
        if zone not in available_timezones():
            return said("utter_channel_unknown_zone", mark=self._mark)
        self._people.add(self._channel, person, zone)
        return said(
            "utter_channel_reminders_on",
            most=wanted.most_per_day,
            quiet_from=wanted.quiet_from.strftime(_CLOCK),
            quiet_until=wanted.quiet_until.strftime(_CLOCK),
            zone=zone,
            mark=self._mark,
        )


def payload_of(command: Command) -> str | None:
    """Return what is said to the bot in place of a command."""
    return PAYLOADS.get(command)


async def _summary(agent: Any, conversation: str) -> Said:
    tracker = await agent.tracker_store.retrieve(conversation)
    summary = summary_of(tracker.current_slot_values()) if tracker else None
    if summary is None:
        return said("utter_channel_no_summary")
    content = await asyncio.to_thread(as_pdf, summary)
    return Said(document=Document(name=_SUMMARY_FILE, content=content))
