"""Which view of the patient mentions, facts and complaint give."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from spinewise.knowledge import Node, Tier
from spinewise.triage import Assertion, Mention, as_dict, assess
from spinewise.triage.evidence import gather
from tests.unit.triage.build import ALL_NO, assessed, case, knowledge, rules_of

K = knowledge()


def _facts(**told: Any) -> dict[str, Any]:
    return dict(gather(case(**told), K).facts)


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ({"complaint": "none"}, {"complaint": "none"}),
        (
            {"complaint": "strain"},
            {"complaint": "back", "complaint_kind": "strain"},
        ),
        (
            {"complaint": "pain", "region": "neck"},
            {"complaint": "back", "complaint_kind": "pain", "region": "neck"},
        ),
        ({"complaint": "none", "region": "neck"}, {"complaint": "none", "region": "neck"}),
        ({"complaint": "none", "answers": {"nerves": "no"}}, {"complaint": "back"}),
        (
            {"complaint": "none", "answers": {"confirm.heart.chest_pain": "no"}},
            {"complaint": "none"},
        ),
    ],
)  # fmt: skip
def test_complaint_and_region_are_facts_when_they_are_known(
    told: dict[str, Any], facts: dict[str, Any]
) -> None:
    assert _facts(**told) == facts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", 40.0),
        ("sex", "female"),
        ("pregnant", False),
        ("weeks_pregnant", 12.0),
        ("postpartum", True),
        ("onset_days", 0.0),
        ("pain", 0.0),
        ("temperature", 39.0),
    ],
)
def test_what_the_profile_holds_is_a_fact(name: str, value: Any) -> None:
    told: dict[str, Any] = {name: value}

    assert _facts(complaint="none", **told) == {"complaint": "none", name: value}


def test_a_number_that_is_no_number_is_not_known() -> None:
    assert _facts(complaint="none", age=float("nan"), sex="male") == {
        "complaint": "none",
        "sex": "male",
    }


def test_the_earliest_words_about_a_finding_are_kept() -> None:
    said = [
        Mention(
            finding="infection.fever",
            assertion=Assertion.PRESENT,
            quote=quote,
            start=start,
            end=start + 5,
        )
        for quote, start in (("fever", 30), ("burns", 4), ("later", 60))
    ]
    found = assess(dataclasses.replace(case(), mentions=tuple(said)), K)

    assert [(mention.quote, mention.start) for mention in found.findings] == [
        ("burns", 4)
    ]


def test_own_words_explain_better_than_an_answer_and_that_than_a_fact() -> None:
    answered = assessed("infection.fever", answers={"unwell": ["fever"]})
    measured = assessed(answers={"about_you": ["pregnant"]}, pregnant=True)
    fact = assessed(pregnant=True)

    assert [m.source for m in answered.findings if m.finding == "infection.fever"] == [
        "text"
    ]
    assert [m.source for m in measured.findings] == ["answer"]
    assert [m.source for m in fact.findings] == ["fact"]


def test_findings_stand_in_the_order_of_the_knowledge() -> None:
    ids = [m.finding for m in assessed(*sorted(K.findings, reverse=True)).findings]

    assert ids == list(K.findings)
    assert ids != sorted(ids)


def test_a_fact_makes_its_finding_present() -> None:
    assert "pregnancy.pregnant" in {m.finding for m in assessed(pregnant=True).findings}
    assert "pregnancy.pregnant" not in {
        m.finding for m in assessed(pregnant=False).findings
    }


def test_a_decision_may_make_a_finding_present() -> None:
    chosen = Node(decision="thoracic_pain", equals="softened")
    fever = msgspec.structs.replace(K.findings["infection.fever"], also_when=chosen)
    other = msgspec.structs.replace(
        K, findings={**K.findings, "infection.fever": fever}
    )

    assert rules_of(assess(case(), other)) == ["infection.fever"]


def test_rules_of_facts_alone_hold_without_any_finding() -> None:
    assert rules_of(assessed(age=15)) == ["child.under_16"]


@pytest.mark.parametrize(
    ("floor", "allowed"),
    [(Tier.SELFCARE, True), (Tier.CLINICIAN, True), (Tier.URGENT, False)],
)
def test_a_tier_whose_rule_still_holds_allows_what_the_rule_allows(
    floor: Tier, allowed: bool
) -> None:
    told = case(answers={**ALL_NO, "history": ["weak_bones"]})

    found = assess(dataclasses.replace(told, floor=floor), K)

    assert found.exercises_allowed == allowed


def test_no_exercise_without_an_age() -> None:
    answers = {**ALL_NO, "about_you": "no"}
    found = assessed(answers=answers)

    assert not found.exercises_allowed


def test_an_urgent_case_never_allows_exercises() -> None:
    found = assessed(answers={**ALL_NO, "unwell": ["fever"]})

    assert found.tier == Tier.URGENT
    assert found.open_questions == ()
    assert not found.exercises_allowed


def test_the_whole_assessment_as_data() -> None:
    mentions = (
        Mention(
            finding="nerve.leg_numbness",
            assertion=Assertion.UNCERTAIN,
            quote="numb maybe",
            start=2,
            end=12,
        ),
        Mention(
            finding="cancer.history",
            assertion=Assertion.PRESENT,
            quote="cancer",
            start=20,
            end=26,
        ),
    )
    given = dataclasses.replace(
        case(answers={**ALL_NO, "history": "unsure"}), mentions=mentions
    )
    numb = {
        "id": "nerve.leg_numbness",
        "assertion": "uncertain",
        "quote": "numb maybe",
        "start": 2,
        "end": 12,
        "source": "text",
    }
    cancer = {
        "id": "cancer.history",
        "assertion": "present",
        "quote": "cancer",
        "start": 20,
        "end": 26,
        "source": "text",
    }

    shown = as_dict(assess(given, K))
    near = next(n for n in shown["nearly"] if n["rule"] == "cancer.history_nerve")
    findings = shown.pop("findings")
    shown.pop("nearly")

    assert shown == {
        "tier": "urgent",
        "kind": None,
        "kinds": [],
        "provisional": True,
        "fired": [
            {
                "rule": "cancer.history",
                "tier": "urgent",
                "because": [cancer],
                "facts": [],
            }
        ],
        "floors": [{"question": "history", "answer": "unsure", "tier": "clinician"}],
        "confirm": ["nerve.leg_numbness"],
        "open_questions": ["confirm.nerve.leg_numbness"],
        "exercises_allowed": False,
    }
    assert near == {
        "rule": "cancer.history_nerve",
        "tier": "emergency",
        "because": [cancer],
        "facts": [],
        "missing": ["nerve.leg_numbness"],
    }
    assert numb in findings
    assert cancer in findings


def test_a_yes_to_a_doubt_keeps_the_words_that_raised_it() -> None:
    said = [
        Mention(
            finding="infection.fever",
            assertion=Assertion.UNCERTAIN,
            quote=quote,
            start=start,
            end=start + 5,
        )
        for quote, start in (("warm", 9), ("bit hot", 3))
    ]
    doubted = dataclasses.replace(
        case(answers={"confirm.infection.fever": "yes"}), mentions=tuple(said)
    )

    [fever] = [m for m in assess(doubted, K).findings if m.finding == "infection.fever"]
    assert (fever.assertion, fever.source) == (Assertion.PRESENT, "answer")
    assert (fever.quote, fever.start, fever.end) == ("bit hot", 3, 8)
