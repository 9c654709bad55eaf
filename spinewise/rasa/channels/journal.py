"""What was taken from a service and not yet answered, for a server that is killed.

A service is told that its update arrived, and never sends it again. So the update
is written to disk before that, its answers before they are sent, and both are
deleted when the last answer was delivered. A server that starts finds what is left.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.turns import SeenBefore
from spinewise.rasa.private_base import PrivateBase

logger = logging.getLogger(__name__)

_Got = TypeVar("_Got")
# Telegram sends an update again for up to a day, Slack for some minutes.
_SEEN_SECONDS = 24 * 3600
_TABLE = """
create table if not exists updates (
    number integer primary key,
    channel text not null,
    key text not null,
    at real not null,
    incoming blob,
    answers blob,
    sent integer not null default 0,
    unique (channel, key)
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An update whose answers did not all arrive.

    Attributes:
        answers: what is said to it; None when that is not known yet.
        sent: how many of them surely arrived; one more may have.
    """

    incoming: Incoming
    answers: list[Said] | None
    sent: int


class Journal:
    """The updates of one channel; of those that were answered only their keys.

    Nothing here raises: while the file cannot be used, updates are answered all the
    same, and only a server that is killed loses them.
    """

    def __init__(self, channel: str, path: Path | None) -> None:
        self._channel = channel
        self._base = PrivateBase(path, _TABLE) if path else None
        self._seen = SeenBefore(_SEEN_SECONDS)

    def accept(self, incoming: Incoming) -> bool:
        """Note an update; return False for one that came before."""
        if self._seen.check(incoming.key):
            return False
        now = time.time()
        row = (self._channel, incoming.key, now, msgspec.json.encode(incoming))

        def insert(base: sqlite3.Connection) -> bool:
            base.execute(
                "delete from updates where incoming is null and at < ?",
                (now - _SEEN_SECONDS,),
            )
            done = base.execute(
                "insert or ignore into updates (channel, key, at, incoming) "
                "values (?, ?, ?, ?)",
                row,
            )
            return done.rowcount > 0

        return self._do(insert) is not False

    def note_answers(self, incoming: Incoming, answers: list[Said]) -> None:
        """Note what is said to an update, before the first of it is sent."""
        self._change(
            "update updates set answers = ?", incoming, msgspec.json.encode(answers)
        )

    def note_sent(self, incoming: Incoming, count: int) -> None:
        """Note how many of the answers arrived."""
        self._change("update updates set sent = ?", incoming, count)

    def note_done(self, incoming: Incoming) -> None:
        """Delete what an update and its answers said; its key stays for a day."""
        self._change("update updates set incoming = null, answers = null", incoming)

    def unfinished(self) -> list[Unfinished]:
        """Return what an earlier server left to do, oldest first."""
        if self._base is None or not self._base.exists:
            return []
        rows = self._do(
            lambda base: base.execute(
                "select incoming, answers, sent from updates "
                "where channel = ? and incoming is not null order by number",
                (self._channel,),
            ).fetchall()
        )
        return [_unfinished(*row) for row in rows or []]

    def _change(self, change: str, incoming: Incoming, *values: object) -> None:
        self._do(
            lambda base: base.execute(
                f"{change} where channel = ? and key = ?",
                (*values, self._channel, incoming.key),
            )
        )

    def _do(self, work: Callable[[sqlite3.Connection], _Got]) -> _Got | None:
        """Return what `work` returns, or None when the file cannot be used."""
        if self._base is None:
            return None
        try:
            with self._base.open() as base:
                return work(base)
        except (OSError, sqlite3.Error) as error:
            logger.error(
                "%s: updates are not kept: %s", self._channel, type(error).__name__
            )
            return None


def _unfinished(incoming: bytes, answers: bytes | None, sent: int) -> Unfinished:
    return Unfinished(
        incoming=msgspec.json.decode(incoming, type=Incoming),
        answers=msgspec.json.decode(answers, type=list[Said]) if answers else None,
        sent=sent,
    )
