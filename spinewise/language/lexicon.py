"""Load the word lists of one language, strictly, into frozen types.

A clinician edits these files, so every problem is listed at once with the file and
the item that has it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import yaml

from spinewise.language.entries import (
    Complaints,
    Concept,
    Cues,
    Example,
    Facts,
    FindingPhrases,
    Forms,
    Item,
    Lexicon,
    Told,
)
from spinewise.language.weights import DoubtWeights

T = TypeVar("T")


class LexiconError(Exception):
    """The lexicon has problems; `problems` lists every one with file and item."""

    def __init__(self, problems: list[str]) -> None:
        """Keep all problems, not only the first."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


DOUBTS_FILE: Final = "doubts.json"
_FILES: Mapping[str, type[Item]] = {
    "cues": Cues,
    "facts": Facts,
    "complaint": Complaints,
    "forms": Forms,
}


def load_lexicon(path: Path) -> Lexicon:
    """Load a language directory, or raise one `LexiconError` with all problems.

    Patterns are read by the `Listener`, which raises for those that nobody can read.
    """
    problems: list[str] = []
    concepts = _items(path / "concepts", "concepts", Concept, problems)
    phrases = _items(path / "findings", "phrases", FindingPhrases, problems)
    examples = _items(path / "examples", "examples", Example, problems)
    told = _items(path / "told", "told", Told, problems)
    doubts = _doubts(path / DOUBTS_FILE, problems)
    parts = {
        name: _convert(_read(path / f"{name}.yml", problems), kind, name, problems)
        for name, kind in _FILES.items()
    }
    if not problems:
        own = [*parts["cues"].concepts, *parts["facts"].concepts]  # type: ignore[union-attr]
        own += parts["complaint"].concepts  # type: ignore[union-attr]
        lexicon = Lexicon(
            concepts=(*concepts, *own),
            phrases=tuple(phrases),
            examples=tuple(examples),
            told=tuple(told),
            doubts=doubts,
            **parts,  # type: ignore[arg-type]
        )
        problems += _doubles(lexicon)
    if problems:
        raise LexiconError(problems)
    return lexicon


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader for which "no", "on" and "y" are words, as in YAML 1.2."""


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in entries if tag != _BOOL]
    for first, entries in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))


# Phrase files hold nothing but words, so that `no` and `10` need no quotes there.
_WordLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _read(file: Path, problems: list[str], loader: Any = _Loader) -> object:
    try:
        return yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - safe loaders
    except (OSError, yaml.YAMLError) as error:
        problems.append(f"{file.name}: {error}")
        return None


def _items(folder: Path, key: str, kind: type[T], problems: list[str]) -> list[T]:
    found: list[T] = []
    for file in sorted(folder.glob("*.yml")):
        before = len(problems)
        content = _read(file, problems, _WordLoader)
        if len(problems) > before:
            continue
        if not isinstance(content, dict) or list(content) != [key]:
            problems.append(f"{file.name}: must hold one list named `{key}`")
            continue
        for number, raw in enumerate(content[key] or [], start=1):
            name = raw.get("id") or raw.get("finding") if isinstance(raw, dict) else ""
            where = f"{file.name} item {number} ({name})"
            item = _convert(raw, kind, where, problems)
            if item is not None:
                found.append(item)
    return found


def _doubts(file: Path, problems: list[str]) -> DoubtWeights | None:
    """Read what was learned; without the file nothing is doubted."""
    if not file.exists():
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=DoubtWeights)
    except msgspec.DecodeError as error:
        problems.append(f"{file.name}: {error}; run `spinewise learn`")
        return None


def _convert(raw: Any, kind: type[T], where: str, problems: list[str]) -> T | None:
    if raw is None:
        return None
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        problems.append(f"{where}: {error}")
        return None


def unknown_findings(lexicon: Lexicon, known: Collection[str]) -> list[str]:
    """Return the findings that the lexicon speaks of and `known` does not hold."""
    named = {item.finding for item in lexicon.phrases}
    named |= {item.finding for item in lexicon.facts.medicines if item.finding}
    named |= {finding for cue in lexicon.cues.cues for finding in cue.findings}
    named |= {item.finding for item in lexicon.examples if item.finding}
    named |= {finding for item in lexicon.told for finding in item.signs}
    named.add(lexicon.facts.temperature.finding)
    return sorted(named - set(known))


def _doubles(lexicon: Lexicon) -> list[str]:
    seen: set[str] = set()
    problems = []
    for concept in lexicon.concepts:
        if concept.id in seen:
            problems.append(f"concept `{concept.id}` is defined twice")
        seen.add(concept.id)
    return problems
