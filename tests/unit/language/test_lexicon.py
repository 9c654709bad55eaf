"""Loading the lexicon: strict, and every problem at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spinewise.language import (
    LexiconError,
    Listener,
    load_lexicon,
    unknown_findings,
)


@pytest.fixture
def broken(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the small lexicon that a test may break."""
    return Path(shutil.copytree(folder, tmp_path / "en"))


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_every_problem_is_listed_with_file_and_item(broken: Path) -> None:
    write(broken, "concepts/a.yml", "concepts:\n  - {id: x, wrods: [a]}\n")
    write(broken, "findings/b.yml", "phrases:\n  - {finding: a.b, sya: [c]}\n")
    write(broken, "findings/c.yml", "sayings: []\n")

    with pytest.raises(LexiconError) as error:
        load_lexicon(broken)

    assert len(error.value.problems) == 3
    assert any("a.yml item 1 (x)" in problem for problem in error.value.problems)
    assert any("b.yml item 1 (a.b)" in problem for problem in error.value.problems)


def test_a_missing_file_is_a_problem(broken: Path) -> None:
    (broken / "cues.yml").unlink()

    with pytest.raises(LexiconError, match=r"cues\.yml"):
        load_lexicon(broken)


def test_a_concept_defined_twice_is_a_problem(broken: Path) -> None:
    write(broken, "concepts/z.yml", "concepts:\n  - {id: numb, words: [a]}\n")

    with pytest.raises(LexiconError, match="numb"):
        load_lexicon(broken)


def test_an_unknown_concept_in_a_pattern_is_a_problem(broken: Path) -> None:
    write(broken, "findings/b.yml", "phrases:\n  - {finding: a.b, say: [<nowhere>]}\n")

    with pytest.raises(LexiconError, match="nowhere"):
        Listener(load_lexicon(broken))


def test_yes_and_no_are_words_and_not_booleans(broken: Path) -> None:
    write(broken, "concepts/z.yml", "concepts:\n  - {id: z, words: [no, on, 10]}\n")

    found = [c for c in load_lexicon(broken).concepts if c.id == "z"]

    assert found[0].words == ("no", "on", "10")


def test_findings_that_nobody_knows_are_named(broken: Path) -> None:
    known = {"cancer.history"}

    unknown = unknown_findings(load_lexicon(broken), known)

    assert "infection.fever" in unknown
    assert "cancer.history" not in unknown
