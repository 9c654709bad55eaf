"""Read a YAML file that holds one list of items, with every mistake told."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from spinewise.knowledge.decoding import Place, decode
from spinewise.knowledge.lines import with_lines
from spinewise.knowledge.plan_types import Item
from spinewise.knowledge.problems import Problem, unknown
from spinewise.knowledge.reading import read_file

_Item = TypeVar("_Item", bound=Item)


class RulebookError(Exception):
    """A file beside the knowledge cannot be used; the message lists every reason."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems in a fixed order."""
        self.problems = tuple(sorted(problems, key=str))
        super().__init__("\n".join(map(str, self.problems)))


def read_list(file: Path, key: str, kind: type[_Item]) -> tuple[_Item, ...]:
    """The items of the list `key`, in file order; other keys are mistakes.

    Raises:
        RulebookError: with every mistake in the file, double ids among them.
    """
    problems: list[Problem] = []
    content, wrong = read_file(file, file=file.name)
    if wrong:
        raise RulebookError(wrong)
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise RulebookError([Problem(file.name, "", f"needs a list {key!r}")])
    for other in content:
        if other != key:
            problems.append(
                unknown(file=file.name, item="", what="key", value=other, allowed=[key])
            )
    items: dict[str, _Item] = {}
    for number, raw in enumerate(content[key], 1):
        label = str(raw.get("id") or "") if isinstance(raw, dict) else ""
        place = Place(
            file=file.name,
            item=label or f"{key} item {number}",
            report=problems.append,
            path=(key, number),
        )
        item = decode(kind, raw, place)
        if place.item in items:
            place.wrong("the id stands twice")
        elif item is not None:
            items[place.item] = item
    if problems:
        raise RulebookError(with_lines(problems, file.parent))
    return tuple(items.values())
