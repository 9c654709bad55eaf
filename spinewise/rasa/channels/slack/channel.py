"""Slack's webhook: direct messages in, answers out."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Address, Service
from spinewise.rasa.channels.setup import Options, slack_service
from spinewise.rasa.channels.slack.events import (
    Envelope,
    Event,
    Interaction,
    Slash,
    read_request,
)
from spinewise.rasa.channels.texts import text_of

if TYPE_CHECKING:
    from spinewise.rasa.channels.slack.service import Slack

_ID = re.compile(r"[A-Z0-9]{2,64}")
_DIRECT = "im"
# A message with a picture or a file is a message; all other subtypes are news.
_SPOKEN = frozenset({"", "file_share"})
# Slack writes what a person typed with these three escaped, and mentions in <>.
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_MENTION = re.compile(r"<[@#!][^>]*>")
_LINK = re.compile(r"<([^|>]+)(?:\|([^>]*))?>")


class SlackChannel(MessagingChannel):
    """`POST /webhooks/slack/webhook` for events, buttons and slash commands.

    It talks in direct messages only. Its secrets come from the environment.
    """

    def __init__(
        self, service: Service | None, people: People, kept: Path | None = None
    ) -> None:
        super().__init__(service, people, kept)
        self._slack = cast("Slack | None", service)

    @classmethod
    def name(cls) -> str:
        """The part of the webhook's URL and the input channel's name."""
        return "slack"

    @classmethod
    def service_of(cls, options: Options) -> Service | None:
        """Make the service; None when it is off."""
        return slack_service(options)

    def is_authentic(self, request: Request) -> bool:
        """Whether Slack signed the request, not longer than five minutes ago."""
        return self._slack is not None and self._slack.has_signed(
            request.body,
            timestamp=request.headers.get("x-slack-request-timestamp", ""),
            signature=request.headers.get("x-slack-signature", ""),
        )

    async def take(self, request: Request) -> HTTPResponse:
        """Start what a request asks for; 200 for each, also for those let go."""
        read = read_request(request.headers.get("content-type", ""), request.body)
        if isinstance(read, Envelope):
            return self._take_event(read)
        if isinstance(read, Interaction):
            self._take_press(read)
        elif isinstance(read, Slash):
            return self._take_command(read)
        return response.empty(status=200)

    def _take_event(self, envelope: Envelope) -> HTTPResponse:
        if envelope.type == "url_verification":
            return response.json({"challenge": envelope.challenge})
        event = envelope.event
        if event is None:
            return response.empty(status=200)
        key = envelope.event_id or f"{event.ts} {event.user}"
        room = event.channel
        if isinstance(room, str) and _are_ids(room, event.user) and not event.bot_id:
            if event.type == "message" and event.channel_type == _DIRECT:
                self._take_message(envelope.team_id, room, event, key)
            elif event.type == "app_mention" and not room.startswith("D"):
                self._invite(room, event)
        return response.empty(status=200)

    def _take_message(self, team: str, room: str, event: Event, key: str) -> None:
        if event.subtype not in _SPOKEN or self._is_me(event.user):
            return
        address = Address(chat=room, thread=event.thread_ts)
        text = typed(event.text)
        self.start_turn(_incoming(key, team, event.user, address, text=text))

    def _take_press(self, given: Interaction) -> None:
        assert self._slack is not None  # noqa: S101  (`receive` saw to it)
        room = given.channel.id if given.channel else ""
        if given.type != "block_actions" or not given.actions:
            return
        if not _are_ids(room, given.user.id) or not room.startswith("D"):
            return
        [pressed, *_] = given.actions
        message = given.message
        if message is not None and pressed.value:
            chosen = text_of("utter_channel_chosen", choice=pressed.text.text)
            url, blocks = given.response_url, message.blocks
            slack = self._slack
            self._turns.start(
                f"press {url}", lambda: slack.replace_buttons(url, blocks, chosen)
            )
        place = message.ts if message else pressed.action_ts
        if not pressed.value or self._presses.check((room, place, pressed.value)):
            return
        thread = message.thread_ts if message else ""
        address = Address(chat=room, thread=thread)
        payload = self._slack.payload_of(pressed.value)
        self.start_turn(
            _incoming(
                _key_of(given.trigger_id),
                given.team.id if given.team else "",
                given.user.id,
                address,
                payload=payload,
                too_old=payload is None,
            )
        )

    def _take_command(self, slash: Slash) -> HTTPResponse:
        """Answer `/spinewise help` in private, wherever it was typed."""
        if not _are_ids(slash.user_id):
            return response.empty(status=200)
        text = slash.text.strip() or "help"
        address = Address(chat=slash.user_id)
        key = _key_of(slash.trigger_id)
        self.start_turn(
            _incoming(key, slash.team_id, slash.user_id, address, text=text)
        )
        told = text_of("utter_channel_answered_in_private")
        return response.json({"response_type": "ephemeral", "text": told})

    def _invite(self, room: str, event: Event) -> None:
        assert self._slack is not None  # noqa: S101
        if self._is_me(event.user):
            return
        me = self._slack.bot_user
        address = Address(chat=room, thread=event.thread_ts or event.ts)
        self.invite(address, f"@{me}" if me else "")

    def _is_me(self, user: str) -> bool:
        return self._slack is not None and user == self._slack.bot_user


def typed(text: str) -> str:
    """Return what a person typed, without Slack's mark-up."""
    plain = _MENTION.sub(" ", text)
    plain = _LINK.sub(lambda m: m[2] or m[1], plain)
    for mark, sign in _ESCAPES:
        plain = plain.replace(mark, sign)
    return plain.strip()


def _are_ids(*ids: str) -> bool:
    return all(_ID.fullmatch(each) for each in ids)


def _key_of(trigger: str) -> str:
    """Return the key of a press or a command, which Slack never sends again."""
    return trigger or uuid.uuid4().hex


def _incoming(
    key: str,
    team: str,
    user: str,
    address: Address,
    *,
    text: str = "",
    payload: str | None = None,
    too_old: bool = False,
) -> Incoming:
    return Incoming(
        key=key,
        # The colons keep it apart from ids that a page may ask for by URL.
        conversation=f"slack:{team}:{user}",
        address=address,
        person=user,
        text=text,
        payload=payload,
        too_old=too_old,
    )
