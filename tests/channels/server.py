"""A channel served by the bot's own web framework, with a short-spoken bot behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from sanic import Sanic

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.locks import FairLockStore
from tests.e2e.bots import free_port
from tests.fakes.loop import LoopThread


class Heard:
    """Says what `answer` holds to each message, and keeps what it heard."""

    def __init__(self) -> None:
        self.messages: list[UserMessage] = []
        self.answer: list[dict[str, Any]] = [{"text": "I heard you."}]

    async def __call__(self, message: UserMessage) -> None:
        """Take a message as the bot does."""
        self.messages.append(message)
        for each in self.answer:
            await message.output_channel.send_response(message.sender_id, dict(each))

    @property
    def texts(self) -> list[str]:
        """What was said, oldest first."""
        return [each.text or "" for each in self.messages]


@contextmanager
def served(
    channel: MessagingChannel, heard: Heard, *, store: TrackerStore | None = None
) -> Iterator[str]:
    """Serve a channel in a thread of its own; yields the base URL.

    With `store` the bot behind it has one.
    """
    Sanic.test_mode = True
    app = Sanic(f"channel_{channel.name()}_{id(channel)}", register=False)
    app.ctx.agent = SimpleNamespace(
        processor=None, tracker_store=store, lock_store=FairLockStore()
    )
    app.blueprint(channel.blueprint(heard), url_prefix=f"/webhooks/{channel.name()}")
    port = free_port()
    loop = LoopThread()

    async def start() -> Any:
        server = await app.create_server(
            "127.0.0.1", port, return_asyncio_server=True, access_log=False
        )
        await server.startup()
        await server.before_start()
        await server.after_start()
        return server

    async def stop(server: Any) -> None:
        await server.before_stop()
        server.close()
        await server.after_stop()

    server = loop.run(start())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.run(stop(server))
        loop.close()
