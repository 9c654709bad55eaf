"""What the channels of messaging services share, from the webhook to the answer."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.collecting import Collected
from spinewise.rasa.channels.commands import as_words, command_in
from spinewise.rasa.channels.courier import Courier
from spinewise.rasa.channels.delivery import DeliveryError, WrongSecretError
from spinewise.rasa.channels.desk import Desk, payload_of
from spinewise.rasa.channels.forgetting import forget_silent, read_again
from spinewise.rasa.channels.heard import said_to
from spinewise.rasa.channels.hold import Hold
from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.journal import Journal, Unfinished
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
from spinewise.rasa.channels.setup import Options, options_in
from spinewise.rasa.channels.texts import said
from spinewise.rasa.channels.turns import SeenBefore, Turns
from spinewise.rasa.forgetting import on_forget
from spinewise.rasa.health import attach_gateway
from spinewise.settings import settings

logger = logging.getLogger(__name__)

_STOP_SECONDS = 5
_INVITED_AGAIN_AFTER_SECONDS = 600
# Anyone can post to a public address: the log must not fill with it.
_TOLD_AGAIN_AFTER_SECONDS = 60
_TIDIED_SECONDS = 600
_PRESSED_SECONDS = 600
_HELD_AGAIN_SECONDS = 1


class MessagingChannel(InputChannel, ABC):  # type: ignore[misc]
    """Takes a service's webhook calls and answers through its API.

    A channel without a service (its secrets are missing) answers 404 and leaves
    the others alone.

    Attributes:
        mark: what stands before a command, such as "/".
    """

    mark: ClassVar[str] = ""

    def __init__(
        self, service: Service | None, people: People, kept: Path | None = None
    ) -> None:
        self._service = service
        self._people = people
        self._hold = Hold(self.name(), kept)
        self._journal = Journal(self.name(), kept)
        self._courier = Courier(service, people, self._journal) if service else None
        self._desk = Desk(self.name(), people, mark=self.mark)
        self._turns = Turns()
        # A double click comes as two presses; another button of the message counts.
        self._presses = SeenBefore(_PRESSED_SECONDS)
        self._opened = False
        self._invited = SeenBefore(_INVITED_AGAIN_AFTER_SECONDS)
        self._told = SeenBefore(_TOLD_AGAIN_AFTER_SECONDS)
        self._agent_of: Any = None
        self._background: list[asyncio.Task[None]] = []
        on_forget(self.forget)

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Self:
        """Return the channel; without its secrets it is there but off."""
        service = cls.service_of(options_in(credentials))
        return cls(service, People(settings().people_path), settings().kept_path)

    @classmethod
    @abstractmethod
    def service_of(cls, options: Options) -> Service | None:
        """Make the service; None when it is off."""

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
                if self._hold.take():
                    self._open(app)
                self._background = [
                    asyncio.create_task(self._serve(self._service, app)),
                    asyncio.create_task(self._tidy()),
                ]

        @blueprint.listener("before_server_stop")
        async def stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            for task in self._background:
                task.cancel()
            await self._turns.finish(_STOP_SECONDS)
            if self._service is not None:
                await self._service.close()
            self._hold.release()

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if self._service is None:
                return response.json({"error": f"{self.name()} is off"}, status=404)
            if not self.is_authentic(request):
                if not self._told.check("not authentic"):
                    logger.error("%s: a request was not authentic.", self.name())
                return response.json({"error": "not authentic"}, status=401)
            if not self._opened:
                return response.json({"error": f"{self.name()} waits"}, status=503)
            attach_gateway(request.app)
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
        """Answer a message in the background, after the earlier ones of its chat.

        One that came before is answered already. When this returns, the message
        can no longer be lost: the service may be told that it arrived.
        """
        if self._courier is None or not self._journal.accept(incoming):
            return
        self._courier.note(self._people.note_reachable, incoming.person)
        self._turns.start(incoming.conversation, lambda: self._turn(incoming))

    def invite(self, address: Address, link: str) -> None:
        """Say once in ten minutes, where others read along, how to talk in private."""
        if self._invited.check(address.chat):
            return
        if self._courier is not None:
            line = said("utter_channel_only_private", link=link)
            sending = partial(self._courier.send, address, line)
            self._turns.start(f"public {address.chat}", sending)

    def forget(self, conversation: str) -> None:
        """Forget what the channel knows of a conversation that was deleted."""
        service, _, person = conversation.partition(":")
        if service == self.name() and self._courier is not None:
            self._courier.numbers.forget(conversation)
            self._courier.note(self._people.remove, person.rpartition(":")[2])

    def _open(self, app: Sanic) -> None:
        """Take messages; first of all, do what an earlier server left."""
        attach_gateway(app)
        self._agent_of = app.ctx
        self._opened = True
        read_again(getattr(app.ctx, "agent", None), self.name())
        for left in self._journal.unfinished():
            self._turns.start(left.incoming.conversation, partial(self._resume, left))

    async def _serve(self, service: Service, app: Sanic) -> None:
        """Set the service up, as soon as no other server answers for it."""
        if not self._opened:
            logger.error(
                "%s waits: another server takes its messages. Stop that one, or name "
                "another file under channels.kept of settings.yml; see "
                "docs/channels.md.",
                self.name(),
            )
            while not self._hold.take():
                await asyncio.sleep(_HELD_AGAIN_SECONDS)
            self._open(app)
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

    async def _tidy(self) -> None:
        """Delete what was kept long enough, also when nobody writes any more."""
        while True:
            await asyncio.sleep(_TIDIED_SECONDS)
            if getattr(self._agent_of, "agent", None) is not None:
                forget_silent(self._agent_of.agent)

    async def _turn(self, incoming: Incoming) -> None:
        assert self._courier is not None  # noqa: S101  (no turn starts without one)
        try:
            answers = await self._answers(incoming)
        except Exception as error:  # whatever broke, the person must be answered
            logger.error("A message was not answered: %s", type(error).__name__)
            answers = [Said(text=safe_text())]
        self._journal.note_answers(incoming, answers)
        await self._courier.bring(incoming, answers)

    async def _resume(self, left: Unfinished) -> None:
        """Take up a turn where a server that was killed left it."""
        assert self._courier is not None  # noqa: S101
        incoming, answers = left.incoming, left.answers
        if answers is None:
            agent, message = getattr(self._agent_of, "agent", None), _id_of(incoming)
            answers = await said_to(agent, incoming.conversation, message)
        if answers is None:
            await self._turn(incoming)
        else:
            answers = answers or [Said(text=safe_text())]
            await self._courier.bring(incoming, answers, sent=left.sent, again=True)

    async def _answers(self, incoming: Incoming) -> list[Said]:
        """Return what is said to a message; never nothing."""
        assert self._courier is not None  # noqa: S101
        if incoming.too_old:
            return [said("utter_channel_old_button")]
        chosen = self._courier.numbers.take(incoming.conversation, incoming.text)
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
            cleaned(text),
            collected,
            incoming.conversation,
            input_channel=self.name(),
            message_id=_id_of(incoming),
        )
        await handle_safely(self._on_new_message, message)
        return collected.said or [Said(text=safe_text())]


def _id_of(incoming: Incoming) -> str:
    """Return the id under which the bot's store keeps a message."""
    return f"{incoming.conversation}/{incoming.key}"
