"""Slack's Web API, with its errors told in our terms."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from spinewise.rasa.channels.choices import Payloads
from spinewise.rasa.channels.chunks import chunks
from spinewise.rasa.channels.delivery import (
    DeliveryError,
    Patience,
    RefusedError,
    deliver,
)
from spinewise.rasa.channels.environment import SlackSecrets
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.pictures import picture_of
from spinewise.rasa.channels.service import Address, Reach, Service
from spinewise.rasa.channels.slack.errors import check_status, in_our_terms
from spinewise.rasa.channels.slack.render import (
    SECTION_LIMIT,
    VALUE_LIMIT,
    SlackMessage,
    escaped,
    image_message,
    slack_messages,
)
from spinewise.rasa.channels.texts import text_of

logger = logging.getLogger(__name__)

API_URL = "https://slack.com/api/"
_RESPONSE_HOST = "hooks.slack.com"
# "chat.postMessage: generally 1 message per second per channel"; for the workspace
# several hundred a minute.
_PER_SECOND = 1.0
# What stays of a message when its buttons go: all else that the renderer makes.
_KEPT_BLOCKS = frozenset({"header", "section", "context", "image"})
_PRESS_PATIENCE = Patience(first_pause=0.5, in_all=5)
# "alt_txt_too_large": https://docs.slack.dev/reference/methods/files.getUploadURLExternal
_UPLOADED_ALT_LIMIT = 1000
_HISTORY = 20
_CLOCK_SKEW_SECONDS = 120

_Got = TypeVar("_Got")


class Slack(Service):
    """Sends through the Web API at `api_url`."""

    def __init__(self, secrets: SlackSecrets, reach: Reach) -> None:
        self._secrets = secrets
        self._reach = reach
        self._api_url = reach.api_url or API_URL
        self._values = Payloads(VALUE_LIMIT)
        self._web: AsyncWebClient | None = None
        self._rooms: dict[str, str] = {}
        self.bot_user = ""

    @property
    def name(self) -> str:
        """The channel's name."""
        return "slack"

    @property
    def per_second(self) -> float:
        """Slack takes about one message a second."""
        return _PER_SECOND

    def has_signed(self, body: bytes, *, timestamp: str, signature: str) -> bool:
        """Whether Slack signed this body, at most five minutes ago."""
        verifier = SignatureVerifier(self._secrets.signing_secret)
        try:
            return verifier.is_valid(body, timestamp, signature)
        except (ValueError, TypeError):  # no number, or signs that no digest has
            return False

    def payload_of(self, value: str) -> str | None:
        """Return what a button's value stands for; None when it is too old."""
        return self._values.payload_of(value)

    async def connect(self) -> None:
        """Check the token and learn the bot's own user id."""
        forever = replace(self._reach.patience, in_all=inf)
        who = await self._call(lambda web: web.auth_test(), patience=forever)
        self.bot_user = str(who.get("user_id") or "")

    async def send(self, address: Address, said: Said) -> None:
        """Send the picture, then the text with its buttons, then the file."""
        room = await self._room(address.chat)
        thread = address.thread or None
        if said.picture:
            await self._send_picture(room, thread, said)
        for message in slack_messages(said, self._values.data_of):
            await self._post(room, thread, message, again=said.again)
        if said.document is not None:
            await self._upload(room, thread, said.document.name, said.document.content)

    async def send_plain(self, address: Address, text: str) -> None:
        """Send bare words, split where they are too long."""
        room = await self._room(address.chat)
        for part in chunks(text, SECTION_LIMIT, lambda each: len(escaped(each))):
            post = partial(
                _post_plain, room=room, thread=address.thread, text=escaped(part)
            )
            await self._call(post)

    async def replace_buttons(
        self, response_url: str, blocks: list[dict[str, Any]], chosen: str
    ) -> None:
        """Put what was chosen in the place of a message's buttons. Best effort."""
        if not self._is_ours(response_url):
            return
        kept = [each for each in blocks if each.get("type") in _KEPT_BLOCKS]
        kept.append(
            {"type": "context", "elements": [{"type": "plain_text", "text": chosen}]}
        )

        async def attempt() -> None:
            async with in_our_terms():
                client = AsyncWebhookClient(
                    response_url,
                    timeout=int(self._reach.timeout_seconds) or 1,
                    retry_handlers=[],
                )
                answer = await client.send_dict(
                    {"replace_original": True, "text": chosen, "blocks": kept}
                )
                check_status(answer.status_code, answer.headers)

        try:
            await deliver(attempt, _PRESS_PATIENCE)
        except DeliveryError:
            logger.info("A pressed button could not be replaced.")

    async def close(self) -> None:
        """Close all connections."""
        if self._web is not None and self._web.session is not None:
            await self._web.session.close()

    async def _room(self, chat: str) -> str:
        """Return the direct channel of a person; other ids are channels already."""
        if not chat.startswith(("U", "W")):
            return chat
        if chat not in self._rooms:
            opened = await self._call(lambda web: web.conversations_open(users=[chat]))
            self._rooms[chat] = str(opened["channel"]["id"])
        return self._rooms[chat]

    async def _post(
        self, room: str, thread: str | None, message: SlackMessage, *, again: bool
    ) -> None:
        since = 0.0 if again else time.time() - _CLOCK_SKEW_SECONDS

        async def arrived() -> Any:
            history = await self._once(
                lambda web: (
                    web.conversations_history(
                        channel=room, oldest=f"{since:.6f}", limit=_HISTORY
                    )
                    if thread is None
                    else web.conversations_replies(
                        channel=room, ts=thread, oldest=f"{since:.6f}", limit=_HISTORY
                    )
                )
            )
            return True if _holds(history.get("messages"), message.key) else None

        await self._call(
            lambda web: web.chat_postMessage(
                channel=room,
                text=message.text,
                blocks=message.blocks,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
            ),
            arrived=arrived,
            unsure=again,
        )

    async def _send_picture(self, room: str, thread: str | None, said: Said) -> None:
        """Send a picture; a text that goes with it must not be lost with it."""
        picture = await picture_of(said.picture, self._reach.public_url)
        try:
            if isinstance(picture, str):
                shown = image_message(picture, said)
                await self._post(room, thread, shown, again=said.again)
                return
            if picture is not None:
                await self._upload(room, thread, "exercise.png", picture, said.alt)
                return
        except RefusedError:
            logger.warning("Slack refused a picture; its description is sent.")
        if said.alt:
            described = text_of("utter_channel_picture", alt=said.alt)
            for message in slack_messages(Said(text=described), self._values.data_of):
                await self._post(room, thread, message, again=False)

    async def _upload(
        self, room: str, thread: str | None, name: str, content: bytes, alt: str = ""
    ) -> None:
        await self._call(
            lambda web: web.files_upload_v2(
                filename=name,
                content=content,
                title=name,
                alt_txt=alt[:_UPLOADED_ALT_LIMIT] or None,
                channel=room,
                thread_ts=thread,
            )
        )

    async def _call(
        self,
        call: Callable[[AsyncWebClient], Awaitable[_Got]],
        *,
        patience: Patience | None = None,
        arrived: Callable[[], Awaitable[Any]] | None = None,
        unsure: bool = False,
    ) -> Any:
        return await deliver(
            lambda: self._once(call),
            patience or self._reach.patience,
            arrived=arrived,
            unsure=unsure,
        )

    async def _once(self, call: Callable[[AsyncWebClient], Awaitable[_Got]]) -> _Got:
        async with in_our_terms():
            return await call(self._client())

    def _client(self) -> AsyncWebClient:
        if self._web is None:
            limit = aiohttp.ClientTimeout(total=self._reach.timeout_seconds)
            session = aiohttp.ClientSession(timeout=limit, trust_env=True)
            self._web = AsyncWebClient(
                token=self._secrets.token,
                base_url=self._api_url,
                session=session,
                retry_handlers=[],
            )
        return self._web

    def _is_ours(self, url: str) -> bool:
        """Whether a response URL is Slack's, or the one of the configured API."""
        given, api = urlsplit(url), urlsplit(self._api_url)
        return (given.scheme, given.netloc) in {
            ("https", _RESPONSE_HOST),
            (api.scheme, api.netloc),
        }


async def _post_plain(
    web: AsyncWebClient, *, room: str, thread: str, text: str
) -> AsyncSlackResponse:
    return await web.chat_postMessage(
        channel=room, text=text, thread_ts=thread or None, mrkdwn=False
    )


def _holds(messages: Any, key: str) -> bool:
    return any(
        block.get("block_id") == key
        for message in messages or []
        for block in message.get("blocks") or []
    )
