"""One server alone takes a service's messages, where a file is kept of them.

Two would each know half of a conversation, and both send what a third had left. The
system gives a lock back when its process ends, however it ends.
"""

from __future__ import annotations

import logging
from pathlib import Path

from filelock import FileLock, Timeout

logger = logging.getLogger(__name__)

_OWNER_ALONE = 0o600
_FOLDER = 0o700


class Hold:
    """The right to take a channel's messages, by a lock beside the file `kept`."""

    def __init__(self, channel: str, kept: Path | None) -> None:
        self._lock: FileLock | None = None
        if kept is not None:
            self._lock = FileLock(
                kept.with_name(f"{channel}.lock"),
                mode=_OWNER_ALONE,
                thread_local=False,
            )

    def take(self) -> bool:
        """Return whether this server has the right, from now on or already.

        Without a file, or where none can be written, everyone has it.
        """
        if self._lock is None or self._lock.is_locked:
            return True
        try:
            folder = Path(self._lock.lock_file).parent
            folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as error:
            logger.error("%s: %s", self._lock.lock_file, type(error).__name__)
            self._lock = None
        return True

    def release(self) -> None:
        """Let another server have it."""
        if self._lock is not None:
            self._lock.release()
