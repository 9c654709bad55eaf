"""Read a YAML file that holds one list of items, with every mistake told."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from spinewise.knowledge.decoding import Place, decode
from spinewise.knowledge.plan_types import Item
from spinewise.knowledge.problems import Problem, unknown
from spinewise.knowledge.reading import read_file

_Item = TypeVar("_Item", bound=Item)


class RulebookError(Exception):
    """A file beside the knowledge cannot be used; the message lists every reason."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems in a fixed order."""
        self.problems = tuple(sorted(problems))
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
        _add(raw, f"{key} item {number}", kind, items, _Report(file.name, problems))
    if problems:
        raise RulebookError(problems)
    return tuple(items.values())


class _Report:
    """Where problems of one file go."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.add = problems.append


def _add(
    raw: Any,
    fallback: str,
    kind: type[_Item],
    items: dict[str, _Item],
    report: _Report,
) -> None:
    label = str(raw.get("id") or fallback) if isinstance(raw, dict) else fallback
    item = decode(kind, raw, Place(file=report.file, item=label, report=report.add))
    if label in items:
        report.add(Problem(report.file, label, "the id stands twice"))
    elif item is not None:
        items[label] = item
