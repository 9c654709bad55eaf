"""Read the clinician's cases in tests/cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from spinewise.knowledge.reading import read_file
from spinewise.rulebook.cases import expanded

FOLDER = Path(__file__).parents[1] / "cases"


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """No unknown keys: a misspelt expectation would check nothing."""


class Given(_Strict, frozen=True):
    """What is known about the person."""

    present: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    answers: dict[str, str | float | list[str]] = {}
    complaint: str = "pain"
    region: str = "unknown"
    age: float | None = None
    sex: str | None = None
    pregnant: bool | None = None
    weeks_pregnant: float | None = None
    postpartum: bool | None = None
    onset_days: float | None = None
    pain: float | None = None
    temperature: float | None = None


class Expect(_Strict, frozen=True):
    """What must follow."""

    tier: str
    kind: str | None = None
    fires: tuple[str, ...] = ()
    not_fires: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()
    own: dict[str, str] = {}
    confirm: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    exercises: bool | None = None


class Vignette(_Strict, frozen=True):
    """One case."""

    name: str
    given: Given
    expect: Expect


def vignettes() -> list[tuple[str, Vignette]]:
    """Every case with the name of its file."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        content, problems = read_file(file, file=file.name)
        assert not problems, problems
        cases: list[Any] = content["cases"]
        found += [
            (file.stem, msgspec.convert(case, Vignette))
            for raw in cases
            for case in expanded(raw)
        ]
    return found
