"""What may be wrong with a condition, apart from its spelling."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spinewise.knowledge.conditions import nodes_in
from spinewise.knowledge.plan_types import Complaint, Region
from spinewise.knowledge.types import Condition, Node, NumberFact

_NUMBERS: Final = typing.get_args(NumberFact)
_WORDS: Final[Mapping[str, tuple[str | bool, ...]]] = {
    "sex": ("female", "male"),
    "pregnant": (True, False),
    "postpartum": (True, False),
    "complaint": ("back", "none"),
    "complaint_kind": typing.get_args(Complaint),
    "region": typing.get_args(Region),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong; with `value`, a word that is none of the `allowed` ones."""

    message: str
    value: object = None
    allowed: tuple[str, ...] = ()


def wrong_in(condition: Condition) -> Iterator[Wrong]:
    """Everything in the condition that makes no sense, whatever the ids are."""
    for node in nodes_in(condition):
        yield from _lists(node)
        yield from _count(node)
        yield from _fact(node)
        yield from _decision(node)
        if not _tests_something(node):
            yield Wrong("an empty condition, which would always hold")


def _tests_something(node: Node) -> bool:
    parts: Sequence[object] = (node.all_of, node.any_of, node.none_of, node.of)
    named = (node.group, node.fact, node.decision)
    return any(part is not None for part in (*parts, *named))


def _lists(node: Node) -> Iterator[Wrong]:
    lists = {"all": node.all_of, "any": node.any_of, "none": node.none_of}
    for name, parts in {**lists, "of": node.of}.items():
        if parts is not None and not parts:
            yield Wrong(f"an empty condition: `{name}` lists nothing")


def _count(node: Node) -> Iterator[Wrong]:
    if (node.count is None) != (node.of is None):
        yield Wrong("`count` and `of` stand together only")
    elif node.of is not None and not 1 <= (node.count or 0) <= len(node.of):
        yield Wrong(f"`count: {node.count}` of {len(node.of)} makes no sense")


def _fact(node: Node) -> Iterator[Wrong]:
    tests: dict[str, Any] = {
        "at_least": node.at_least,
        "below": node.below,
        "is": node.equals,
        "known": node.known,
    }
    used = [name for name, value in tests.items() if value is not None]
    if node.fact is None:
        for name in used:
            if not (name == "is" and node.decision is not None):
                yield Wrong(f"`{name}` without a `fact`")
        return
    if not used:
        yield Wrong(f"the fact {node.fact!r} is not tested", allowed=tuple(tests))
    if node.fact in _NUMBERS and node.equals is not None:
        yield Wrong(f"{node.fact!r} is a number: use `at_least` and `below`")
    if node.fact not in _NUMBERS:
        yield from _word(node)


def _word(node: Node) -> Iterator[Wrong]:
    words = _WORDS[str(node.fact)]
    shown = tuple(str(word).lower() for word in words)
    if node.at_least is not None or node.below is not None:
        yield Wrong(f"{node.fact!r} is no number: use `is`", allowed=shown)
    if node.equals is not None and node.equals not in words:
        yield Wrong(f"value of the fact {node.fact!r}", node.equals, shown)


def _decision(node: Node) -> Iterator[Wrong]:
    if node.decision is not None and not isinstance(node.equals, str):
        yield Wrong(f"the decision {node.decision!r} needs `is` with a word")
    if node.decision is not None and node.fact is not None:
        yield Wrong("a `fact` and a `decision` cannot stand in one test")
