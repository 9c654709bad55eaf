"""Rasa's REST webhook, which never answers with silence."""

from __future__ import annotations

import ipaddress
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.request import json_object
from spinewise.rasa.channels.safety import (
    OnNewMessage,
    cleaned,
    handle_safely,
    safe_text,
)
from spinewise.rasa.health import attach_gateway
from spinewise.settings import settings


class RestChannel(RestInput):  # type: ignore[misc]
    """`POST /webhooks/rest/webhook` as Rasa has it, for trusted callers.

    It has no authentication, so it answers only on the loopback address unless
    the settings switch it on.
    """

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes `/` (health) and `/webhook`."""
        blueprint = Blueprint("spinewise_rest", __name__)

        @blueprint.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not _may_use(request):
                return response.json({"error": "REST channel is off"}, status=404)
            attach_gateway(request.app)
            body = json_object(request)
            sender = body.get("sender")
            if not isinstance(sender, str) or not sender:
                return response.json(
                    {"error": "sender: expected a non-empty string"}, status=400
                )
            return response.json(await _answer(on_new_message, sender, body))

        return blueprint


async def _answer(
    on_new_message: OnNewMessage, sender: str, body: dict[str, Any]
) -> list[dict[str, Any]]:
    collector = CollectingOutputChannel()
    message = UserMessage(
        cleaned(body.get("message")),
        collector,
        sender,
        input_channel=RestInput.name(),
        metadata=body.get("metadata"),
    )
    await handle_safely(on_new_message, message)
    messages: list[dict[str, Any]] = collector.messages
    return messages or [{"recipient_id": sender, "text": safe_text()}]


def _may_use(request: Request) -> bool:
    mode = settings().channels.rest
    if mode != "loopback":
        return mode == "on"
    address = request.conn_info.client if request.conn_info else ""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
