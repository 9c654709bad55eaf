"""The page's own channel: whole messages, minted conversations, no double answers."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import OrderedDict
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.page import add_page
from spinewise.rasa.channels.request import json_object
from spinewise.rasa.channels.safety import (
    OnNewMessage,
    cleaned,
    handle_safely,
    safe_text,
)
from spinewise.rasa.health import add_health, attach_gateway
from spinewise.settings import settings

_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{22,64}")
_REMEMBERED_ANSWERS = 2000


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
        }
        self.messages.append({key: value for key, value in whole.items() if value})


def _image(message: dict[str, Any]) -> dict[str, str] | None:
    source = message.get("image")
    alt = (message.get("metadata") or {}).get("alt", "")
    return {"src": source, "alt": alt} if source else None


class WebChannel(InputChannel):  # type: ignore[misc]
    """`POST /webhooks/web/webhook`, `GET /chat` and `GET /health`."""

    def __init__(self) -> None:
        # The same message_id again (a retry after a lost answer) gets the same
        # answer; the task is kept, so that a retry during the work waits for it.
        self._answers: OrderedDict[
            tuple[str, str], asyncio.Task[list[dict[str, Any]]]
        ] = OrderedDict()

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
        if not settings().channels.web:
            return blueprint
        add_page(blueprint)

        @blueprint.route("/webhooks/web/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            attach_gateway(request.app)
            body = json_object(request)
            conversation = _conversation(body.get("conversation"))
            messages = await self._answer(
                on_new_message,
                conversation,
                cleaned(body.get("message")),
                str(body.get("message_id") or ""),
            )
            return response.json({"conversation": conversation, "messages": messages})

        return blueprint

    async def _answer(
        self, on_new_message: OnNewMessage, conversation: str, text: str, key: str
    ) -> list[dict[str, Any]]:
        known = self._answers.get((conversation, key)) if key else None
        if known is None:
            known = asyncio.create_task(_reply(on_new_message, conversation, text))
            if key:
                self._remember((conversation, key), known)
        # A page that hangs up must not end the work that its retry waits for.
        return await asyncio.shield(known)

    def _remember(
        self, key: tuple[str, str], task: asyncio.Task[list[dict[str, Any]]]
    ) -> None:
        self._answers[key] = task
        while len(self._answers) > _REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)


async def _reply(
    on_new_message: OnNewMessage, conversation: str, text: str
) -> list[dict[str, Any]]:
    output = WebOutput()
    message = UserMessage(text, output, conversation, input_channel=WebChannel.name())
    await handle_safely(on_new_message, message)
    return output.messages or [{"text": safe_text()}]


def _conversation(given: object) -> str:
    """Return the given conversation id, or a new one that cannot be guessed."""
    if isinstance(given, str) and _CONVERSATION.fullmatch(given):
        return given
    return secrets.token_urlsafe(24)
