"""A listener on a small lexicon: the real cues, facts and complaints, few phrases."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from spinewise.language import Lexicon, Listener, load_lexicon

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "knowledge" / "lexicon" / "en"
OLD = ("cauda_equina.saddle_numbness", "cauda_equina.urine_incontinence")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lexicon folder with the small concepts and phrases."""
    path = tmp_path_factory.mktemp("lexicon") / "en"
    shutil.copytree(HERE / "lexicon", path)
    for file in REAL.glob("*.yml"):
        shutil.copy(file, path)
    return path


@pytest.fixture(scope="session")
def words(folder: Path) -> Lexicon:
    """Return the small lexicon."""
    return load_lexicon(folder)


@pytest.fixture(scope="session")
def listener(words: Lexicon) -> Listener:
    """Return a listener on the small lexicon, on a fixed day."""
    return Listener(
        words,
        old_is_uncertain=OLD,
        history=("cancer.history",),
        at_any_time=("cancer.history",),
        languages=("es",),
        today=lambda: datetime.date(2026, 11, 22),
    )
