"""A whole knowledge folder of its own for each test to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spinewise.checking import faults_in
from spinewise.knowledge import Problem
from tests.unit.triage.build import FOLDER

Edit = Callable[[str, str, str], int]
Faults = Callable[[], list[Problem]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's knowledge, word lists included."""
    return Path(shutil.copytree(FOLDER, tmp_path / "knowledge"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first place of a text in a file; return the line of the change."""
    return lambda file, old, new: replace(folder / file, old, new)


@pytest.fixture
def faults(folder: Path) -> Faults:
    """The faults of the folder; none when it is sound."""
    return lambda: list(faults_in(folder).problems)


def replace(file: Path, old: str, new: str) -> int:
    """Replace the first place of a text, which must be there; return its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old) + unlike(old, new)) + 1


def unlike(old: str, new: str) -> int:
    """How many letters two texts have in common at the start."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((number for number, (a, b) in pairs if a != b), shorter)
