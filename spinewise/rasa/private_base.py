"""A small SQLite file of its owner's own, opened for each use and closed again.

Closing the last connection empties SQLite's log into the file, and what is deleted
is overwritten there: nothing deleted can be read from the file any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_BUSY_SECONDS = 5
_OWNER_ALONE = 0o600
_FOLDER = 0o700


class PrivateBase:
    """The file at `path`; it is made, with its tables, when it is first written.

    Each use may raise OSError or sqlite3.Error: the file cannot be written or read.
    """

    def __init__(self, path: Path, tables: str) -> None:
        self._path = path
        self._tables = tables

    @property
    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self._path.exists()

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection in a transaction: all of it is written, or nothing."""
        if not self.exists:
            self._path.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
            self._path.touch(_OWNER_ALONE)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as base:
            # One wait for the disk a transaction, not three; as durable.
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = full")
            base.execute("pragma secure_delete = on")
            base.executescript(self._tables)
            with base:
                yield base
