"""Examples are written out from the patterns of the word lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.rulebook.phrasings import examples, written_out
from tests.unit.triage.build import FOLDER, knowledge

IDEAS = {"numb": ["numb", "dead"], "saddle": ["groin", "between my legs"]}


@pytest.mark.parametrize(
    ("pattern", "number", "words"),
    [
        ("<numb> & <saddle>", 0, "numb … groin"),
        ("<numb> &8 <saddle>", 1, "dead … between my legs"),
        ("<numb> &s <saddle>", 2, "numb … groin"),
        ("lost all ...2 <saddle>", 0, "lost all … groin"),
        ("(bits|privates) be? asleep", 0, "bits asleep"),
        ("(my|the)? (bits|(privates|parts)) gone", 0, "bits gone"),
        ("=piss ...3 ...2 blood", 0, "piss … blood"),
        ("... numb ...", 0, "numb"),
        ("<no_such_idea> gone", 0, "no such idea gone"),
    ],
)
def test_a_pattern_is_written_out(pattern: str, number: int, words: str) -> None:
    assert written_out(pattern, IDEAS, number) == words


def test_every_finding_that_words_can_reach_has_examples_and_no_signs_are_left() -> (
    None
):
    found = examples(FOLDER / "lexicon", 12)

    assert set(found) <= set(knowledge().findings)
    for texts in found.values():
        assert 0 < len(texts) <= 12
        assert not any(sign in text for text in texts for sign in "<>|()&=?")


def test_a_broken_word_list_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("phrases: [", encoding="utf-8")
    (tmp_path / "b.yml").write_text("phrases: 3", encoding="utf-8")
    (tmp_path / "c.yml").write_text(
        "phrases:\n  - {finding: a.b, say: [one]}\n  - {finding: a.c}\n  - x\n",
        encoding="utf-8",
    )

    assert examples(tmp_path, 3) == {"a.b": ("one",)}


def test_no_word_lists_give_no_examples(tmp_path: Path) -> None:
    assert examples(tmp_path / "nowhere", 3) == {}
