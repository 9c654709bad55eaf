"""What the channels of messaging services share, from the webhook to the answer."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.choices import NumberedChoices, numbered
from spinewise.rasa.channels.collecting import Collected
from spinewise.rasa.channels.commands import as_words, command_in
from spinewise.rasa.channels.delivery import (
    DeliveryError,
    RefusedError,
    UnreachableError,
    WrongSecretError,
)
from spinewise.rasa.channels.desk import Desk, payload_of
from spinewise.rasa.channels.losing import EMERGENCY, is_answer, is_lost
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.safety import (
    OnNewMessage,
    cleaned,
    handle_safely,
    safe_text,
)
from spinewise.rasa.channels.service import Address, Service
from spinewise.rasa.channels.texts import said, text_of
from spinewise.rasa.channels.turns import SeenBefore, Turns
from spinewise.rasa.health import attach_gateway

logger = logging.getLogger(__name__)

_STOP_SECONDS = 5
_INVITED_AGAIN_AFTER_SECONDS = 600
# Anyone can post to a public address: the log must not fill with it.
_TOLD_AGAIN_AFTER_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message of a person, in a private chat.

    Attributes:
        person: whom the service can write to by itself.
        payload: of a pressed button, in place of `text`.
    """

    conversation: str
    address: Address
    person: str
    text: str = ""
    payload: str | None = None


class MessagingChannel(InputChannel, ABC):  # type: ignore[misc]
    """Takes a service's webhook calls and answers through its API.

    A channel without a service (its secrets are missing) answers 404 and leaves
    the others alone.
    """

    def __init__(self, service: Service | None, people: People, *, mark: str) -> None:
        self._service = service
        self._people = people
        self._desk = Desk(self.name(), people, mark=mark)
        self._turns = Turns()
        self._numbers = NumberedChoices()
        self._invited = SeenBefore(_INVITED_AGAIN_AFTER_SECONDS)
        self._told = SeenBefore(_TOLD_AGAIN_AFTER_SECONDS)
        self._agent_of: Any = None
        self._connecting: asyncio.Task[None] | None = None

    @abstractmethod
    def is_authentic(self, request: Request) -> bool:
        """Whether the service itself made this request."""

    @abstractmethod
    async def take(self, request: Request) -> HTTPResponse:
        """Start what an authentic request asks for, and acknowledge it."""

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the route `/webhook`; the service is set up in the background."""
        blueprint = Blueprint(f"spinewise_{self.name()}", __name__)
        self._on_new_message = on_new_message

        @blueprint.listener("after_server_start")
        async def start(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            if self._service is not None:
                self._connecting = asyncio.create_task(self._connect(self._service))

        @blueprint.listener("before_server_stop")
        async def stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            if self._connecting is not None:
                self._connecting.cancel()
            await self._turns.finish(_STOP_SECONDS)
            if self._service is not None:
                await self._service.close()

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if self._service is None:
                return response.json({"error": f"{self.name()} is off"}, status=404)
            if not self.is_authentic(request):
                if not self._told.check("not authentic"):
                    logger.error("%s: a request was not authentic.", self.name())
                return response.json({"error": "not authentic"}, status=401)
            attach_gateway(request.app)
            self._agent_of = request.app.ctx
            try:
                return await self.take(request)
            except Exception as error:  # a 500 would be sent again for hours
                logger.error("%s: an odd update: %s", self.name(), type(error).__name__)
                return response.empty(status=200)

        return blueprint

    @property
    def turns(self) -> Turns:
        """The turns that run or wait."""
        return self._turns

    def start_turn(self, incoming: Incoming) -> None:
        """Answer a message in the background, after the earlier ones of its chat."""
        self._note(self._people.note_reachable, incoming)
        self._turns.start(incoming.conversation, lambda: self._turn(incoming))

    def start_press(self, incoming: Incoming) -> None:
        """Answer a pressed button; without a payload it is too old to be known."""
        if incoming.payload is not None:
            self.start_turn(incoming)
            return
        old = said("utter_channel_old_button")
        self._turns.start(
            incoming.conversation, lambda: self._send(incoming.address, old)
        )

    def invite(self, address: Address, link: str) -> None:
        """Say once in ten minutes, where others read along, how to talk in private."""
        if self._invited.check(address.chat):
            return
        line = said("utter_channel_only_private", link=link)
        self._turns.start(f"public {address.chat}", lambda: self._send(address, line))

    async def _connect(self, service: Service) -> None:
        try:
            await service.connect()
        except WrongSecretError:
            logger.error(
                "%s is off: the service does not accept the token. "
                "Put the right one into the environment; see docs/channels.md.",
                self.name(),
            )
        except DeliveryError as error:
            logger.error("%s: set-up failed: %s", self.name(), type(error).__name__)

    async def _turn(self, incoming: Incoming) -> None:
        try:
            answers = await self._answers(incoming)
        except Exception as error:  # whatever broke, the person must be answered
            logger.error("A message was not answered: %s", type(error).__name__)
            answers = [Said(text=safe_text())]
        for each in answers:
            if not await self._send(incoming.address, each, incoming):
                return

    def _note(self, note: Callable[[str, str], None], incoming: Incoming) -> None:
        """Note something about a person; the conversation does not depend on it."""
        try:
            note(self.name(), incoming.person)
        except (OSError, sqlite3.Error) as error:
            logger.error("The list of people failed: %s", type(error).__name__)

    async def _answers(self, incoming: Incoming) -> list[Said]:
        """Return what is said to a message; never nothing."""
        chosen = self._numbers.take(incoming.conversation, incoming.text)
        payload = incoming.payload or chosen
        who: dict[str, Any] = {
            "agent": getattr(self._agent_of, "agent", None),
            "conversation": incoming.conversation,
            "person": incoming.person,
        }
        if payload is not None:
            ours = await self._desk.confirm(payload, **who)
            if ours:
                return ours
            lost = is_answer(payload) and await is_lost(
                who["agent"], incoming.conversation
            )
            answers = await self._ask_bot(incoming, payload)
            if lost and not any(each.tier == EMERGENCY for each in answers):
                return [said("utter_channel_lost"), *answers]
            return answers
        command, argument = command_in(incoming.text, bare_words=True)
        if command is not None:
            ours = await self._desk.answer(command, argument, **who)
            payload = payload_of(command)
            return [*ours, *(await self._ask_bot(incoming, payload) if payload else [])]
        words = as_words(incoming.text)
        if not words:
            return [said("utter_channel_words_only")]
        return await self._ask_bot(incoming, words)

    async def _ask_bot(self, incoming: Incoming, text: str) -> list[Said]:
        collected = Collected(self.name())
        message = UserMessage(
            cleaned(text), collected, incoming.conversation, input_channel=self.name()
        )
        await handle_safely(self._on_new_message, message)
        return collected.said or [Said(text=safe_text())]

    async def _send(
        self, address: Address, said_now: Said, incoming: Incoming | None = None
    ) -> bool:
        """Send one message; return whether sending more makes sense."""
        assert self._service is not None  # noqa: S101  (no turn starts without one)
        try:
            try:
                await self._service.send(address, said_now)
            except RefusedError:
                logger.error("%s refused a message; it goes as bare text.", self.name())
                await self._send_plain(address, said_now, incoming)
        except RefusedError:
            logger.error("%s refused bare text too.", self.name())
        except UnreachableError:
            if incoming is not None:
                self._note(self._people.note_blocked, incoming)
            return False
        except DeliveryError as error:
            logger.error(
                "%s: an answer was not delivered: %s", self.name(), type(error).__name__
            )
            return False
        return True

    async def _send_plain(
        self, address: Address, said_now: Said, incoming: Incoming | None
    ) -> None:
        assert self._service is not None  # noqa: S101
        text = numbered(said_now.text, said_now.choices)
        if said_now.choices and incoming is not None:
            self._numbers.offer(incoming.conversation, said_now.choices)
            text = "\n".join([text, text_of("utter_channel_pick_number")])
        await self._service.send_plain(address, text)
