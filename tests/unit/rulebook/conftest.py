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
    """Replace the first place of a text below a path of the copy; it must be there.

    A folder stands for the files in it, since word lists are often cut up anew.
    """

    def _edit(path: str, old: str, new: str) -> None:
        place = changed / path
        files = sorted(place.rglob("*.yml")) if place.is_dir() else [place]
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        file = next(file for file in files if old in texts[file])
        file.write_text(texts[file].replace(old, new, 1), encoding="utf-8")

    return _edit
