"""One message after the other: in order within a conversation, each only once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from weakref import WeakValueDictionary

from cachetools import TTLCache

logger = logging.getLogger(__name__)

_MOST_REMEMBERED = 100_000


class SeenBefore:
    """Remembers keys for some time, so that a repeated delivery is known."""

    def __init__(self, seconds: float) -> None:
        self._keys: TTLCache[Hashable, None] = TTLCache(_MOST_REMEMBERED, seconds)

    def check(self, key: Hashable) -> bool:
        """Return whether the key came before, and remember it."""
        if key in self._keys:
            return True
        self._keys[key] = None
        return False


class Turns:
    """Runs turns in the background, those of one conversation in their order.

    The service gets its acknowledgment at once; the answer follows.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[None]] = set()

    def start(self, conversation: str, turn: Callable[[], Awaitable[object]]) -> None:
        """Run a turn as soon as the earlier ones of its conversation are over."""
        lock = self._locks.get(conversation)
        if lock is None:
            lock = asyncio.Lock()
            self._locks[conversation] = lock
        task = asyncio.create_task(_in_order(lock, turn))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    @property
    def unfinished(self) -> int:
        """How many turns run or wait."""
        return len(self._running)

    async def finish(self, seconds: float) -> None:
        """Let running turns end, at most for the given time, then stop them."""
        if not self._running:
            return
        _, left = await asyncio.wait(set(self._running), timeout=seconds)
        for task in left:
            task.cancel()
        if left:
            logger.error("%d answers were not delivered before the stop.", len(left))


async def _in_order(lock: asyncio.Lock, turn: Callable[[], Awaitable[object]]) -> None:
    async with lock:
        try:
            await turn()
        except Exception as error:  # one turn must not end the work on others
            logger.error("A turn could not be finished: %s", type(error).__name__)
