"""How Telegram and Slack call the bot: their updates, signed as they sign them."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import re
import time
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.channels.person import CLIENT, Person
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

WEBHOOK_SECRET = "fake-webhook-secret"
SIGNING_SECRET = "fake-signing-secret"
_numbers = count(1000)


class TelegramPerson(Person):
    """Someone who talks to the bot over Telegram."""

    channel = "telegram"
    send_method = "sendMessage"

    def __init__(self, url: str, fake: FakeTelegram) -> None:
        super().__init__(url)
        self.fake = fake
        self.chat = self.room = next(_numbers)
        self.address = str(self.chat)
        self.conversation = f"telegram:{self.chat}"

    def update(self, **parts: Any) -> dict[str, Any]:
        """Return an update of Telegram's."""
        return {"update_id": next(_numbers), **parts}

    def text(self, text: str, **more: Any) -> dict[str, Any]:
        """Return the update of a written message."""
        message = {
            "message_id": next(_numbers),
            "date": int(time.time()),
            "chat": {"id": self.chat, "type": "private"},
            "from": {"id": self.chat, "is_bot": False, "first_name": "A"},
            "text": text,
            **more,
        }
        return self.update(message=message)

    def post(self, update: Any, secret: str | None = WEBHOOK_SECRET) -> httpx.Response:
        """Call the webhook as Telegram does."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        if isinstance(update, bytes):
            return CLIENT.post(self.url, content=update, headers=headers)
        return CLIENT.post(self.url, json=update, headers=headers)

    def shown(self) -> list[str]:
        """Return the words of what this person got."""
        return [telegram_text(each) for each in self.seen()]

    def titles(self, sent: dict[str, Any] | None = None) -> list[str]:
        """Return what stands on the buttons of a message; of the last by default."""
        rows = ((sent or self.seen()[-1]).get("reply_markup") or {}).get(
            "inline_keyboard", ()
        )
        return [button["text"] for [button] in rows]

    def pressed(self, title: str) -> dict[str, Any]:
        """Return the update of a pressed button."""
        for sent in reversed(self.seen()):
            for [button] in (sent.get("reply_markup") or {}).get("inline_keyboard", ()):
                if button["text"] == title:
                    return self._press(button["callback_data"], sent)
        raise AssertionError(f"no button {title}")

    def post_press(self, press: dict[str, Any]) -> httpx.Response:
        """Call the webhook with a pressed button."""
        return self.post(press)

    def _press(self, data: str, sent: dict[str, Any]) -> dict[str, Any]:
        return self.update(
            callback_query={
                "id": str(next(_numbers)),
                "from": {"id": self.chat, "is_bot": False},
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": sent["message_id"],
                    "date": 1,
                    "chat": {"id": self.chat, "type": "private"},
                    "text": sent["text"],
                    "reply_markup": sent.get("reply_markup"),
                },
            }
        )


class SlackPerson(Person):
    """Someone who talks to the bot over Slack."""

    channel = "slack"
    send_method = "chat.postMessage"

    def __init__(self, url: str, fake: FakeSlack) -> None:
        super().__init__(url)
        self.fake = fake
        number = next(_numbers)
        self.user, self.room = f"U{number}", f"D{number}"
        self.address = self.user
        self.conversation = f"slack:T1:{self.user}"

    def event(self, **fields: Any) -> dict[str, Any]:
        """Return an envelope of the Events API."""
        return {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{next(_numbers)}",
            "event": fields,
        }

    def text(self, text: str, **more: Any) -> dict[str, Any]:
        """Return the event of a direct message."""
        fields = {
            "type": "message",
            "channel_type": "im",
            "channel": self.room,
            "user": self.user,
            "text": text,
            "ts": f"1700000000.{next(_numbers):06d}",
        }
        return self.event(**{**fields, **more})

    def post(
        self,
        body: Any,
        *,
        content_type: str = "application/json",
        secret: str = SIGNING_SECRET,
        age: float = 0,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Call the webhook as Slack does, signed `age` seconds ago."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        if content_type == "form":
            content_type = "application/x-www-form-urlencoded"
            content = urlencode(body).encode()
        stamp = str(int(time.time() - age))
        signed_part = b"v0:" + stamp.encode() + b":" + content
        signature = hmac.new(secret.encode(), signed_part, hashlib.sha256).hexdigest()
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
            "Content-Type": content_type,
            **(headers or {}),
        }
        return CLIENT.post(self.url, content=content, headers=signed)

    def shown(self) -> list[str]:
        """Return the words of what this person got."""
        return [slack_text(each) for each in self.seen()]

    def titles(self, sent: dict[str, Any] | None = None) -> list[str]:
        """Return what stands on the buttons of a message; of the last by default."""
        return [
            each["text"]["text"]
            for block in (sent or self.seen()[-1]).get("blocks") or []
            for each in block.get("elements", ())
            if each["type"] == "button"
        ]

    def post_press(self, payload: dict[str, Any]) -> httpx.Response:
        """Call the webhook with an interaction, as Slack does."""
        return self.post({"payload": json.dumps(payload)}, content_type="form")

    def pressed(self, title: str) -> dict[str, Any]:
        """Return the interaction of a pressed button."""
        for sent in reversed(self.seen()):
            for block in sent.get("blocks") or []:
                for each in block.get("elements", ()):
                    if each["type"] == "button" and each["text"]["text"] == title:
                        return self.interaction(each, sent)
        raise AssertionError(f"no button {title}")

    def interaction(
        self, button: dict[str, Any], sent: dict[str, Any]
    ) -> dict[str, Any]:
        """Return what Slack posts when a button is pressed."""
        return {
            "type": "block_actions",
            "team": {"id": "T1", "domain": "x"},
            "enterprise": None,
            "user": {"id": self.user, "username": "a"},
            "channel": {"id": self.room, "name": "directmessage"},
            "message": {"ts": sent["ts"], "blocks": sent["blocks"], "type": "message"},
            "actions": [{**button, "action_ts": str(next(_numbers))}],
            "response_url": f"{self.fake.url}/response/{next(_numbers)}",
            "trigger_id": str(next(_numbers)),
        }


def telegram_text(message: dict[str, Any]) -> str:
    """Return a Telegram message's words as they are shown."""
    shown = re.sub(r"<[^>]*>", "", message.get("text") or message.get("caption") or "")
    return html.unescape(shown)


def slack_text(message: dict[str, Any]) -> str:
    """Return all words of a Slack message's blocks."""
    texts = []
    for block in message.get("blocks") or []:
        if "text" in block:
            texts.append(block["text"]["text"])
        texts += [
            each["text"]
            for each in block.get("elements", ())
            if each["type"] != "button"
        ]
    return html.unescape("\n".join(texts) or str(message.get("text") or ""))
