"""A conversation in a terminal, over the page's own channel."""

from __future__ import annotations

import json
import sys
import textwrap
import urllib.request
import uuid
from typing import Any

from spinewise.rasa.channels.texts import heading_of

_WIDTH = 80
_TIMEOUT_SECONDS = 30
_GREETING = "/greet"


def converse(url: str) -> None:
    """Talk until the end of input or Ctrl-C. A number chooses that button."""
    conversation: str | None = None
    message = _GREETING
    while True:
        answer = _post(url, conversation, message)
        conversation = answer["conversation"]
        buttons = _show(answer["messages"])
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        message = _meant(typed, buttons)


def _post(url: str, conversation: str | None, message: str) -> dict[str, Any]:
    body: dict[str, Any] = {"message": message, "message_id": uuid.uuid4().hex}
    if conversation:
        body["conversation"] = conversation
    request = urllib.request.Request(  # noqa: S310  (the URL is our own server)
        f"{url}/webhooks/web/webhook",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as reply:  # noqa: S310
        answer: dict[str, Any] = json.loads(reply.read())
    return answer


def _show(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    buttons: list[dict[str, str]] = []
    for message in messages:
        card = message.get("card")
        if card:
            print(heading_of(card["tier"]))
        progress = message.get("progress")
        if progress:
            print(f"({progress['step']}/{progress['of']})")
        for line in (message.get("text") or "").splitlines():
            print(textwrap.fill(line, _WIDTH))
        print()
        buttons = message.get("buttons") or buttons
    for number, button in enumerate(buttons, start=1):
        print(f"  [{number}] {button['title']}")
    sys.stdout.flush()
    return buttons


def _meant(typed: str, buttons: list[dict[str, str]]) -> str:
    if typed.isdigit() and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1]["payload"]
    return typed
