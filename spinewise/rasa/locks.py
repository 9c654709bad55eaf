"""A conversation lock that wakes the next message at once.

Rasa's in-memory lock polls once a second, so fifty messages of one sender take
fifty seconds. `asyncio.Lock` is fair: waiting messages go on in their order.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig


class FairLockStore(InMemoryLockStore):  # type: ignore[misc]
    """One `asyncio.Lock` per conversation, for a single server process.

    A lock lives as long as a message holds or awaits it, so the store does not
    grow with the number of conversations.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        self._waiting: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = 0,
        wait_time_in_seconds: float = 0,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the lock of `conversation_id`; waiters are served in order."""
        lock = self._waiting.get(conversation_id)
        if lock is None:
            lock = asyncio.Lock()
            self._waiting[conversation_id] = lock
        async with lock:
            yield TicketLock(conversation_id)
