"""What a channel says when the rest of the bot says nothing.

A failing action ends in silence in Rasa. Channels send this text instead; it
holds the emergency line and is read from the response file when the channel is
made, so that it depends on neither the model nor the action server.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import msgspec
from rasa.core.channels.channel import UserMessage

from spinewise.rasa.forgetting import was_put_off
from spinewise.settings import ROOT, settings

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
_RESPONSES = ROOT / "data" / "responses" / "safety.yml"
_SAFE_RESPONSE = "utter_could_not_answer"
_FORGOTTEN_LATER = "utter_forgotten_later"


def safe_text() -> str:
    """Return the text that is sent in place of an empty or failed answer."""
    return _text(_SAFE_RESPONSE)


@cache
def _text(response: str) -> str:
    responses = msgspec.yaml.decode(_RESPONSES.read_bytes())["responses"]
    return str(responses[response][0]["text"])


def cleaned(text: object) -> str:
    """Return a message that the pipeline can take: a string, no null bytes.

    A message beyond the set length keeps its start and its end, where danger
    signs of long stories stand most.
    """
    message = (text if isinstance(text, str) else "").replace("\x00", " ").strip()
    limit = settings().max_message_characters
    if len(message) > limit:
        half = limit // 2
        message = f"{message[:half]}\n{message[-half:]}"
    return message


async def handle_safely(on_new_message: OnNewMessage, message: UserMessage) -> None:
    """Let the bot handle a message; an error is logged by kind, never raised.

    The person's words stay out of the log. Whoever asked to be forgotten while the
    store is down is told that it happens later.
    """
    try:
        await on_new_message(message)
        if was_put_off(message.sender_id):
            later = {"text": _text(_FORGOTTEN_LATER)}
            await message.output_channel.send_response(message.sender_id, later)
    except Exception as error:  # the boundary: whatever broke, the person is answered
        logger.error("A message could not be handled: %s", type(error).__name__)
