"""Telegram's webhook: private chats in, answers out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Address, Service
from spinewise.rasa.channels.setup import Options, telegram_service
from spinewise.rasa.channels.telegram.updates import (
    MemberChange,
    Message,
    Pressed,
    pressed_chat,
    title_of,
    update_in,
)

if TYPE_CHECKING:
    from spinewise.rasa.channels.telegram.service import Telegram

_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  (a header's name)
_PRIVATE = "private"
_BLOCKED = frozenset({"kicked", "left"})


class TelegramChannel(MessagingChannel):
    """`POST /webhooks/telegram/webhook` for Telegram's updates.

    It talks in private chats only. Its secrets come from the environment.
    """

    mark = "/"

    def __init__(
        self, service: Service | None, people: People, kept: Path | None = None
    ) -> None:
        super().__init__(service, people, kept)
        self._telegram = cast("Telegram | None", service)

    @classmethod
    def name(cls) -> str:
        """The part of the webhook's URL and the input channel's name."""
        return "telegram"

    @classmethod
    def service_of(cls, options: Options) -> Service | None:
        """Make the service; None when it is off."""
        return telegram_service(options)

    def is_authentic(self, request: Request) -> bool:
        """Whether the request carries the secret that was set with the webhook."""
        given = request.headers.get(_SECRET_HEADER, "")
        return self._telegram is not None and self._telegram.is_secret(given)

    async def take(self, request: Request) -> HTTPResponse:
        """Start what an update asks for; 200 for each, also for those let go."""
        update = update_in(request.body)
        if update is None:
            return response.empty(status=200)
        key = str(update.update_id)
        if update.message is not None:
            self._take_message(update.message, key)
        elif update.callback_query is not None:
            self._take_press(update.callback_query, key)
        elif update.my_chat_member is not None:
            self._take_change(update.my_chat_member)
        return response.empty(status=200)

    def _take_message(self, message: Message, key: str) -> None:
        if message.sender is not None and message.sender.is_bot:
            return
        if message.chat.type == _PRIVATE:
            self.start_turn(_incoming(message.chat.id, key, text=message.words))
        elif self._addressed(message):
            self._invite(message.chat.id)

    def _take_press(self, pressed: Pressed, key: str) -> None:
        assert self._telegram is not None  # noqa: S101  (`receive` saw to it)
        where = pressed_chat(pressed)
        if where is None or where[0].type != _PRIVATE:
            return
        chat, message = where
        if pressed.id:  # empty from nobody but a fuzzer
            self._turns.start(f"press {pressed.id}", lambda: self._mark(pressed))
        if self._presses.check((chat.id, message, pressed.data)):
            return
        payload = self._telegram.payload_of(pressed.data)
        self.start_turn(
            _incoming(chat.id, key, payload=payload, too_old=payload is None)
        )

    def _take_change(self, change: MemberChange) -> None:
        if change.chat.type == _PRIVATE:
            if change.new_chat_member.status in _BLOCKED:
                assert self._courier is not None  # noqa: S101
                self._courier.note(self._people.note_blocked, str(change.chat.id))
        elif change.new_chat_member.status not in _BLOCKED:
            self._invite(change.chat.id)

    def _addressed(self, message: Message) -> bool:
        """Whether a message in a group is meant for the bot."""
        assert self._telegram is not None  # noqa: S101
        answered = message.reply_to_message
        if answered and answered.sender and answered.sender.id == self._telegram.bot_id:
            return True
        name = self._telegram.username
        return message.words.startswith("/") or (
            bool(name) and f"@{name}".lower() in message.words.lower()
        )

    def _invite(self, chat: int) -> None:
        assert self._telegram is not None  # noqa: S101
        name = self._telegram.username
        self.invite(Address(chat=str(chat)), f"https://t.me/{name}" if name else "")

    async def _mark(self, pressed: Pressed) -> None:
        assert self._telegram is not None  # noqa: S101
        await self._telegram.mark_pressed(
            pressed.id, pressed.message, title_of(pressed)
        )


def _incoming(
    chat: int,
    key: str,
    *,
    text: str = "",
    payload: str | None = None,
    too_old: bool = False,
) -> Incoming:
    return Incoming(
        key=key,
        # The colon keeps it apart from ids that a page may ask for by URL.
        conversation=f"telegram:{chat}",
        address=Address(chat=str(chat)),
        person=str(chat),
        text=text,
        payload=payload,
        too_old=too_old,
    )
