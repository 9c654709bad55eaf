"""The store that is used when `endpoints.yml` names no other.

The page tells a restarted server what the person said; Slack and Telegram do not.
What comes over those is therefore kept on disk too, for as long as in memory.
"""

from __future__ import annotations

import logging
import sqlite3
from collections import OrderedDict
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain

from spinewise.rasa.private_base import PrivateBase
from spinewise.rasa.tracker.memory import Kept, MemoryTrackerStore, oldest_kept
from spinewise.settings import settings

logger = logging.getLogger(__name__)

# How the conversation ids of the messaging channels begin.
_ON_DISK = ("slack:", "telegram:")
_TABLE = """
create table if not exists conversations (
    id text primary key,
    session blob not null,
    at real not null
);
"""
_DELETE_SILENT = "delete from conversations where at < ?"


class CannotDeleteError(Exception):
    """The file could not be written: the conversation is still in it."""


class DefaultTrackerStore(MemoryTrackerStore):
    """Memory, and a private file for the conversations of Slack and Telegram.

    The file is `channels.kept` of the settings, or `path`. It is read at the start,
    and again when another server stops using it. While it cannot be written,
    conversations go on from memory, and it gets what it missed as soon as it can be.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        *args: Any,
        path: str | Path | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, *args, **kwargs)
        self._path = Path(path) if path else settings().kept_path
        self._base = PrivateBase(self._path, _TABLE) if self._path else None
        # What the file does not have yet: a session, or None for one to delete.
        self._owed: dict[str, Kept | None] = {}
        self._readable = True
        self._read()

    async def forget(self, sender_id: str) -> None:
        """Delete all that is kept of a conversation.

        Raises:
            CannotDeleteError: the file still holds it, and loses it once it can be
                written.
        """
        if not self._drop(sender_id):
            raise CannotDeleteError

    def forget_silent(self) -> None:
        """Delete the conversations that have been silent for too long."""
        before = len(self._kept)
        super().forget_silent()
        if len(self._kept) < before and self._base is not None and self._base.exists:
            self._write()

    def read_again(self, channel: str) -> None:
        """Read a channel's conversations: another server had them until now."""
        self.forget_silent()
        self._read(f"{channel}:")

    async def is_up(self) -> bool:
        """Whether the file holds what it should."""
        return self._readable and (not self._owed or self._write())

    def _drop(self, sender_id: str) -> bool:
        super()._drop(sender_id)
        if not self._is_on_disk(sender_id):
            return True
        self._owed[sender_id] = None
        return self._write()

    def _saved(self, sender_id: str, turn: Kept) -> None:
        if self._is_on_disk(sender_id):
            self._owed[sender_id] = turn
            self._write()

    def _is_on_disk(self, sender_id: str) -> bool:
        return self._base is not None and sender_id.startswith(_ON_DISK)

    def _write(self) -> bool:
        """Write what is owed, and delete what has been silent for too long."""
        assert self._base is not None  # noqa: S101  (nothing is owed without a file)
        written = [(id_, *kept) for id_, kept in self._owed.items() if kept]
        deleted = [(id_,) for id_, kept in self._owed.items() if not kept]
        try:
            with self._base.open() as base:
                base.executemany(
                    "insert into conversations values (?, ?, ?) on conflict do "
                    "update set session = excluded.session, at = excluded.at",
                    written,
                )
                base.executemany("delete from conversations where id = ?", deleted)
                base.execute(_DELETE_SILENT, (oldest_kept(),))
        except (OSError, sqlite3.Error) as error:
            logger.error("Conversations were not kept: %s", type(error).__name__)
            return False
        self._owed.clear()
        self._readable = True
        return True

    def _read(self, prefix: str = "") -> None:
        """Take the conversations of the file in place of those in memory."""
        if self._base is None or not self._base.exists:
            return
        try:
            with self._base.open() as opened:
                opened.execute(_DELETE_SILENT, (oldest_kept(),))
                rows = opened.execute(
                    "select id, session, at from conversations order by at"
                ).fetchall()
        except (OSError, sqlite3.Error) as error:
            self._readable = False
            logger.error(
                "%s cannot be read (%s), so what people told before is not known. "
                "Move it away, or see docs/channels.md.",
                self._path,
                error,
            )
            return
        others = {
            sender_id: kept
            for sender_id, kept in self._kept.items()
            if not sender_id.startswith(prefix)
        }
        read = {
            sender_id: Kept(session, at)
            for sender_id, session, at in rows
            if sender_id.startswith(prefix)
        }
        oldest_first = sorted((others | read).items(), key=lambda each: each[1].at)
        self._kept = OrderedDict(oldest_first)
