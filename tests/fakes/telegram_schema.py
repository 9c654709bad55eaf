"""The methods of the Bot API that the bot calls, as JSON Schemas.

From https://core.telegram.org/bots/api#available-methods.
"""

from __future__ import annotations

from typing import Any

_CHAT = {"type": ["integer", "string"]}
_KEYBOARD = {
    "type": "object",
    "required": ["inline_keyboard"],
    "additionalProperties": False,
    "properties": {
        "inline_keyboard": {
            "type": "array",
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 8,
                "items": {
                    "type": "object",
                    "required": ["text", "callback_data"],
                    "additionalProperties": False,
                    "properties": {
                        "text": {"type": "string", "minLength": 1},
                        "callback_data": {"type": "string", "minLength": 1},
                    },
                },
            },
        }
    },
}


def _method(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


_TEXT = {"type": "string", "minLength": 1}
_MODE = {"enum": ["HTML"]}
_ENTITIES = {"type": "array", "items": {"type": "object"}}
SCHEMAS: dict[str, dict[str, Any]] = {
    "getMe": _method([]),
    "setMyCommands": _method(
        ["commands"],
        commands={
            "type": "array",
            "maxItems": 100,
            "items": _method(
                ["command", "description"],
                command={"type": "string", "pattern": "^[a-z0-9_]{1,32}$"},
                description={"type": "string", "minLength": 1, "maxLength": 256},
            ),
        },
    ),
    "setWebhook": _method(
        ["url"],
        url={"type": "string", "pattern": "^https://"},
        secret_token={"type": "string", "pattern": "^[A-Za-z0-9_-]{1,256}$"},
        allowed_updates={
            "type": "array",
            "items": {"enum": ["message", "callback_query", "my_chat_member"]},
        },
    ),
    "sendMessage": _method(
        ["chat_id", "text"],
        chat_id=_CHAT,
        text=_TEXT,
        parse_mode=_MODE,
        reply_markup=_KEYBOARD,
        link_preview_options={"type": "object"},
    ),
    "sendPhoto": _method(
        ["chat_id", "photo"],
        chat_id=_CHAT,
        photo={"type": "string", "pattern": "^(https://|attach://|<file)"},
        caption=_TEXT,
    ),
    "sendDocument": _method(
        ["chat_id", "document"], chat_id=_CHAT, document={"type": "string"}
    ),
    "answerCallbackQuery": _method(
        ["callback_query_id"],
        callback_query_id=_TEXT,
        text={"type": "string", "maxLength": 200},
    ),
    "editMessageReplyMarkup": _method(
        ["chat_id", "message_id"], chat_id=_CHAT, message_id={"type": "integer"}
    ),
    "editMessageText": _method(
        ["chat_id", "message_id", "text"],
        chat_id=_CHAT,
        message_id={"type": "integer"},
        text=_TEXT,
        entities=_ENTITIES,
    ),
}
