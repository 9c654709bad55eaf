"""Load the knowledge folder into frozen, checked types, or say all that is wrong."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from spinewise.knowledge import checking, plan_types
from spinewise.knowledge.decoding import Place, decode
from spinewise.knowledge.lines import with_lines
from spinewise.knowledge.pose_types import Pose
from spinewise.knowledge.problems import KnowledgeError, Problem, unknown
from spinewise.knowledge.reading import read_file
from spinewise.knowledge.types import (
    Country,
    Decision,
    Finding,
    Group,
    Knowledge,
    Question,
    Rule,
    Settings,
    Source,
)

_LISTS: Final[dict[str, type[Any]]] = {
    "sources": Source,
    "findings": Finding,
    "groups": Group,
    "rules": Rule,
    "questions": Question,
    "countries": Country,
    "decisions": Decision,
    **plan_types.SECTIONS,
    "poses": Pose,
}
_SETTINGS: Final = "settings"
_SHAPE: Final = "expected keys and lists, such as `rules:`; an empty file is to go"
_LEXICON: Final = "lexicon"


@dataclasses.dataclass(slots=True)
class _Reading:
    """What was read so far, and what was wrong with it."""

    problems: list[Problem] = dataclasses.field(default_factory=list)
    items: dict[str, dict[str, Any]] = dataclasses.field(
        default_factory=lambda: {key: {} for key in _LISTS}
    )
    places: dict[tuple[str, str], Place] = dataclasses.field(default_factory=dict)
    settings: list[Settings] = dataclasses.field(default_factory=list)
    incomplete: bool = False


def load(path: Path) -> Knowledge:
    """The knowledge in the folder at `path`.

    Raises:
        KnowledgeError: the folder cannot be used; it lists every problem of every file.
    """
    if not path.is_dir():
        text = "is a file; name the knowledge folder, with all files in it"
        text = text if path.exists() else "there is no such folder"
        raise KnowledgeError([Problem(str(path), "", text)])
    reading = _Reading()
    for file in _files(path):
        name = file.relative_to(path).as_posix()
        if not name.startswith(f"{_LEXICON}/"):
            _read(file, name, reading)
    if len(reading.settings) != 1 and not reading.incomplete:
        reading.problems.append(Problem("decisions.yml", "", "needs `settings:` once"))
    problems = reading.problems + checking.problems_in(
        reading.items,
        reading.places,
        reading.settings,
        complete=not reading.incomplete,
    )
    if problems:
        raise KnowledgeError(with_lines(problems, path))
    return Knowledge(
        **reading.items,
        settings=reading.settings[0],
        path=path,
        hash=knowledge_hash(path),
    )


def knowledge_hash(path: Path) -> str:
    """A hash that changes when any file of the folder does, as `Knowledge.hash`."""
    digest = hashlib.sha256()
    for file in _files(path):
        name = file.relative_to(path).as_posix()
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.name.startswith(".") and file.suffix != ".md":
            yield file


def _read(file: Path, name: str, reading: _Reading) -> None:
    if file.suffix != ".yml":
        text = "is not read: knowledge files end in .yml"
        reading.problems.append(Problem(name, "", text))
        return
    content, problems = read_file(file, file=name)
    if problems or not isinstance(content, Mapping):
        # Ids of a broken file are unknown, so references to them prove nothing.
        reading.incomplete = True
        reading.problems += problems or [Problem(name, "", _SHAPE)]
        return
    for key, value in content.items():
        if key == _SETTINGS:
            _read_settings(value, name, reading)
        elif key not in _LISTS:
            keys = (*_LISTS, _SETTINGS)
            reading.problems.append(
                unknown(file=name, item="", what="key", value=key, allowed=keys)
            )
        elif not isinstance(value, list):
            text = f"{key!r} must be a list"
            reading.problems.append(Problem(name, "", text, path=(key,)))
        else:
            _read_list(key, value, name, reading)


def _read_settings(raw: object, name: str, reading: _Reading) -> None:
    report = reading.problems.append
    place = Place(file=name, item=_SETTINGS, report=report, path=(_SETTINGS,))
    settings = decode(Settings, raw, place)
    reading.incomplete |= settings is None
    if settings is not None:
        reading.settings.append(settings)


def _read_list(key: str, raws: list[Any], name: str, reading: _Reading) -> None:
    items = reading.items[key]
    for number, raw in enumerate(raws, 1):
        item_id = raw.get("id") if isinstance(raw, dict) else None
        label = str(item_id or f"{key} item {number}")
        report = reading.problems.append
        place = Place(file=name, item=label, report=report, path=(key, number))
        item: msgspec.Struct | None = decode(_LISTS[key], raw, place)
        if label in items:
            first = reading.places[key, label].file
            place.wrong(f"the id stands twice; the first one is in {first}")
            continue
        # A wrong item keeps its id, so that references to it are not reported too.
        items[label] = item
        reading.places[key, label] = place
