"""A channel served by the bot's own web framework, with a short-spoken bot behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from spinewise.rasa.channels.base import MessagingChannel
from tests.e2e.bots import free_port

_WAIT_SECONDS = 30


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
def served(channel: MessagingChannel, heard: Heard) -> Iterator[str]:
    """Serve a channel in a thread of its own; yields the base URL."""
    Sanic.test_mode = True
    app = Sanic(f"channel_{channel.name()}_{id(channel)}", register=False)
    app.blueprint(channel.blueprint(heard), url_prefix=f"/webhooks/{channel.name()}")
    port = free_port()
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()

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

    def run(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(_WAIT_SECONDS)

    server = run(start())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        run(stop(server))
        loop.call_soon_threadsafe(loop.stop)
