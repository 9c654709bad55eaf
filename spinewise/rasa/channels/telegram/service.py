"""Telegram's Bot API, with its errors told in our terms."""

from __future__ import annotations

import datetime
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any, TypeVar

import httpx
import telegram
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from spinewise.rasa.channels.choices import Payloads
from spinewise.rasa.channels.chunks import chunks, utf16_units
from spinewise.rasa.channels.commands import Command
from spinewise.rasa.channels.delivery import (
    DeliveryError,
    Patience,
    RefusedError,
    TryLaterError,
    UnreachableError,
    WrongSecretError,
    deliver,
)
from spinewise.rasa.channels.environment import TelegramSecrets
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.pictures import picture_of
from spinewise.rasa.channels.service import Address, Reach, Service
from spinewise.rasa.channels.telegram.render import (
    DATA_LIMIT,
    TEXT_LIMIT,
    TelegramText,
    caption_of,
    telegram_texts,
)
from spinewise.rasa.channels.texts import description_of, text_of

logger = logging.getLogger(__name__)

API_URL = "https://api.telegram.org"
WEBHOOK_PATH = "/webhooks/telegram/webhook"
UPDATES = ["message", "callback_query", "my_chat_member"]
# "All who can be told that a bot sends no more than 30 messages a second."
_PER_SECOND = 25.0
# What is known to be surely not sent: the connection was never made.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was blocked")
# Short: the mark on a pressed button must never delay an answer.
_PRESS_PATIENCE = Patience(first_pause=0.5, in_all=5)

_Got = TypeVar("_Got")


class Telegram(Service):
    """Sends through the Bot API at `api_url`."""

    def __init__(self, secrets: TelegramSecrets, reach: Reach) -> None:
        self._secrets = secrets
        self._reach = reach
        self._payloads = Payloads(DATA_LIMIT)
        self.username = ""
        # httpx logs each URL, and with it the token.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._bot = telegram.Bot(
            secrets.token,
            base_url=f"{(reach.api_url or API_URL).rstrip('/')}/bot",
            request=HTTPXRequest(
                read_timeout=reach.timeout_seconds,
                connect_timeout=reach.timeout_seconds,
            ),
        )
        self._ready = False

    @property
    def name(self) -> str:
        """The channel's name."""
        return "telegram"

    @property
    def per_second(self) -> float:
        """Telegram takes 30 messages a second from one bot; a little less."""
        return _PER_SECOND

    @property
    def bot_id(self) -> int:
        """The bot's own user id, the first part of its token."""
        return int(self._secrets.token.partition(":")[0])

    def is_secret(self, given: str) -> bool:
        """Whether this is the secret that was set with the webhook."""
        wanted = self._secrets.webhook_secret
        return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())

    def payload_of(self, data: str) -> str | None:
        """Return what a button's data stands for; None when it is too old."""
        return self._payloads.payload_of(data)

    async def connect(self) -> None:
        """Learn the bot's name, set its commands and the webhook."""
        forever = replace(self._reach.patience, in_all=inf)
        me = await self._call(self._bot.get_me, patience=forever)
        self.username = str(me.username or "")
        commands = [(each.value, description_of(each)) for each in Command]
        await self._call(lambda: self._bot.set_my_commands(commands), patience=forever)
        if not self._reach.public_url:
            logger.error(
                "Telegram: PUBLIC_BASE_URL is not set to an https address, so no "
                "webhook was set and no message arrives; see docs/channels.md."
            )
            return
        await self._call(
            lambda: self._bot.set_webhook(
                self._reach.public_url + WEBHOOK_PATH,
                secret_token=self._secrets.webhook_secret,
                allowed_updates=UPDATES,
            ),
            patience=forever,
        )

    async def send(self, address: Address, said: Said) -> None:
        """Send the picture, then the text with its buttons, then the file."""
        chat = int(address.chat)
        if said.picture:
            await self._send_picture(chat, said)
        for text in telegram_texts(said, self._payloads.data_of):
            await self._send_text(chat, text)
        document = said.document
        if document is not None:
            await self._call(
                lambda: self._bot.send_document(
                    chat, document.content, filename=document.name
                )
            )

    async def send_plain(self, address: Address, text: str) -> None:
        """Send bare words, split where they are too long."""
        for part in chunks(text, TEXT_LIMIT, utf16_units):
            await self._call(partial(self._bot.send_message, int(address.chat), part))

    async def mark_pressed(
        self, query_id: str, message: dict[str, Any], choice: str
    ) -> None:
        """Stop the button's waiting sign, and put what was chosen in its place.

        Best effort: the answer does not depend on it.
        """
        try:
            await self._call(
                lambda: self._bot.answer_callback_query(query_id),
                patience=_PRESS_PATIENCE,
            )
            await self._replace_buttons(message, choice)
        except DeliveryError:
            logger.info("A pressed button could not be marked.")

    async def close(self) -> None:
        """Close all connections."""
        if self._ready:
            await self._bot.shutdown()

    async def _replace_buttons(self, message: dict[str, Any], choice: str) -> None:
        chat, number = message["chat"]["id"], message["message_id"]
        text = message.get("text")
        told = f"{text}\n\n{text_of('utter_channel_chosen', choice=choice)}"
        if not (isinstance(text, str) and choice) or utf16_units(told) > TEXT_LIMIT:
            await self._call(
                lambda: self._bot.edit_message_reply_markup(chat, number),
                patience=_PRESS_PATIENCE,
            )
            return
        entities = [
            telegram.MessageEntity.de_json(each, self._bot)
            for each in message.get("entities") or []
        ]
        await self._call(
            lambda: self._bot.edit_message_text(told, chat, number, entities=entities),
            patience=_PRESS_PATIENCE,
        )

    async def _send_text(self, chat: int, text: TelegramText) -> None:
        keyboard = telegram.InlineKeyboardMarkup(
            [
                [telegram.InlineKeyboardButton(title, callback_data=data)]
                for title, data in text.rows
            ]
        )
        await self._call(
            lambda: self._bot.send_message(
                chat,
                text.html,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard if text.rows else None,
                link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            )
        )

    async def _send_picture(self, chat: int, said: Said) -> None:
        """Send a picture; a text that goes with it must not be lost with it."""
        picture = await picture_of(said.picture, self._reach.public_url)
        caption = caption_of(said)
        if picture is not None:
            try:
                await self._call(
                    lambda: self._bot.send_photo(chat, picture, caption=caption or None)
                )
                return
            except RefusedError:
                logger.warning("Telegram refused a picture; its description is sent.")
        if caption:
            await self._call(lambda: self._bot.send_message(chat, caption))

    async def _call(
        self, call: Callable[[], Awaitable[_Got]], patience: Patience | None = None
    ) -> _Got:
        async def attempt() -> _Got:
            async with _in_our_terms():
                if not self._ready:
                    # Only the connection pool: the Bot's own set-up asks the API.
                    await self._bot.request.initialize()
                    self._ready = True
                return await call()

        return await deliver(attempt, patience or self._reach.patience)


@asynccontextmanager
async def _in_our_terms() -> AsyncIterator[None]:
    """Turn the library's errors into ours.

    Raises:
        DeliveryError: of the kind that says what to do about it.
    """
    try:
        yield
    except RetryAfter as error:
        raise TryLaterError(_seconds(error.retry_after)) from error
    except (Forbidden, ChatMigrated) as error:
        raise UnreachableError from error
    except InvalidToken as error:
        raise WrongSecretError from error
    except BadRequest as error:
        gone = any(words in str(error).lower() for words in _GONE)
        raise (UnreachableError if gone else RefusedError) from error
    except NetworkError as error:
        cause = error.__cause__
        sent = isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NOT_SENT)
        raise TryLaterError(maybe_arrived=sent) from error
    except TelegramError as error:  # an answer that is not Telegram's
        raise TryLaterError from error
    except Exception as error:  # nor one that the library can read
        raise TryLaterError(maybe_arrived=True) from error


def _seconds(given: float | datetime.timedelta) -> float:
    if isinstance(given, datetime.timedelta):
        return given.total_seconds()
    return float(given)
