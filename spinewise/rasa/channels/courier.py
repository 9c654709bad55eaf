"""Brings answers to their person, each once, also after the server was killed."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace

from spinewise.rasa.channels.choices import NumberedChoices, numbered
from spinewise.rasa.channels.delivery import (
    DeliveryError,
    RefusedError,
    UnreachableError,
    WrongSecretError,
)
from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.journal import Journal
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Address, Service
from spinewise.rasa.channels.texts import text_of

logger = logging.getLogger(__name__)


class Courier:
    """Sends through one service, and notes what arrived."""

    def __init__(self, service: Service, people: People, journal: Journal) -> None:
        self._service = service
        self._people = people
        self._journal = journal
        self.numbers = NumberedChoices()

    async def bring(
        self,
        incoming: Incoming,
        answers: list[Said],
        *,
        sent: int = 0,
        again: bool = False,
    ) -> None:
        """Send the answers to a message, from number `sent` on.

        With `again` an earlier server may have sent the first of these. What cannot
        be delivered is given up, but for want of the right token: then the answers
        wait for a server that has it.
        """
        for number, each in enumerate(answers[sent:], start=sent):
            marked = replace(each, key=f"{incoming.key}.{number}", again=again)
            again = False
            try:
                await self.send(incoming.address, marked, incoming.conversation)
            except WrongSecretError:
                self._log(WrongSecretError.__name__)
                return
            except UnreachableError:
                self.note(self._people.note_blocked, incoming.person)
                break
            except RefusedError:
                logger.error("%s refused bare text too.", self._name)
            except DeliveryError as error:
                self._log(type(error).__name__)
                break
            self._journal.note_sent(incoming, number + 1)
        self._journal.note_done(incoming)

    async def send(self, address: Address, said: Said, conversation: str = "") -> None:
        """Send one message, as bare text where its form is refused.

        Raises:
            DeliveryError: it cannot be delivered.
        """
        try:
            await self._service.send(address, said)
        except RefusedError:
            logger.error("%s refused a message; it goes as bare text.", self._name)
            await self._send_plain(address, said, conversation)

    def note(self, note: Callable[[str, str], None], person: str) -> None:
        """Note something about a person; the conversation does not depend on it."""
        try:
            note(self._name, person)
        except (OSError, sqlite3.Error) as error:
            logger.error("The list of people failed: %s", type(error).__name__)

    @property
    def _name(self) -> str:
        return self._service.name

    async def _send_plain(
        self, address: Address, said: Said, conversation: str
    ) -> None:
        text = numbered(said.text, said.choices)
        if said.choices and conversation:
            self.numbers.offer(conversation, said.choices)
            text = "\n".join([text, text_of("utter_channel_pick_number")])
        await self._service.send_plain(address, text)

    def _log(self, error: str) -> None:
        logger.error("%s: an answer was not delivered: %s", self._name, error)
