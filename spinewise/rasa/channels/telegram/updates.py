"""The parts of Telegram's updates that matter here; all others are let go.

Field names and types: https://core.telegram.org/bots/api#update. Unknown fields
are ignored, because Telegram adds new ones at any time.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Chat(msgspec.Struct):
    """A chat; `type` is private, group, supergroup or channel."""

    id: int
    type: str


class User(msgspec.Struct):
    """Who sent something."""

    id: int
    is_bot: bool = False


class ReplyTo(msgspec.Struct):
    """The message that was answered."""

    sender: User | None = msgspec.field(default=None, name="from")


class Message(msgspec.Struct):
    """A message; a picture's words stand in its caption."""

    chat: Chat
    message_id: int
    sender: User | None = msgspec.field(default=None, name="from")
    text: str = ""
    caption: str = ""
    reply_to_message: ReplyTo | None = None

    @property
    def words(self) -> str:
        """What was written."""
        return self.text or self.caption


class Pressed(msgspec.Struct):
    """A pressed button; `message` is kept as it came, to be edited."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: dict[str, Any] = msgspec.field(default_factory=dict)


class Member(msgspec.Struct):
    """What the bot is now in a chat; `kicked` in a private one is blocked."""

    status: str


class MemberChange(msgspec.Struct):
    """The bot was added, removed, blocked or unblocked."""

    chat: Chat
    new_chat_member: Member


class Update(msgspec.Struct):
    """One update; at most one of its parts is set. Edited messages have none."""

    update_id: int
    message: Message | None = None
    callback_query: Pressed | None = None
    my_chat_member: MemberChange | None = None


def update_in(body: bytes) -> Update | None:
    """Return the update, or None when it is none that we know."""
    try:
        return msgspec.json.decode(body, type=Update)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def pressed_chat(pressed: Pressed) -> tuple[Chat, int] | None:
    """Return the chat and message that a pressed button stands in."""
    try:
        message = msgspec.convert(pressed.message, Message)
    except msgspec.MsgspecError:
        return None
    return message.chat, message.message_id


def title_of(pressed: Pressed) -> str:
    """Return what stands on the pressed button; empty when it is not known."""
    markup = pressed.message.get("reply_markup")
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    for row in rows if isinstance(rows, list) else ():
        for button in row if isinstance(row, list) else ():
            if isinstance(button, dict) and button.get("callback_data") == pressed.data:
                return str(button.get("text") or "")
    return ""
