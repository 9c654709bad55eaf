"""The book of the project, and a knowledge folder to change."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spinewise.rulebook.book import Book, open_book
from tests.unit.triage.build import FOLDER

ROOT = FOLDER.parent
TODAY = datetime.date(2026, 12, 1)

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="session")
def book() -> Book:
    """The book of the project's own knowledge."""
    return open_book(FOLDER, ROOT, TODAY)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the project's knowledge, word lists included."""
    copy = tmp_path / "new"
    shutil.copytree(FOLDER, copy)
    return copy


@pytest.fixture
def edit(changed: Path) -> Edit:
    """Replace the first place of a text in a file of the copy, which must be there."""

    def _edit(file: str, old: str, new: str) -> None:
        text = (changed / file).read_text(encoding="utf-8")
        assert old in text
        (changed / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return _edit
