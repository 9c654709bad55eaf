"""One change between two versions, and how changes of lists are told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A change in words; `less_careful`: it may make the bot less careful."""

    text: str
    less_careful: bool = False


def list_changes(
    title: str,
    words: str,
    was: tuple[Any, ...],
    now: tuple[Any, ...],
    *,
    losing_is_risky: bool,
) -> Iterator[Change]:
    """What left a list and what came to it; or that only the order changed."""
    lost = [each for each in was if each not in now]
    new = [each for each in now if each not in was]
    for each in lost:
        yield Change(f"{title}: {words}: {_entry(each)} dropped", losing_is_risky)
    for each in new:
        yield Change(f"{title}: {words}: {_entry(each)} added")
    if not lost and not new:
        yield Change(f"{title}: {words}: another order")


def _entry(value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        value = msgspec.json.encode(value).decode()
    return f"“{value}”"
