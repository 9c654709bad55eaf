"""Changes between two versions are told in words, the risky ones first."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.cli import main
from spinewise.knowledge import load
from spinewise.rulebook.diff import changes, told
from tests.unit.rulebook.conftest import Edit
from tests.unit.triage.build import FOLDER, knowledge

RISKY = [
    (
        "rules/infection.yml",
        "    tier: urgent\n",
        "    tier: clinician\n",
        "tier moved from urgent to clinician",
    ),
    (
        "rules/heart_lung_vessels.yml",
        "{fact: age, at_least: 60}",
        "{fact: age, at_least: 65}",
        "“60” became “65”",
    ),
    (
        "exercises/gentle.yml",
        "    avoid_with: [balance, standing]\n    brief: [X01]",
        "    avoid_with: [standing]\n    brief: [X01]",
        "exercise walking: avoid with: “balance” dropped",
    ),
    (
        "decisions.yml",
        "chosen: softened",
        "chosen: page",
        "decision thoracic_pain: chosen changed from “softened” to “page”",
    ),
    (
        "decisions.yml",
        "exercise_age: 16",
        "exercise_age: 15",
        "settings: exercise age changed from “16” to “15”",
    ),
    (
        "decisions.yml",
        "unsure_urgent: clinician",
        "unsure_urgent: selfcare",
        "settings: unsure urgent moved from clinician to selfcare",
    ),
    (
        "findings/nerves.yml",
        "Is it new for you that pee will not start",
        "Is it new for you that pee does not start",
        "finding cauda_equina.urine_retention: ask changed from",
    ),
    (
        "findings/nerves.yml",
        "    doubtful_with: nerve.foot_drop\n",
        "",
        "finding nerve.foot_drop_recent: doubtful with changed from",
    ),
    (
        "questions.yml",
        "      - {id: saddle, text: Numb or tingling between my legs, finding: cauda_equina.saddle_numbness}\n",
        "",
        "question nerves: options: ",
    ),
    (
        "countries.yml",
        "tel: '988'",
        "tel: '989'",
        "tel changed from “988” to “989”",
    ),
    (
        "lexicon/en/findings",
        '      - "<dysuria>"\n',
        "",
        "words for kidney.pee_burning_or_blood: say: “<dysuria>” dropped",
    ),
    (
        "lexicon/en/findings",
        '"(piss|pissed) off"',
        '"(piss|pissed) off"\n      - "pee burns"',
        "words for kidney.pee_burning_or_blood: except: “pee burns” added",
    ),
]
CALM = [
    (
        "lexicon/en/findings",
        '      - "<dysuria>"\n',
        '      - "<dysuria>"\n      - "my wee is on fire"\n',
        "words for kidney.pee_burning_or_blood: say: “my wee is on fire” added",
    ),
    (
        "exercises/gentle.yml",
        "    avoid_with: [balance, standing]\n    brief: [X01]",
        "    avoid_with: [balance, standing, pregnancy]\n    brief: [X01]",
        "exercise walking: avoid with: “pregnancy” added",
    ),
    (
        "decisions.yml",
        "unsure_urgent: clinician",
        "unsure_urgent: urgent",
        "settings: unsure urgent moved from clinician to urgent",
    ),
    (
        "exercises/gentle.yml",
        "      minutes: 8\n",
        "      minutes: 9\n",
        "exercise walking, dose: minutes changed from “8” to “9”",
    ),
    (
        "exercises/gentle.yml",
        "goals: [ease, strengthen, prevent]",
        "goals: [strengthen, ease, prevent]",
        "exercise walking: goals: another order",
    ),
]


def _told(changed: Path) -> list[str]:
    return told(changes(knowledge(), load(changed))).splitlines()


def test_the_same_knowledge_has_no_changes() -> None:
    assert told(changes(knowledge(), load(FOLDER))) == "Nothing changed."


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "mark"),
    [(*each, "! ") for each in RISKY] + [(*each, "  ") for each in CALM],
)
def test_a_change_is_told_in_words(
    file: str, old: str, new: str, words: str, mark: str, changed: Path, edit: Edit
) -> None:
    edit(file, old, new)

    lines = _told(changed)

    assert any(words in line and line.startswith(mark) for line in lines), lines


def test_a_rule_moved_to_emergency_is_told_and_is_not_less_careful(
    changed: Path, edit: Edit
) -> None:
    edit(
        "rules/infection.yml",
        "    tier: urgent\n",
        "    tier: emergency\n    kind: go_now\n",
    )

    lines = _told(changed)

    assert any("tier moved from urgent to emergency" in line for line in lines)
    tier = next(line for line in lines if "tier moved" in line)
    assert tier.startswith("  rule infection.")


RULE = """
  - id: infection.new_rule
    name: Something new
    tier: clinician
    exercises: withheld
    when: infection.tb
    why: This should be looked at.
    brief: [INF5]
    sources: [nhs_back_pain]
    status: verified
    reviewed: 2026-11-22
"""


def test_a_rule_that_came_and_a_rule_that_went_are_told(
    changed: Path, tmp_path: Path
) -> None:
    file = changed / "rules" / "infection.yml"
    file.write_text(file.read_text("utf-8").rstrip() + "\n" + RULE, encoding="utf-8")
    new = load(changed)

    came = told(changes(knowledge(), new))
    went = told(changes(new, knowledge()))

    assert "  rule infection.new_rule added (clinician: Something new)" in came
    assert "! rule infection.new_rule removed (clinician: Something new)" in went


def test_what_is_less_careful_stands_first_and_is_counted(
    changed: Path, edit: Edit
) -> None:
    edit("decisions.yml", "exercise_age: 16", "exercise_age: 14")
    edit("exercises/gentle.yml", "      minutes: 8\n", "      minutes: 9\n")

    lines = _told(changed)

    assert [line[0] for line in lines[:2]] == ["!", " "]
    assert lines[-1] == "2 changes; 1 marked ! may make the bot less careful."


def test_a_phrase_moved_to_another_file_is_no_change(changed: Path) -> None:
    folder = changed / "lexicon" / "en" / "findings"
    file = min(folder.glob("*.yml"))
    file.rename(folder / "moved.yml")

    assert _told(changed) == ["Nothing changed."]


def test_the_command_prints_the_changes(
    changed: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("decisions.yml", "exercise_age: 16", "exercise_age: 18")

    status = main(["diff", str(FOLDER), str(changed)])

    assert status == 0
    assert "exercise age changed from “16” to “18”" in capsys.readouterr().out


def test_the_command_refuses_a_folder_that_cannot_be_used(
    changed: Path, edit: Edit, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    edit("decisions.yml", "exercise_age: 16", "exercise_age: sixteen")

    assert main(["diff", str(FOLDER), str(changed)]) == 1
    assert "exercise_age" in capsys.readouterr().err
    assert main(["diff", str(tmp_path / "nowhere"), str(FOLDER)]) == 1
    assert "there is no such folder" in capsys.readouterr().err
