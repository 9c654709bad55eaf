"""What is asked about one by one, and what answers give by themselves."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from spinewise.knowledge import Node, Tier
from spinewise.triage import Assertion, Assessment, Case, CaseError, Floor, assess
from spinewise.triage.questions import is_meant_for, options_are_known
from tests.unit.triage.build import ALL_NO, assessed, case, knowledge, rules_of

K = knowledge()


def _claim(found: Assessment, finding: str) -> tuple[Assertion, str]:
    """What is held about one finding, and where it comes from."""
    mention = next(m for m in found.findings if m.finding == finding)
    return mention.assertion, mention.source


@pytest.mark.parametrize(
    ("finding", "tier"),
    [("heart.chest_pain", Tier.URGENT), ("infection.fever", Tier.CLINICIAN)],
)
def test_unsure_about_one_finding_gives_what_the_settings_say(
    finding: str, tier: Tier
) -> None:
    question = f"confirm.{finding}"
    found = assessed(uncertain=(finding,), answers={question: "unsure"})

    assert found.floors == (Floor(question=question, answer="unsure", tier=tier),)
    assert found.tier == tier
    assert found.confirm == ()


def test_unsure_about_two_findings_gives_both_in_the_order_of_their_names() -> None:
    names = ("infection.fever", "heart.chest_pain")
    found = assessed(answers={f"confirm.{name}": "unsure" for name in names})

    assert [(floor.question, floor.tier) for floor in found.floors] == [
        ("confirm.heart.chest_pain", Tier.URGENT),
        ("confirm.infection.fever", Tier.CLINICIAN),
    ]


def test_unsure_about_a_finding_that_a_clinician_may_see_later_gives_nothing() -> None:
    found = assessed(answers={"confirm.nerve.leg_numbness": "unsure"})

    assert found.floors == ()
    assert found.tier == Tier.SELFCARE


def test_unsure_counts_the_worst_that_the_finding_could_mean() -> None:
    alone = assessed(answers={"confirm.nerve.leg_numbness": "unsure"})
    doubtful = assessed(
        uncertain=("pain.worsening",),
        answers={"confirm.nerve.leg_numbness": "unsure"},
    )
    past = assessed(
        past=("spine.recent_procedure",),
        answers={"confirm.infection.fever": "unsure"},
    )
    present = assessed(
        "spine.recent_procedure", answers={"confirm.infection.fever": "unsure"}
    )

    assert alone.floors == ()
    assert [floor.tier for floor in doubtful.floors] == [Tier.CLINICIAN]
    assert [floor.tier for floor in past.floors] == [Tier.URGENT]
    assert [floor.tier for floor in present.floors] == [Tier.URGENT]


def test_unsure_looks_at_the_facts_too() -> None:
    def floors(age: float) -> list[Tier]:
        answers = {"confirm.pain.sudden_severe": "unsure"}
        return [floor.tier for floor in assessed(age=age, answers=answers).floors]

    assert floors(59) == []
    assert floors(60) == [Tier.URGENT]


def test_unsure_about_what_is_there_anyway_gives_nothing_more() -> None:
    found = assessed("infection.fever", answers={"confirm.infection.fever": "unsure"})

    assert found.floors == ()
    assert rules_of(found) == ["infection.fever"]


@pytest.mark.parametrize(
    ("answer", "assertion"),
    [
        ("yes", Assertion.PRESENT),
        ("no", Assertion.ABSENT),
        ("unsure", Assertion.UNCERTAIN),
        (["yes", "unsure"], Assertion.PRESENT),
        (["no", "unsure"], Assertion.UNCERTAIN),
    ],
)
def test_an_answer_about_one_finding_is_a_mention_of_it(
    answer: Any, assertion: Assertion
) -> None:
    found = assessed(answers={"confirm.infection.fever": answer})

    assert _claim(found, "infection.fever") == (assertion, "answer")


@pytest.mark.parametrize("doubt", ["uncertain", "past"])
def test_a_plain_no_settles_a_doubt_about_that_finding_alone(doubt: str) -> None:
    told: Any = {doubt: ("heart.chest_pain", "lung.breathless")}
    found = assessed(answers={"confirm.heart.chest_pain": "no"}, **told)

    assert _claim(found, "heart.chest_pain") == (Assertion.ABSENT, "answer")
    assert found.confirm == ("lung.breathless",)


@pytest.mark.parametrize("answer", ["unsure", ["no", "unsure"]])
def test_an_unsure_leaves_the_persons_own_words_standing(answer: Any) -> None:
    found = assessed(
        uncertain=("heart.chest_pain",), answers={"confirm.heart.chest_pain": answer}
    )

    assert _claim(found, "heart.chest_pain") == (Assertion.UNCERTAIN, "text")


def test_a_no_takes_back_nothing_that_was_said_to_be_there() -> None:
    answers = {"confirm.heart.chest_pain": "no", "confirm.cancer.history": "no"}
    found = assessed("heart.chest_pain", past=("cancer.history",), answers=answers)

    assert _claim(found, "heart.chest_pain")[0] is Assertion.PRESENT
    assert _claim(found, "cancer.history")[0] is Assertion.PAST
    assert found.tier == Tier.EMERGENCY


def test_a_no_to_a_group_leaves_a_doubt_open() -> None:
    found = assessed(uncertain=("infection.fever",), answers={"unwell": "no"})

    assert found.confirm == ("infection.fever",)


@pytest.mark.parametrize(
    ("answer", "assertion"),
    [("no", Assertion.ABSENT), (["fever"], Assertion.PRESENT)],
)
def test_an_answer_to_a_group_is_a_mention_of_its_options(
    answer: Any, assertion: Assertion
) -> None:
    found = assessed(answers={"unwell": answer})

    assert _claim(found, "infection.fever") == (assertion, "answer")


@pytest.mark.parametrize("answer", ["yes", "unsure", ["fever"], ["no", "unsure"]])
def test_only_a_plain_no_denies_the_options_of_a_group(answer: Any) -> None:
    found = assessed(answers={"unwell": answer})

    assert all(m.assertion is not Assertion.ABSENT for m in found.findings)


def test_answers_to_a_group_count_beside_those_about_one_finding() -> None:
    answers = {"confirm.cancer.history": "no", "unwell": ["fever"]}

    assert rules_of(assessed(answers=answers)) == ["infection.fever"]


def test_the_past_is_asked_about_where_it_would_be_an_emergency_now() -> None:
    assert assessed(past=("heart.chest_pain",)).confirm == ("heart.chest_pain",)
    assert assessed(past=("infection.fever",)).confirm == ()


def _long_ago(finding: str) -> Case:
    past = case(past=(finding,))
    mentions = tuple(dataclasses.replace(m, distant=True) for m in past.mentions)
    return dataclasses.replace(past, mentions=mentions)


def test_what_was_long_ago_is_not_asked_about_by_itself() -> None:
    found = assess(_long_ago("heart.chest_pain"), K)

    assert found.confirm == ()
    assert "chest_or_accident" in found.open_questions


def test_what_was_both_lately_and_long_ago_is_asked_about() -> None:
    lately = case(past=("heart.chest_pain",))
    both = (*_long_ago("heart.chest_pain").mentions, *lately.mentions)

    found = assess(dataclasses.replace(lately, mentions=both), K)
    assert found.confirm == ("heart.chest_pain",)


def test_a_doubt_is_asked_about_where_it_would_be_urgent() -> None:
    assert assessed(uncertain=("infection.fever",)).confirm == ("infection.fever",)
    assert assessed(uncertain=("nerve.leg_numbness",)).confirm == ()


def test_a_settled_doubt_is_not_asked_about_again() -> None:
    found = assessed(
        uncertain=("heart.chest_pain", "infection.fever"),
        answers={"confirm.infection.fever": "unsure"},
    )

    assert found.confirm == ("heart.chest_pain",)


def test_doubts_are_asked_about_with_the_most_dangerous_alone_first() -> None:
    # Numbness in one leg matters today only together with the cancer.
    found = assessed(
        uncertain=(
            "nerve.leg_numbness",
            "cancer.history",
            "infection.fever",
            "heart.chest_pain",
            "cauda_equina.saddle_numbness",
        )
    )

    assert found.confirm == (
        "heart.chest_pain",
        "cauda_equina.saddle_numbness",
        "cancer.history",
        "infection.fever",
        "nerve.leg_numbness",
    )


def test_of_two_equal_doubts_the_one_that_may_become_worse_is_asked_about_first() -> (
    None
):
    # A fever with a weak immune system is an emergency.
    found = assessed(
        uncertain=("cancer.weight_loss", "infection.fever", "infection.weak_immunity")
    )

    assert found.confirm == (
        "infection.fever",
        "cancer.weight_loss",
        "infection.weak_immunity",
    )


@pytest.mark.parametrize(
    "needless",
    [
        Node(group="nerve_signs"),
        Node(decision="thoracic_pain", equals="softened"),
        Node(fact="age", at_least=50),
    ],
)
def test_a_question_is_needless_by_a_group_a_decision_or_a_fact(needless: Node) -> None:
    changed = msgspec.structs.replace(
        K.questions["unwell"], options_known_when=needless
    )
    other = msgspec.structs.replace(K, questions={**K.questions, "unwell": changed})

    found = assess(case("nerve.leg_numbness", age=50), other)

    assert found.open_questions[:2] == ("nerves", "chest_or_accident")
    assert "unwell" not in found.open_questions


def test_a_bare_yes_gives_the_tier_and_the_kind_of_its_question() -> None:
    found = assessed(answers={"nerves": "yes", "unwell": "unsure"})

    assert found.floors == (
        Floor(question="nerves", answer="yes", tier=Tier.EMERGENCY, kind="go_now"),
        Floor(question="unwell", answer="unsure", tier=Tier.CLINICIAN),
    )
    assert found.kind == "go_now"


def test_a_yes_with_options_is_not_vague() -> None:
    found = assessed(answers={"history": ["yes", "weak_bones"]})

    assert [floor.vague for floor in found.floors] == [False]


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_question_without_tiers_gives_none(answer: str) -> None:
    found = assessed(answers={"about_you": answer})

    assert found.floors == ()


def test_who_will_not_say_their_age_is_not_asked_twice_and_gets_no_exercise() -> None:
    found = assessed(answers={**ALL_NO, "about_you": "unsure"})

    assert found.open_questions == ()
    assert not found.exercises_allowed


def test_a_question_that_is_not_for_safety_is_not_asked() -> None:
    plain = msgspec.structs.replace(K.questions["unwell"], safety=False)
    other = msgspec.structs.replace(K, questions={**K.questions, "unwell": plain})

    assert "unwell" not in assess(case(), other).open_questions


def test_a_suspected_question_comes_first_and_only_while_it_is_open() -> None:
    def asked(*suspected: str) -> tuple[str, ...]:
        told = case(answers={"nerves": "no"})
        return assess(dataclasses.replace(told, suspected=suspected), K).open_questions

    assert asked() == ("chest_or_accident", "unwell", "history", "about_you")
    assert asked("history", "unwell", "history", "nerves", "nothing") == (
        "history",
        "unwell",
        "chest_or_accident",
        "about_you",
    )


def test_no_question_waits_in_an_emergency() -> None:
    found = assessed("heart.chest_pain", uncertain=("infection.fever",))

    assert found.open_questions == ()


def test_answering_a_safety_question_makes_the_others_open() -> None:
    assert assessed(complaint="none").open_questions == ()
    assert assessed(complaint="none", answers={"nerves": "no"}).open_questions == (
        "chest_or_accident",
        "unwell",
        "history",
        "about_you",
    )


def test_a_complaint_alone_is_provisional_and_small_talk_is_not() -> None:
    assert assessed().provisional
    assert assessed(complaint="none", uncertain=("infection.fever",)).tier == Tier.NONE
    assert not assessed(complaint="none").provisional


def test_a_danger_without_a_complaint_is_provisional() -> None:
    assert assessed("infection.fever", complaint="none").provisional


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"nervs": "yes"}, "unknown question 'nervs'; there are: nerves, chest_or_acc"),
        ({"nervs": "yes"}, "about_you, confirm.<finding id>"),
        ({"confirm.back.pain": "yes"}, "unknown finding 'back.pain'"),
        ({"nerves": "maybe"}, "'maybe' is no answer to 'nerves'; allowed: yes, no"),
        ({"nerves": "maybe"}, "weak_foot$"),
        ({"confirm.heart.chest_pain": "so"}, "'so' is no answer to 'confirm.heart"),
        ({"confirm.heart.chest_pain": "so"}, "allowed: yes, no, unsure$"),
        ({"about_you": 121}, "postpartum, a number from 0 to 120$"),
    ],
)
def test_a_refused_answer_is_told_with_what_would_do(
    answers: dict[str, Any], message: str
) -> None:
    with pytest.raises(CaseError, match=message):
        assessed(answers=answers)


def test_an_unknown_finding_is_named() -> None:
    with pytest.raises(CaseError, match=r"unknown finding 'back\.pain'"):
        assessed("back.pain")


@pytest.mark.parametrize("age", [0, 120])
def test_the_limits_of_a_number_are_answers(age: int) -> None:
    found = assessed(answers={"about_you": age})

    assert "about_you" not in found.open_questions


@pytest.mark.parametrize(
    ("facts", "known"),
    [({}, False), ({"sex": "male"}, True), ({"sex": "female", "age": 30}, False)],
)
def test_options_are_known_where_facts_rule_them_out(
    facts: dict[str, Any], known: bool
) -> None:
    assert options_are_known(K.questions["about_you"], case(**facts), K) is known


def test_a_decision_may_make_options_needless() -> None:
    chosen = Node(decision="thoracic_pain", equals="softened")
    asked = msgspec.structs.replace(K.questions["about_you"], options_known_when=chosen)

    assert options_are_known(asked, case(), K)


@pytest.mark.parametrize(
    "told",
    [
        {"present": ("pregnancy.pregnant",)},
        {"present": ("pregnancy.possible",)},
        {"pregnant": True},
    ],
)
def test_who_may_be_pregnant_is_asked_for_the_signs_of_pregnancy(told: Any) -> None:
    present = told.pop("present", ())
    found = assessed(*present, age=30, answers=ALL_NO, **told)

    assert found.open_questions == ("pregnancy",)
    assert not found.exercises_allowed


@pytest.mark.parametrize("told", [{}, {"pregnant": False}, {"postpartum": True}])
def test_nobody_else_is_asked_for_the_signs_of_pregnancy(told: Any) -> None:
    assert "pregnancy" not in assessed(age=30, answers=ALL_NO, **told).open_questions


def test_an_answer_about_the_signs_of_pregnancy_counts_whoever_gave_it() -> None:
    found = assessed(age=30, answers={**ALL_NO, "pregnancy": "yes"})

    assert found.tier is Tier.EMERGENCY
    assert found.kind == "maternity"


def test_a_question_for_some_people_is_meant_for_them_alone() -> None:
    asked = K.questions["pregnancy"]

    assert is_meant_for(asked, case("pregnancy.pregnant"), K)
    assert not is_meant_for(asked, case("nerve.leg_pain"), K)
    assert is_meant_for(K.questions["nerves"], case("nerve.leg_pain"), K)


@pytest.mark.parametrize(
    "meant",
    [
        Node(group="nerve_signs"),
        Node(decision="thoracic_pain", equals="softened"),
    ],
)
def test_a_group_or_a_decision_may_say_for_whom_a_question_is(meant: Node) -> None:
    asked = msgspec.structs.replace(K.questions["unwell"], asked_when=meant)
    other = msgspec.structs.replace(K, questions={**K.questions, "unwell": asked})
    numb = case("nerve.leg_numbness")

    assert is_meant_for(asked, numb, other)
    assert "unwell" in assess(numb, other).open_questions
