"""Make a dictionary for the tracker stores: `python -m bench.speed.dictionary NAME`.

Ten simulated patients talk to Spinewise; their events become the dictionary with which
stored events are compressed, the most frequent ones last, where zlib finds them
soonest. The conversations that are measured (`messages.yml`) take no part in it.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.patients.transcripts import page
from bench.speed.bots import spinewise
from bench.speed.measuring import running
from bench.speed.stores import own_sqlite
from spinewise.rasa.tracker.packing import DICTIONARIES, encoded, unpacked_text
from spinewise.serving import train_if_stale

# zlib looks back so far at most.
_MOST_BYTES = 32_000
# What is never the same again: ids, times, and the digits of confidences.
_PASSING = re.compile(rb"[0-9a-f]{32}|(?<=\d{3})\d{6,}\.\d+|(?<=\.\d\d)\d+")
_EVENTS = "select data from events order by id"


def main(name: str) -> None:
    """Write `NAME.txt` among the dictionaries, unless there is one.

    Raises:
        FileExistsError: conversations may be stored with it, so it stays as it is.
    """
    target = DICTIONARIES / f"{name}.txt"
    if target.exists():
        raise FileExistsError(f"{target}: take another name, a later one")
    train_if_stale()
    target.write_bytes(dictionary_of(_talked()))
    print(target)


def _talked() -> list[bytes]:
    with own_sqlite(spinewise()) as (endpoints, database):
        with running(spinewise(), endpoints) as bot:
            page(bot.url)
        return _events_in(database)


def _events_in(database: Path) -> list[bytes]:
    with sqlite3.connect(database) as base:
        rows = base.execute(_EVENTS).fetchall()
    return [encoded(unpacked_text(data)) for (data,) in rows]


def dictionary_of(events: Iterable[bytes]) -> bytes:
    """Return the frequent events, each once, the most frequent last."""
    counts = Counter(_PASSING.sub(b"", event) for event in events)
    lines: list[bytes] = []
    size = 0
    for event, _ in counts.most_common():
        size += len(event) + 1
        if size > _MOST_BYTES:
            break
        lines.insert(0, event)
    return b"\n".join(lines) + b"\n"


if __name__ == "__main__":
    main(sys.argv[1])
