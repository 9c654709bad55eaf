"""Slack's Web API, as far as the bot uses it, with its published limits.

Blocks and limits: https://docs.slack.dev/reference/block-kit/blocks and
https://docs.slack.dev/reference/methods. A call that breaks one is answered as
Slack answers it, and noted in `violations`.
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import Any

from aiohttp import web
from jsonschema import Draft7Validator

from tests.fakes.server import Call, FakeService, Fault, failed

TOKEN = "xoxb-fake-token"
BOT_USER = "U0BOT"


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _text(limit: int, *kinds: str) -> dict[str, Any]:
    return _object(
        ["type", "text"],
        type={"enum": list(kinds)},
        text={"type": "string", "minLength": 1, "maxLength": limit},
        emoji={"type": "boolean"},
        verbatim={"type": "boolean"},
    )


_BLOCK_ID = {"type": "string", "maxLength": 255}
_BUTTON = _object(
    ["type", "text", "action_id"],
    type={"const": "button"},
    text=_text(75, "plain_text"),
    action_id={"type": "string", "minLength": 1, "maxLength": 255},
    value={"type": "string", "maxLength": 2000},
)
_BLOCKS = {
    "section": _object(
        ["type", "text"],
        type={},
        block_id=_BLOCK_ID,
        text=_text(3000, "plain_text", "mrkdwn"),
    ),
    "header": _object(
        ["type", "text"], type={}, block_id=_BLOCK_ID, text=_text(150, "plain_text")
    ),
    "context": _object(
        ["type", "elements"],
        type={},
        block_id=_BLOCK_ID,
        elements={
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": _text(3000, "plain_text", "mrkdwn"),
        },
    ),
    "actions": _object(
        ["type", "elements"],
        type={},
        block_id=_BLOCK_ID,
        elements={"type": "array", "minItems": 1, "maxItems": 25, "items": _BUTTON},
    ),
    "image": _object(
        ["type", "image_url", "alt_text"],
        type={},
        block_id=_BLOCK_ID,
        image_url={"type": "string", "maxLength": 3000, "pattern": "^https?://"},
        alt_text={"type": "string", "minLength": 1, "maxLength": 2000},
    ),
}
_MENTION = re.compile(r"<[!@#]")
_ARGUMENTS = _object(
    ["channel", "text"],
    channel={"type": "string", "pattern": "^[CDG]"},
    text={"type": "string", "pattern": r"\S"},
    blocks={"type": "array", "maxItems": 50},
    thread_ts={"type": "string"},
    unfurl_links={"const": False},
    unfurl_media={"const": False},
    mrkdwn={"type": "boolean"},
)
# An answer through a response URL, in the place of the message that was pressed.
_REPLACEMENT = _object(
    ["replace_original", "text"],
    replace_original={"const": True},
    text={"type": "string", "pattern": r"\S"},
    blocks={"type": "array", "maxItems": 50},
)
_UPLOAD = _object(
    ["filename", "length"],
    filename={"type": "string", "minLength": 1},
    length={"type": "string", "pattern": "^[1-9][0-9]*$"},
    alt_txt={"type": "string", "maxLength": 1000},
)


class FakeSlack(FakeService):
    """Takes the bot's calls; `messages` of a channel are what its people see."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.gone: set[str] = set()
        self.refuse_blocks = False
        self.replaced: list[dict[str, Any]] = []
        self._numbers = count(1)
        self._uploads: dict[str, bytes] = {}
        super().__init__()

    def app(self) -> web.Application:
        """Return the routes of the Web API, of uploads and of response URLs."""
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/api/{method}", self._take)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_post("/response/{id}", self._replace)
        return app

    @property
    def api_url(self) -> str:
        """The base URL of the Web API."""
        return f"{self.url}/api/"

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """Return what was posted to a channel, files too, in order."""
        posted = self.of("chat.postMessage", "files.completeUploadExternal")
        return [
            each
            for each in posted
            if channel in (each.get("channel"), each.get("channel_id"))
        ]

    def channels(self) -> set[str]:
        """Return all channels that anything was posted to."""
        posted = self.of("chat.postMessage", "files.completeUploadExternal")
        return {each.get("channel") or each["channel_id"] for each in posted}

    async def _take(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fields = await _fields(request)
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return _error("invalid_auth")
        fault = self.fault_for(method)
        if fault is not None and not fault.accepted:
            return await _failed(request, fault)
        wrong = self._wrong(method, fields)
        if wrong:
            self.violations.append(f"{method}: {wrong} in {str(fields)[:300]}")
            return _error(wrong.partition(":")[0])
        if {fields.get("channel"), fields.get("users")} & self.gone:
            return _error("channel_not_found")
        if self.refuse_blocks and fields.get("blocks"):
            return _error("invalid_blocks")
        result = self._result(method, fields)
        self.calls.append(Call(method=method, fields=fields))
        if fault is not None:
            return await _failed(request, fault)
        return web.json_response({"ok": True, **result})

    def _result(self, method: str, fields: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {"user_id": BOT_USER, "team_id": "T1", "bot_id": "B1"}
        if method == "conversations.open":
            return {"channel": {"id": "D" + fields["users"]}}
        if method == "chat.postMessage":
            fields["ts"] = f"1700000000.{next(self._numbers):06d}"
            return {"ts": fields["ts"], "channel": fields["channel"]}
        if method in ("conversations.history", "conversations.replies"):
            return {"messages": self.messages(fields["channel"])}
        if method == "files.getUploadURLExternal":
            number = f"F{next(self._numbers)}"
            return {"file_id": number, "upload_url": f"{self.url}/upload/{number}"}
        if method == "files.completeUploadExternal":
            fields["content"] = self._uploads[fields["files"][0]["id"]]
            return {"files": fields["files"]}
        return {}

    def _wrong(self, method: str, fields: dict[str, Any]) -> str:
        if method == "chat.postMessage":
            return wrong_message(fields)
        if method == "files.getUploadURLExternal":
            return _broken(_UPLOAD, fields, "invalid_arguments")
        if method == "files.completeUploadExternal":
            known = all(each["id"] in self._uploads for each in fields["files"])
            room = fields.get("channel_id", "")
            return "" if known and room.startswith(("C", "D")) else "invalid_channel"
        known_methods = {"auth.test", "conversations.open"}
        known_methods |= {"conversations.history", "conversations.replies"}
        return "" if method in known_methods else "unknown_method"

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self._uploads[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    async def _replace(self, request: web.Request) -> web.StreamResponse:
        fault = self.fault_for("response_url")
        if fault is not None:
            return await _failed(request, fault)
        body = await request.json()
        wrong = _broken(_REPLACEMENT, body, "invalid_payload")
        wrong = wrong or _wrong_blocks(body.get("blocks") or [])
        if wrong:
            self.violations.append(f"response_url: {wrong}")
            return web.Response(status=400, text="invalid_payload")
        self.replaced.append(body)
        return web.Response(text="ok")


def wrong_message(fields: dict[str, Any]) -> str:
    """Return what Slack would find wrong with a message; empty when nothing is."""
    wrong = _broken(_ARGUMENTS, fields, "invalid_arguments")
    if wrong:
        return wrong
    if len(fields["text"]) > 4000:
        return "msg_too_long"
    if _MENTION.search(fields["text"]):
        return "restricted_action: a mention in the text"
    return _wrong_blocks(fields.get("blocks") or [])


def _broken(schema: dict[str, Any], given: Any, code: str) -> str:
    """Return what breaks a schema, after the code that Slack answers."""
    for error in Draft7Validator(schema).iter_errors(given):
        return f"{code}: {error.message[:200]}"
    return ""


def _wrong_blocks(blocks: list[dict[str, Any]]) -> str:
    for block in blocks:
        schema = _BLOCKS.get(block.get("type", ""))
        if schema is None:
            return f"invalid_blocks: type {block.get('type')}"
        wrong = _broken(schema, block, "invalid_blocks")
        if wrong:
            return wrong
        if block["type"] == "section" and _MENTION.search(block["text"]["text"]):
            return "restricted_action: a mention in a section"
    ids = [each["block_id"] for each in blocks if "block_id" in each]
    actions = [
        each["action_id"]
        for block in blocks
        for each in block.get("elements", ())
        if "action_id" in each
    ]
    if len(ids) != len(set(ids)) or len(actions) != len(set(actions)):
        return "invalid_blocks: an id twice"
    return ""


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    fields: dict[str, Any] = {**request.query, **await request.post()}
    for name in ("blocks", "files"):
        if isinstance(fields.get(name), str):
            fields[name] = json.loads(fields[name])
    return fields


async def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    headers = {}
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    code = "ratelimited" if fault.status == 429 else "fatal_error"
    body = {"ok": False, "error": code}
    error = web.json_response(body, status=fault.status or 500, headers=headers)
    return await failed(request, fault, error)


def _error(code: str) -> web.Response:
    return web.json_response({"ok": False, "error": code})
