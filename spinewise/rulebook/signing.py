"""Who signed which row of the knowledge, and whether the row is still the same.

A signature is for what a row said on that day. So it carries the seal of the row, which
changes with every change of its content, and a changed row counts as unsigned.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Item
from spinewise.knowledge.problems import unknown
from spinewise.rulebook.listfile import RulebookError, read_list
from spinewise.rulebook.review import reviewed_items

_FILE: Final = "sign_off.yml"
_LENGTH: Final = 12


class SignOff(Item, frozen=True, kw_only=True):
    """A signature under a row; `id` is its list and its id: `rules/heart.chest_pain`.

    `seal` is the seal of the row as it was signed. A new signature takes the place of
    the earlier one.
    """

    who: str
    when: datetime.date
    seal: str
    remark: str = ""


def row_id(section: str, item: Item) -> str:
    """The row as signatures name it."""
    return f"{section}/{item.id}"


def seal(item: Any) -> str:
    """A short hash of all that the row says.

    What a row leaves out is left out here too, so that a new kind of key does not undo
    every signature.
    """
    says = {
        field.encode_name: getattr(item, field.name)
        for field in msgspec.structs.fields(item)
        if field.required or getattr(item, field.name) != field.default
    }
    text = msgspec.json.encode(says, order="deterministic")
    return hashlib.sha256(text).hexdigest()[:_LENGTH]


def read_sign_offs(file: Path, knowledge: Knowledge) -> dict[str, SignOff]:
    """The signatures by row.

    Raises:
        RulebookError: the file is wrong, or names rows that do not exist.
    """
    signed = read_list(file, "sign_offs", SignOff)
    rows = {row_id(section, item) for section, item in reviewed_items(knowledge)}
    problems = [
        unknown(file=_FILE, item=each.id, what="row", value=each.id, allowed=rows)
        for each in signed
        if each.id not in rows
    ]
    if problems:
        raise RulebookError(problems)
    return {each.id: each for each in signed}


def state(row: str, item: Any, signed: dict[str, SignOff]) -> str:
    """In words: nobody signed, it changed since, or who signed it and when."""
    sign = signed.get(row)
    if sign is None:
        return "not signed"
    remark = f": {sign.remark}" if sign.remark else ""
    if sign.seal != seal(item):
        return f"changed since {sign.who} signed it on {sign.when}{remark}"
    return f"signed by {sign.who} on {sign.when}{remark}"


def unsigned(
    items: Iterable[tuple[str, Any]], signed: dict[str, SignOff]
) -> Iterator[tuple[str, Any]]:
    """The rows without a signature that still holds."""
    for section, item in items:
        sign = signed.get(row_id(section, item))
        if sign is None or sign.seal != seal(item):
            yield section, item
