"""`python -m spinewise.knowledge check` tells a reviewer whether an edit is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.knowledge.__main__ import main
from spinewise.knowledge.lexiconcheck import unheard
from spinewise.knowledge.loading import load
from tests.unit.knowledge.conftest import Edit


def test_sound_folder_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder)]) == 0
    assert "5 questions" in capsys.readouterr().out


def test_problems_are_printed_and_the_status_is_one(
    folder: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("rules/nerves.yml", "tier: urgent", "tier: urgnt")

    assert main(["check", str(folder)]) == 1
    assert "1 problem in the knowledge folder" in capsys.readouterr().err


def test_word_list_that_names_no_finding_is_a_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = folder / "lexicon" / "en"
    words.mkdir(parents=True)
    text = "phrases:\n  - finding: heart.chest_pian\n    say: [chest hurts]\n"
    (words / "x.yml").write_text(text, encoding="utf-8")

    assert main(["check", str(folder)]) == 1
    assert "did you mean 'heart.chest_pain'" in capsys.readouterr().err


def test_red_flag_without_words_is_listed_as_unheard(folder: Path) -> None:
    assert "heart.chest_pain" in unheard(load(folder))
