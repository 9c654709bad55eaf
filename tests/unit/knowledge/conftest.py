"""A knowledge folder of its own for each test to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spinewise.knowledge import KnowledgeError, Problem, load
from tests.unit.triage.build import FOLDER

Edit = Callable[[str, str, str], None]
Problems = Callable[[], tuple[Problem, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's knowledge without the word lists."""
    copy = tmp_path / "knowledge"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("lexicon"))
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first place of a text in a file, which must be there."""

    def _edit(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return _edit


@pytest.fixture
def problems(folder: Path) -> Problems:
    """The problems that loading the folder reports; none when it loads."""

    def _problems() -> tuple[Problem, ...]:
        try:
            load(folder)
        except KnowledgeError as error:
            return error.problems
        return ()

    return _problems
