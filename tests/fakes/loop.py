"""An event loop in a thread of its own, which leaves nothing open behind it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

WAIT_SECONDS = 30


class LoopThread:
    """Runs what it is given until it is closed."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def run(self, work: Any) -> Any:
        """Wait for a coroutine, half a minute at most."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT_SECONDS)

    def close(self) -> None:
        """Cancel what still runs, and give the loop's files back."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_SECONDS)

    def _run(self) -> None:
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        if left:
            self._loop.run_until_complete(asyncio.wait(left))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()
