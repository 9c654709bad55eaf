"""`spinewise assess`, `questions`, `explain` and `check`, as programs call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TIERS = {"none", "selfcare", "clinician", "urgent", "emergency"}
ALL_NO = dict.fromkeys(("nerves", "chest_or_accident", "unwell", "history"), "no")


def spinewise(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "spinewise.cli", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
        env=env,
    )


def assess(*lines: Any) -> tuple[list[dict[str, Any]], int]:
    """Assess lines; text lines are sent as they are."""
    raw = [
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    ]
    done = spinewise("assess", stdin=b"\n".join(raw) + b"\n")
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_a_result_has_exactly_the_keys_of_the_contract() -> None:
    [result], status = assess({"id": "1", "text": "my lower back is tight"})

    assert status == 0
    assert set(result) == {
        "id", "tier", "provisional", "complaint", "region", "findings", "confirm",
        "rules", "next_questions", "exercises",
    }  # fmt: skip
    assert result["tier"] == "selfcare"
    assert result["provisional"] is True
    assert result["complaint"] == "tightness"
    assert result["region"] == "lower"
    assert result["exercises"] == []
    assert set(result["next_questions"]) >= set(ALL_NO)


def test_a_finding_quotes_the_words_at_their_place() -> None:
    text = "Since monday my back hurts and I can't feel when I pee!"

    [result], _ = assess({"id": "1", "text": text})

    assert result["tier"] == "emergency"
    [finding] = [f for f in result["findings"] if f["assertion"] == "present"]
    assert text[finding["start"] : finding["end"]] == finding["quote"]
    assert "CES3" in finding["brief"]


def test_exercises_are_given_once_the_safety_questions_are_answered() -> None:
    [result], _ = assess(
        {
            "id": 7,
            "text": "my lower back is tight",
            "answers": {**ALL_NO, "about_you": 34},
        }
    )

    assert result["id"] == 7
    assert result["tier"] == "selfcare"
    assert result["provisional"] is False
    assert result["exercises"]


def test_messages_and_profile_are_taken_together() -> None:
    [result], _ = assess(
        {
            "id": "1",
            "messages": ["hello", "my back hurts"],
            "answers": ALL_NO,
            "profile": {"age": 12},
        }
    )

    assert result["complaint"] == "pain"
    assert result["tier"] in ("clinician", "urgent")
    assert result["exercises"] == []


@pytest.mark.parametrize(
    ("answer", "least"),
    [("yes", {"emergency"}), ("unsure", {"urgent", "emergency"}), ("no", TIERS)],
)
def test_an_answer_to_an_emergency_question_counts(
    answer: str, least: set[str]
) -> None:
    [result], _ = assess(
        {"id": "1", "text": "my back hurts", "answers": {"nerves": answer}}
    )

    assert result["tier"] in least


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b"[1, 2]",
        b'{"id": "x"}',
        b'{"id": "x", "text": 5}',
        b'{"id": "x", "text": "a", "messages": ["b"]}',
        b'{"id": "x", "text": "a", "colour": "red"}',
        b'{"id": "x", "text": "a", "answers": {"no such question": "yes"}}',
        b'{"id": "x", "text": "a", "answers": {"nerves": "perhaps"}}',
        b'{"id": "x", "text": "a", "profile": {"age": "old"}}',
        b"\xff\xfe\x00",
    ],
)
def test_a_bad_line_gives_an_error_and_the_rest_goes_on(bad: bytes) -> None:
    results, status = assess(bad, {"id": "good", "text": "my back is stiff"})

    assert status == 1
    assert results[0]["error"]
    assert results[1]["id"] == "good"
    assert results[1]["tier"] == "selfcare"


def test_questions_are_printed_with_text_options_and_brief() -> None:
    done = spinewise("questions")

    questions = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"nerves", "about_you"} <= {question["id"] for question in questions}
    assert all(set(q) == {"id", "text", "options", "brief"} for q in questions)
    assert all(question["text"] for question in questions)


def test_every_emergency_finding_can_be_asked_about() -> None:
    done = spinewise("questions")

    ids = {json.loads(line)["id"] for line in done.stdout.splitlines()}
    assert "confirm.cauda_equina.saddle_numbness" in ids


def test_explain_says_what_was_heard_and_which_rule_fired() -> None:
    done = spinewise("explain", "my back hurts and I can't feel when I pee")

    report = done.stdout.decode()
    assert "emergency" in report
    assert "cauda_equina" in report
    assert "can't feel when I pee" in report


def test_check_passes_on_the_shipped_knowledge() -> None:
    done = spinewise("check", "knowledge/")

    assert done.returncode == 0, done.stderr.decode()


def test_check_lists_the_faults_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("rules: [{id: a}]\n")

    done = spinewise("check", str(tmp_path))

    assert done.returncode == 1
    assert b"rules.yml" in done.stderr
