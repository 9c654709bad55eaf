"""Cases are tied to the rules that they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.rulebook.book import Book
from spinewise.rulebook.cases import evidence_by_rule
from spinewise.rulebook.listfile import RulebookError
from tests.unit.triage.build import knowledge

K = knowledge()


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "some.yml").write_text(f"cases:\n{text}", encoding="utf-8")
    return tmp_path


def test_a_case_shows_each_rule_that_fires_in_it(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "  - name: Fever after an epidural\n"
        "    given: {present: [infection.fever, spine.recent_procedure]}\n"
        "    expect: {tier: emergency}\n",
    )

    found = evidence_by_rule(folder, K)

    assert found["procedure.danger"].shown == ("Fever after an epidural",)
    assert found["infection.fever"].shown == ("Fever after an epidural",)


def test_a_near_miss_names_the_rule_that_must_not_fire(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "  - name: Fifty-nine\n"
        "    given: {present: [pain.sudden_severe], age: 59}\n"
        "    expect: {tier: selfcare, not_rules: [aorta.sudden_over_60]}\n",
    )

    found = evidence_by_rule(folder, K)

    assert found["aorta.sudden_over_60"].near_misses == ("Fifty-nine",)
    assert found["aorta.sudden_over_60"].shown == ()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{present: [infection.fevr]}", "infection.fevr"),
        ("{agee: 4}", "agee"),
        ("{answers: {nerves: perhaps}}", "perhaps"),
    ],
)
def test_a_case_that_names_what_does_not_exist_is_told(
    given: str, told: str, tmp_path: Path
) -> None:
    folder = _folder(
        tmp_path, f"  - name: Odd\n    given: {given}\n    expect: {{tier: none}}\n"
    )

    with pytest.raises(RulebookError, match=told) as error:
        evidence_by_rule(folder, K)

    assert "some.yml: Odd:" in str(error.value)


def test_nearly_every_rule_of_the_project_is_shown(book: Book) -> None:
    shown = {rule for rule, found in book.evidence.items() if found.shown}

    # These two fire only when a clinician has chosen the other way.
    assert set(K.rules) - shown == {"thoracic.page", "pressure.page"}
