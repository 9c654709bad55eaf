"""Who asked to be written to, and who cannot be reached any more.

Kept in one small SQLite file, because the command `spinewise notify` runs in
another process than the server. It holds addresses and time zones, never words.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from spinewise.rasa.private_base import PrivateBase

_TABLE = """
create table if not exists people (
    channel text not null,
    address text not null,
    zone text not null,
    sent_at real not null default 0,
    blocked_at real,
    primary key (channel, address)
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who asked for messages.

    Attributes:
        address: a chat id of Telegram, a user id of Slack.
        zone: name of the time zone, such as `Europe/London`.
        sent_at: when they were last written to, in seconds since 1970.
        blocked: the service said that they cannot be reached.
    """

    channel: str
    address: str
    zone: str
    sent_at: float
    blocked: bool


class People:
    """The list of those who asked, in the given file; made when it is needed."""

    def __init__(self, path: Path) -> None:
        self._base = PrivateBase(path, _TABLE)

    def add(self, channel: str, address: str, zone: str) -> None:
        """Note that a person asked to be written to, or changed their zone."""
        with self._base.open() as base:
            base.execute(
                "insert into people (channel, address, zone) values (?, ?, ?) "
                "on conflict do update set zone = excluded.zone, blocked_at = null",
                (channel, address, zone),
            )

    def remove(self, channel: str, address: str) -> None:
        """Forget a person: they want no more messages."""
        self._change("delete from people", channel, address)

    def note_blocked(self, channel: str, address: str) -> None:
        """Note that a person cannot be reached; they are not tried again."""
        self._change("update people set blocked_at = ?", channel, address, time.time())

    def note_reachable(self, channel: str, address: str) -> None:
        """Note that a person wrote, so that they can be reached again."""
        self._change("update people set blocked_at = null", channel, address)

    def note_sent(self, channel: str, address: str, when: float) -> None:
        """Note when a person was written to."""
        self._change("update people set sent_at = ?", channel, address, when)

    def of(self, channel: str) -> list[Person]:
        """Return everyone of a channel who asked, those blocked too."""
        if not self._base.exists:
            return []
        with self._base.open() as base:
            rows = base.execute(
                "select channel, address, zone, sent_at, blocked_at from people "
                "where channel = ? order by address",
                (channel,),
            ).fetchall()
        return [
            Person(
                channel=row[0],
                address=row[1],
                zone=row[2],
                sent_at=row[3],
                blocked=row[4] is not None,
            )
            for row in rows
        ]

    def _change(
        self, statement: str, channel: str, address: str, *values: float
    ) -> None:
        if not self._base.exists:
            return
        with self._base.open() as base:
            base.execute(
                f"{statement} where channel = ? and address = ?",
                (*values, channel, address),
            )
