"""Turn a parsed YAML item into its type, or say everything that is wrong with it.

msgspec alone stops at the first mistake of an item; a person who edits a file should
see all of them, so each field is converted on its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, TypeVar, Union

import msgspec

from spinewise.knowledge.problems import Problem, unknown
from spinewise.knowledge.types import Node, Tier

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_BAD = object()


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and where to report what is wrong with it.

    With `any_order`, keys may stand in the order that suits the item.
    """

    file: str
    item: str
    report: Callable[[Problem], None]
    path: tuple[str | int, ...] = ()
    field: str = ""
    any_order: bool = False

    def inside(self, step: str | int) -> Place:
        """The same item, one step deeper."""
        field = f"{self.field}.{step}" if self.field else str(step)
        return dataclasses.replace(self, field=field, path=(*self.path, step))

    def wrong(
        self, message: str, allowed: tuple[str, ...] = (), *, value: str = ""
    ) -> None:
        """Report that this value is wrong; `value` is the word that shows the line."""
        where = f"`{self.field}`: " if self.field else ""
        problem = Problem(
            file=self.file,
            item=self.item,
            message=where + message,
            allowed=allowed,
            path=self.path,
            value=value,
        )
        self.report(problem)

    def unknown(self, what: str, value: object, allowed: typing.Iterable[str]) -> None:
        """Report a word that is not one of those allowed here."""
        what = f"{what} at `{self.field}`:" if self.field else what
        problem = unknown(
            file=self.file,
            item=self.item,
            what=what,
            value=value,
            allowed=allowed,
            path=self.path,
        )
        self.report(problem)


def decode(cls: type[_Struct], raw: object, place: Place) -> _Struct | None:
    """The item as `cls`, or None after each problem was reported."""
    value = _struct(cls, raw, place)
    return None if value is _BAD else typing.cast("_Struct", value)


def _struct(cls: type[msgspec.Struct], raw: object, place: Place) -> Any:
    if not isinstance(raw, dict):
        place.wrong(f"expected keys and values, got {_shown(raw)}")
        return _BAD
    fields = _fields(cls)
    good = _keys_are_good(cls, raw, place)
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key in fields:
            field = fields[key]
            values[field.name] = _value(field.type, value, place.inside(key))
    if not good or _BAD in values.values():
        return _BAD
    try:
        return cls(**values)
    except ValueError as error:  # a type's own check of fields that belong together
        place.wrong(str(error))
        return _BAD


@functools.cache
def _fields(cls: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(cls)}


def _keys_are_good(
    cls: type[msgspec.Struct], raw: dict[Any, Any], place: Place
) -> bool:
    fields = _fields(cls)
    order = list(fields)
    good = True
    for key in raw:
        if key not in order:
            place.unknown("key", key, order)
            good = False
    missing = [key for key in order if fields[key].required and key not in raw]
    for key in missing:
        place.wrong(f"the key {key!r} is missing")
    present = [key for key in raw if key in order]
    wanted = sorted(present, key=order.index)
    # A condition reads best in the order that suits it; items keep one order.
    if present != wanted and cls is not Node and not place.any_order:
        first = next(a for a, b in zip(present, wanted, strict=True) if a != b)
        text = f"keys in the wrong order, write: {', '.join(wanted)}"
        place.wrong(text, value=first)
        good = False
    return good and not missing


def _value(kind: Any, raw: object, place: Place) -> Any:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(kind, raw, place)
    if kind is Tier:
        return _tier(raw, place)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind, raw, place)
    if origin is tuple and typing.get_args(kind)[1:] == (Ellipsis,):
        return _tuple(typing.get_args(kind)[0], raw, place)
    return _plain(kind, raw, place)


def _union(kind: Any, raw: object, place: Place) -> Any:
    members = typing.get_args(kind)
    if raw is None and type(None) in members:
        return None
    if Node in members:
        return raw if isinstance(raw, str) else _struct(Node, raw, place)
    rest = [member for member in members if member is not type(None)]
    if len(rest) == 1:
        return _value(rest[0], raw, place)
    return _plain(Union[tuple(rest)], raw, place)  # noqa: UP007 (built at run time)


def _tier(raw: object, place: Place) -> Any:
    labels = [tier.label for tier in Tier]
    if isinstance(raw, str) and raw in labels:
        return Tier.named(raw)
    place.unknown("tier", raw, labels)
    return _BAD


@functools.cache
def _holds_structs(kind: Any) -> bool:
    """Whether a value of this kind needs more than msgspec to tell what is wrong."""
    members = typing.get_args(kind) or (kind,)
    return Tier in members or any(
        isinstance(member, type) and issubclass(member, msgspec.Struct)
        for member in members
    )


def _tuple(kind: Any, raw: object, place: Place) -> Any:
    if not isinstance(raw, list):
        place.wrong(f"expected a list, got {_shown(raw)}")
        return _BAD
    if not _holds_structs(kind):
        with contextlib.suppress(msgspec.ValidationError):
            return msgspec.convert(raw, tuple[kind, ...])
    values = [_value(kind, part, place.inside(n)) for n, part in enumerate(raw, 1)]
    return _BAD if any(value is _BAD for value in values) else tuple(values)


def _plain(kind: Any, raw: object, place: Place) -> Any:
    words = _literals(kind)
    if words and not (isinstance(raw, str) and raw in words):
        place.unknown("value", raw, words)
        return _BAD
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        wanted = (
            "expected a date such as 2026-11-22" if kind is datetime.date else error
        )
        place.wrong(f"{wanted}, got {_shown(raw)}")
        return _BAD


def _literals(kind: Any) -> tuple[str, ...]:
    if typing.get_origin(kind) is Literal:
        return typing.get_args(kind)
    if typing.get_origin(kind) in (Union, types.UnionType):
        parts = [_literals(member) for member in typing.get_args(kind)]
        return sum(parts, ()) if all(parts) else ()
    return ()


def _shown(raw: object) -> str:
    return "nothing" if raw is None else f"{type(raw).__name__} {str(raw)[:60]!r}"
