"""The project's own knowledge is complete and reads as it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from spinewise.checking import faults_in
from spinewise.knowledge import Tier
from spinewise.knowledge.types import Question
from spinewise.triage import Assertion, assess
from tests.knowledge.brief_rows import ALONE, COMBINATIONS, ONLY_WITH_A_FACT, ROWS
from tests.unit.triage.build import FOLDER, assessed, case, knowledge

K = knowledge()
RED_FLAGS = [finding.id for finding in K.findings.values() if finding.red_flag]


@pytest.mark.parametrize("row", ROWS)
def test_every_red_flag_row_is_a_finding_or_a_fact_and_a_rule(row: str) -> None:
    assert any(row in rule.brief for rule in K.rules.values())
    in_findings = any(row in finding.brief for finding in K.findings.values())
    in_questions = any(row in question.brief for question in K.questions.values())
    assert in_findings or in_questions


@pytest.mark.parametrize("row", COMBINATIONS)
def test_every_combination_row_is_a_rule_or_a_decision(row: str) -> None:
    items = (*K.rules.values(), *K.decisions.values())

    assert any(row in item.brief for item in items)


@pytest.mark.parametrize(
    ("finding", "tier"), [(f, tier) for tier, found in ALONE.items() for f in found]
)
def test_red_flag_alone_gives_the_tier_of_its_row(finding: str, tier: str) -> None:
    assert assessed(finding).tier.label == tier


def test_the_table_of_lone_red_flags_is_whole() -> None:
    listed = {finding for found in ALONE.values() for finding in found}

    assert listed | ONLY_WITH_A_FACT == set(RED_FLAGS)


@pytest.mark.parametrize("finding", [f for found in ALONE.values() for f in found])
def test_danger_signs_count_without_a_back_complaint(finding: str) -> None:
    alone = assessed(finding, complaint="none")

    assert alone.tier >= Tier.CLINICIAN


@pytest.mark.parametrize("finding", ALONE["emergency"] + ALONE["urgent"])
def test_doubtful_dangerous_finding_is_asked_about(finding: str) -> None:
    found = assess(case(uncertain=(finding,)), K)

    assert found.tier == Tier.SELFCARE or K.findings[finding].history
    assert found.confirm == (finding,)


def test_exercises_are_allowed_by_no_rule_that_is_urgent() -> None:
    for rule in K.rules.values():
        assert rule.tier < Tier.URGENT or rule.exercises == "withheld", rule.id


@pytest.mark.parametrize("decision", ["thoracic_pain", "cough_pain"])
def test_open_decisions_stand_at_the_softened_choice(decision: str) -> None:
    assert K.decisions[decision].chosen == "softened"
    assert "clinician must settle" in K.decisions[decision].note


def test_the_folder_has_no_fault() -> None:
    assert [str(problem) for problem in faults_in(FOLDER).problems] == []


@pytest.mark.parametrize(
    "question", [each for each in K.questions.values() if each.type == "yes_no"]
)
def test_a_grouped_question_is_a_list_and_no_paragraph(question: Question) -> None:
    lead, *items = question.text.split("\n")

    assert lead.endswith("?")
    assert len(items) >= 4
    assert all(item.startswith("- ") for item in items)


def _texts() -> Iterator[tuple[str, str]]:
    for rule in K.rules.values():
        yield f"rule {rule.id}", rule.why
    for finding in K.findings.values():
        if finding.ask:
            yield f"finding {finding.id}", finding.ask
        if finding.at_once:
            yield f"finding {finding.id}, at once", finding.at_once
    for question in K.questions.values():
        yield f"question {question.id}", question.text
        yield f"question {question.id}", question.why
        for option in question.options:
            yield f"option {option.id}", f"{option.text}."


TEXTS = list(_texts())
CLINICAL = re.compile(
    r"\b(urin\w+|stools?|faec\w+|bowel movement|saddle|diagnos\w+|cauda|infarct\w*"
    r"|metasta\w+|tumou?rs?|dissect\w+|embol\w+|sepsis|meningitis|you have (a |an )?"
    r"(infection|fracture|clot|stroke|cancer))\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("place", "text"), TEXTS)
def test_text_uses_plain_words_and_names_no_illness_as_theirs(
    place: str, text: str
) -> None:
    assert CLINICAL.search(text) is None
    assert not re.search(r"\b\d+\s?(mg|ml|g|tablets)\b", text)


@pytest.mark.parametrize(
    ("place", "text"), [(p, t) for p, t in TEXTS if p.startswith(("rule", "question"))]
)
def test_text_reads_at_the_age_of_nine_to_eleven(place: str, text: str) -> None:
    # Grade 6 is the end of primary school; two short sentences measure coarsely.
    assert textstat.flesch_kincaid_grade(text) <= 8


def test_texts_read_easily_on_the_whole() -> None:
    whole = " ".join(text for _, text in TEXTS)

    assert textstat.flesch_kincaid_grade(whole) <= 6


@pytest.mark.parametrize("rule", K.rules.values(), ids=lambda rule: rule.id)
def test_why_is_one_to_three_sentences(rule: object) -> None:
    sentences = re.findall(r"[.!?](?:\s|$)", rule.why)  # type: ignore[attr-defined]

    assert 1 <= len(sentences) <= 3


def test_history_findings_count_when_past() -> None:
    past = assess(case(past=("cancer.history",)), K)

    assert past.findings[0].assertion is Assertion.PAST
    assert past.tier == Tier.URGENT
