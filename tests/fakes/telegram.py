"""Telegram's Bot API, as far as the bot uses it, with its published limits.

Types and limits: https://core.telegram.org/bots/api. A call that breaks one is
answered as Telegram answers it, and noted in `violations`.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import count
from typing import Any

from aiohttp import web
from jsonschema import Draft7Validator

from tests.fakes.server import Call, FakeService, Fault, failed
from tests.fakes.telegram_schema import SCHEMAS

TOKEN = "123456789:AAfake-fake-fake-fake-fake-fake-fake"
BOT_ID = 123456789
USERNAME = "SpinewiseTestBot"

_TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote"}


class FakeTelegram(FakeService):
    """Takes the bot's calls; `messages` of a chat are what its person sees."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.gone: set[int] = set()
        self.refuse_markup = False
        self._numbers = count(1)
        super().__init__()

    def app(self) -> web.Application:
        """Return the routes of the Bot API."""
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_post("/bot{token}/{method}", self._take)
        return app

    def messages(self, chat: int) -> list[dict[str, Any]]:
        """Return what was sent to a chat, in order."""
        sent = self.of("sendMessage", "sendPhoto", "sendDocument")
        return [each for each in sent if each["chat_id"] == chat]

    def chats(self) -> set[int]:
        """Return all chats that anything was sent to."""
        return {
            each.fields["chat_id"] for each in self.calls if "chat_id" in each.fields
        }

    async def _take(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fields = await _fields(request)
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        fault = self.fault_for(method)
        if fault is not None and not fault.accepted:
            return await _failed(request, fault)
        wrong = self._wrong(method, fields)
        if wrong:
            self.violations.append(f"{method}: {wrong}")
            return _error(400, f"Bad Request: {wrong}")
        if fields.get("chat_id") in self.gone:
            return _error(403, "Forbidden: bot was blocked by the user")
        if self.refuse_markup and "reply_markup" in fields:
            return _error(400, "Bad Request: BUTTON_DATA_INVALID")
        self.calls.append(Call(method=method, fields=fields))
        result = self._result(method, fields)
        if fault is not None:
            return await _failed(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _result(self, method: str, fields: dict[str, Any]) -> Any:
        if method == "getMe":
            return {
                "id": BOT_ID,
                "is_bot": True,
                "first_name": "Spinewise",
                "username": USERNAME,
            }
        if not method.startswith(("send", "editMessage")):
            return True
        number = fields.get("message_id") or next(self._numbers)
        fields["message_id"] = number
        chat = {"id": fields["chat_id"], "type": "private"}
        return {"message_id": number, "date": 1, "chat": chat}

    def _wrong(self, method: str, fields: dict[str, Any]) -> str:
        schema = SCHEMAS.get(method)
        if schema is None:
            return "unknown method"
        for error in Draft7Validator(schema).iter_errors(fields):
            return f"{'.'.join(map(str, error.path))}: {error.message}"
        rows = (fields.get("reply_markup") or {}).get("inline_keyboard") or []
        buttons = [each for row in rows for each in row]
        if len(buttons) > 100:
            return "too many buttons"
        if any(len(each["callback_data"].encode()) > 64 for each in buttons):
            return "BUTTON_DATA_INVALID"
        text = fields.get("text")
        if method in ("sendMessage", "editMessageText") and isinstance(text, str):
            return wrong_text(text, html="parse_mode" in fields)
        if _units(fields.get("caption", "")) > 1024:
            return "message caption is too long"
        return ""


def wrong_text(text: str, *, html: bool) -> str:
    """Return what Telegram would find wrong with a text; empty when nothing is."""
    plain = text
    if html:
        reader = _TelegramHTML()
        reader.feed(text)
        reader.close()
        if reader.wrong or reader.open:
            return f"can't parse entities: {reader.wrong or reader.open}"
        plain = "".join(reader.text)
    if not plain.strip():
        return "text must be non-empty"
    return "message is too long" if _units(plain) > 4096 else ""


def _units(text: str) -> int:
    """Return the length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class _TelegramHTML(HTMLParser):
    """Reads HTML as Telegram does: few tags, all closed, no bare < or &."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text: list[str] = []
        self.open: list[str] = []
        self.wrong = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.wrong = f"unsupported start tag {tag}"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong = f"unexpected end tag {tag}"

    def handle_data(self, data: str) -> None:
        if "<" in data or re.search(r"&(?!\s|$)", data):
            self.wrong = f"bare sign in {data[:20]}"
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        if name not in ("lt", "gt", "amp", "quot"):
            self.wrong = f"unknown entity {name}"
        self.text.append("&")

    def handle_charref(self, name: str) -> None:
        self.text.append("#")

    def handle_comment(self, data: str) -> None:
        self.wrong = "comment"

    def handle_decl(self, decl: str) -> None:
        self.wrong = "declaration"

    def unknown_decl(self, data: str) -> None:
        self.wrong = "declaration"

    def handle_pi(self, data: str) -> None:
        self.wrong = "instruction"


async def _fields(request: web.Request) -> dict[str, Any]:
    """Return the parameters, nested ones as JSON; a file as its head and size."""
    posted = await request.post()
    fields: dict[str, Any] = {}
    for name, value in posted.items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            fields[name] = f"<file {content[:8]!r} of {len(content)} bytes>"
            fields.pop("_", None)
        else:
            fields[name] = _read(name, str(value))
    for name, value in list(fields.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            fields[name] = fields.pop(value.removeprefix("attach://"))
    return fields


def _read(name: str, value: str) -> Any:
    if name in ("text", "caption", "url", "secret_token", "callback_query_id", "photo"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    error = _error(fault.status or 500, "Too Many Requests", fault.retry_after)
    return await failed(request, fault, error)


def _error(
    status: int, description: str, retry_after: int | str | None = None
) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": status,
        "description": description,
    }
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return web.json_response(body, status=status)
