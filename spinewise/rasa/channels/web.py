"""The page's own channel: whole messages, minted conversations, no double answers."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.drawings import add_pictures, size_of
from spinewise.rasa.channels.exercises import add_exercises
from spinewise.rasa.channels.forgetting import CannotForgetError, forget
from spinewise.rasa.channels.minting import mint, minted
from spinewise.rasa.channels.page import add_page
from spinewise.rasa.channels.recalling import Recall, earlier_in
from spinewise.rasa.channels.request import json_object
from spinewise.rasa.channels.safety import (
    OnNewMessage,
    cleaned,
    handle_safely,
    safe_text,
)
from spinewise.rasa.forgetting import on_forget
from spinewise.rasa.health import add_health, attach_gateway
from spinewise.rasa.on_disk import knowledge
from spinewise.rasa.reasons import reasons_for
from spinewise.settings import settings

logger = logging.getLogger(__name__)

_REMEMBERED_ANSWERS = 2000
# Shorter message ids may be chosen by two clients; without a conversation they
# would then share one.
_UNIQUE_KEY_LENGTH = 16


class WebOutput(OutputChannel):  # type: ignore[misc]
    """Collects whole messages, each with its text, buttons, picture and card."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The name that `channel:` response variants match."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message of the bot in the shape the page expects."""
        custom = message.get("custom") or {}
        whole = {
            "text": message.get("text"),
            "buttons": [
                {"title": button["title"], "payload": button["payload"]}
                for button in message.get("buttons") or []
            ],
            "image": _image(message),
            "card": custom.get("card"),
            "progress": custom.get("progress"),
            "exercise": (message.get("metadata") or {}).get("exercise"),
        }
        self.messages.append({key: value for key, value in whole.items() if value})


def _image(message: dict[str, Any]) -> dict[str, Any] | None:
    source = message.get("image")
    if not source:
        return None
    told = message.get("metadata") or {}
    exercise = (told.get("exercise") or {}).get("id")
    return {
        "src": source,
        "alt": told.get("alt", ""),
        **(size_of(exercise) if exercise in knowledge().poses else {}),
    }


class WebChannel(InputChannel):  # type: ignore[misc]
    """`POST /webhooks/web/webhook`, `DELETE /webhooks/web/<conversation>`, `/chat`.

    `GET /health` and `GET /pictures/...` are served even when the page is off.
    """

    def __init__(self) -> None:
        # The same message_id again (a retry after a lost answer) gets the same
        # answer; the task is kept, so that a retry during the work waits for it.
        self._answers: OrderedDict[tuple[str, str], asyncio.Task[_Answer]] = (
            OrderedDict()
        )
        self._recall = Recall()
        on_forget(self._forget)

    @classmethod
    def name(cls) -> str:
        """The part of the webhook's URL and the input channel's name."""
        return "web"

    def url_prefix(self) -> str:
        """The root: `/chat` and `/health` do not stand under `/webhooks/web`."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes; at server start the action gateway is set up."""
        blueprint = Blueprint("spinewise_web", __name__)
        add_health(blueprint)
        add_pictures(blueprint)  # other channels show them too
        add_exercises(blueprint)
        if not settings().channels.web:
            return blueprint
        add_page(blueprint)

        @blueprint.route("/webhooks/web/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            attach_gateway(request.app)
            body = json_object(request)
            given = body.get("conversation")
            conversation, messages = await self._answer(
                partial(self._reply, on_new_message, request.app.ctx, earlier_in(body)),
                str(given) if minted(given) else "",
                cleaned(body.get("message")),
                str(body.get("message_id") or ""),
            )
            answer: dict[str, Any] = {
                "conversation": conversation,
                "messages": messages,
            }
            if self._recall.is_forgotten(conversation):
                answer["forgotten"] = True  # the page must not tell it again
            return response.json(answer)

        @blueprint.route("/webhooks/web/<conversation:str>", methods=["DELETE"])
        async def delete(request: Request, conversation: str) -> HTTPResponse:
            if not minted(conversation):
                return response.json({"error": "no such conversation"}, status=404)
            return await self._delete(request, conversation)

        return blueprint

    async def _answer(
        self,
        reply: Callable[[str, str], Coroutine[Any, Any, _Answer]],
        conversation: str,
        text: str,
        key: str,
    ) -> _Answer:
        kept = bool(conversation) or len(key) >= _UNIQUE_KEY_LENGTH
        known = self._answers.get((conversation, key)) if key and kept else None
        if known is None:
            known = asyncio.create_task(reply(conversation or mint(), text))
            if key and kept:
                self._remember((conversation, key), known)
        # A page that hangs up must not end the work that its retry waits for.
        return await asyncio.shield(known)

    async def _reply(
        self,
        on_new_message: OnNewMessage,
        app: Any,
        earlier: list[str],
        conversation: str,
        text: str,
    ) -> _Answer:
        name = self.name()
        await self._recall.tell(
            on_new_message, app, conversation, earlier, channel=name
        )
        output = WebOutput()
        message = UserMessage(text, output, conversation, input_channel=name)
        await handle_safely(on_new_message, message)
        await _add_reasons(output.messages, conversation, app)
        return conversation, output.messages or [{"text": safe_text()}]

    def _forget(self, conversation: str) -> None:
        for key in [key for key in self._answers if key[0] == conversation]:
            del self._answers[key]

    def _remember(self, key: tuple[str, str], task: asyncio.Task[_Answer]) -> None:
        self._answers[key] = task
        while len(self._answers) > _REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)

    async def _delete(self, request: Request, conversation: str) -> HTTPResponse:
        """Forget a conversation: its answers here, its tracker in the store."""
        await asyncio.gather(
            *(task for (of, _), task in self._answers.items() if of == conversation)
        )
        self._answers = OrderedDict(
            (key, task)
            for key, task in self._answers.items()
            if key[0] != conversation and not _belongs(task, conversation)
        )
        try:
            await forget(request.app.ctx.agent, conversation)
        except CannotForgetError as error:  # the page keeps the id and asks again
            logger.error("A conversation was not deleted: %s", error)
            return response.json({"error": "not deleted, try again"}, status=503)
        return response.empty()


_Answer = tuple[str, list[dict[str, Any]]]


async def _add_reasons(
    messages: list[dict[str, Any]], conversation: str, app: Any
) -> None:
    """Put words, rules and sources beside each care card; the card needs them not."""
    carded = [message for message in messages if message.get("card")]
    if not carded:
        return
    try:
        tracker = await app.agent.tracker_store.retrieve(conversation)
        held = tracker.current_slot_values() if tracker else {}
        for message in carded:
            message["reasons"] = reasons_for(message["card"], held)
    except Exception as error:  # whatever broke, what to do must reach the person
        logger.error("A card goes without its reasons: %s", type(error).__name__)


def _belongs(task: asyncio.Task[_Answer], conversation: str) -> bool:
    return task.done() and task.result()[0] == conversation
