"""The rules as a spreadsheet (CSV), and what a returned one would change.

A sheet is for reading and remarking. It is read back only to tell in words what differs
from the files, which stay the one place where rules are kept.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import msgspec

from spinewise.knowledge import Condition, Knowledge, Rule, Tier
from spinewise.knowledge.conditioncheck import wrong_in
from spinewise.knowledge.decoding import Place, decode
from spinewise.knowledge.problems import Problem
from spinewise.knowledge.reading import read_text
from spinewise.rulebook.listfile import RulebookError
from spinewise.rulebook.words import sentence

_FIELDS: Final = tuple(field.name for field in msgspec.structs.fields(Rule))
_IN_WORDS: Final = "when in words"
_JOINT: Final = ", "
# Spreadsheets that are told of the encoding show accents and quotes as they are.
_ENCODING: Final = "utf-8-sig"


def write_sheet(knowledge: Knowledge, file: Path) -> None:
    """Write every rule as a row; the condition also in words, for reading only."""
    with file.open("w", encoding=_ENCODING, newline="") as target:
        writer = csv.DictWriter(target, [*_FIELDS, _IN_WORDS])
        writer.writeheader()
        for rule in knowledge.rules.values():
            row = {name: _cell(getattr(rule, name)) for name in _FIELDS}
            row["when"] = _condition(rule.when)
            words = sentence(rule.when, lambda name: f"“{name}”", knowledge)
            writer.writerow({**row, _IN_WORDS: words})


def read_sheet(file: Path, knowledge: Knowledge) -> Knowledge:
    """The knowledge with the rules of the sheet in place of its own.

    Raises:
        RulebookError: with everything that cannot be read, by rule.
    """
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    try:
        with file.open(encoding=_ENCODING, newline="") as source:
            rows = list(csv.DictReader(source))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RulebookError([Problem(file.name, "", str(error))]) from error
    for number, row in enumerate(rows, 2):
        name = row.get("id") or f"line {number}"
        place = Place(file=file.name, item=name, report=problems.append)
        rule = decode(Rule, _raw(row, place), place)
        if name in rules:
            place.wrong("the id stands twice")
        elif rule is not None:
            rules[name] = rule
            for wrong in wrong_in(rule.when):
                place.wrong(wrong.message, wrong.allowed)
    if problems or not rules:
        none = [Problem(file.name, "", "holds no rules")]
        raise RulebookError(problems or none)
    return msgspec.structs.replace(knowledge, rules=rules)


def _raw(row: dict[str, Any], place: Place) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for name in _FIELDS:
        cell = (row.get(name) or "").strip()
        if name in ("brief", "sources"):
            raw[name] = [part.strip() for part in cell.split(",") if part.strip()]
        elif name in ("when", "reviewed") and cell:
            # Written as in the files, so that they are read as the files are.
            raw[name], wrong = read_text(cell, file=place.file)
            for each in wrong:
                place.wrong(f"`{name}`: {each.message}")
        elif cell:
            raw[name] = cell
    return raw


def _cell(value: Any) -> str:
    if isinstance(value, Tier):
        return value.label
    if isinstance(value, tuple):
        return _JOINT.join(value)
    return "" if value is None else str(value)


def _condition(condition: Condition) -> str:
    return (
        condition
        if isinstance(condition, str)
        else msgspec.json.encode(_without_empty(condition)).decode()
    )


def _without_empty(condition: Condition) -> Any:
    if isinstance(condition, str):
        return condition
    said: dict[str, Any] = {}
    for field in msgspec.structs.fields(condition):
        value = getattr(condition, field.name)
        if isinstance(value, tuple):
            said[field.encode_name] = [_without_empty(part) for part in value]
        elif value is not None:
            said[field.encode_name] = value
    return said
