"""What a message sounds like moves questions and never the tier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.dialogue.manner import Manner
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.suspicion import suspected, topic_of
from spinewise.dialogue.turn import hear
from spinewise.knowledge import Knowledge
from spinewise.triage import assess
from spinewise.triage.types import Assertion, Case, Likeness, Mention
from tests.unit.dialogue.walk import WORDS

ACHING = Case(complaint="pain")
NUMB = "cauda_equina.saddle_numbness"


# Enough for its question to come first, and not for one of its own.
LIKELY = 0.3


def like(topic: str, finding: str, score: float = 0.9) -> Likeness:
    return Likeness(topic=topic, finding=finding, score=score)


@pytest.mark.parametrize(
    ("finding", "topic"),
    [
        (NUMB, "nerves"),
        ("nerve.arm_numbness", "nerves"),
        ("injury.neck", "chest_or_accident"),
        ("cancer.weight_loss", "unwell"),
        ("cancer.history", "history"),
        ("crisis.self_harm", "crisis"),
    ],
)
def test_a_finding_belongs_to_the_question_that_asks_for_it(
    knowledge: Knowledge, finding: str, topic: str
) -> None:
    assert topic_of(finding, knowledge) == topic


def test_the_likely_question_is_asked_first(knowledge: Knowledge) -> None:
    likeness = like("unwell", "infection.fever", LIKELY)
    case = suspected(ACHING, likeness, (), knowledge)

    assert assess(case, knowledge).open_questions[0] == "unwell"
    assert not assess(case, knowledge).confirm


def test_what_it_very_much_sounds_like_is_asked_about_by_itself(
    knowledge: Knowledge,
) -> None:
    case = suspected(ACHING, like("nerves", NUMB), (), knowledge)

    assert assess(case, knowledge).confirm == (NUMB,)
    assert "nerves" in assess(case, knowledge).open_questions


def test_an_unlikely_topic_moves_nothing(knowledge: Knowledge) -> None:
    case = suspected(ACHING, like("unwell", "infection.fever", -0.5), (), knowledge)

    assert case == ACHING


def test_a_topic_without_a_question_is_asked_about_by_itself(
    knowledge: Knowledge,
) -> None:
    case = suspected(ACHING, like("crisis", "crisis.self_harm"), (), knowledge)

    assert assess(case, knowledge).confirm == ("crisis.self_harm",)


def test_without_a_back_complaint_a_likely_danger_is_asked_about(
    knowledge: Knowledge,
) -> None:
    case = suspected(Case(), like("nerves", NUMB), (), knowledge)

    assert assess(case, knowledge).confirm == (NUMB,)


def test_after_the_question_was_answered_a_likely_danger_is_asked_about(
    knowledge: Knowledge,
) -> None:
    case = Case(complaint="pain", answers={"nerves": "no"})

    case = suspected(case, like("nerves", NUMB), (), knowledge)

    assert NUMB in assess(case, knowledge).confirm


@pytest.mark.parametrize("assertion", ["absent", "past", "other_person"])
def test_a_message_that_denies_something_raises_no_question_of_its_own(
    knowledge: Knowledge, assertion: str
) -> None:
    said = Mention(finding="infection.fever", assertion=Assertion(assertion))

    assert suspected(Case(), like("nerves", NUMB), [said], knowledge) == Case(
        suspected=("nerves",)
    )


def test_what_was_said_already_is_not_asked_about(knowledge: Knowledge) -> None:
    said = Mention(finding=NUMB, assertion=Assertion.ABSENT)
    case = Case(mentions=(said,))

    assert suspected(case, like("nerves", NUMB), (), knowledge).mentions == (said,)


@pytest.mark.parametrize(
    ("topic", "finding", "asked"),
    [
        ("medicine", "medicine.overdose", ()),
        ("crisis", "crisis.self_harm", ("crisis.self_harm",)),
    ],
)
def test_a_question_about_a_topic_is_no_hint_unless_it_sounds_of_death(
    knowledge: Knowledge, topic: str, finding: str, asked: tuple[str, ...]
) -> None:
    said = Reply(text="?", intent="ask_medicines", likeness=like(topic, finding))

    case = hear(ACHING, WORDS.hear(said), waiting=None, knowledge=knowledge)

    assert assess(case, knowledge).confirm == asked


@given(data=st.data(), score=st.floats(-1, 1))
def test_likeness_alone_never_changes_the_tier(
    knowledge: Knowledge, data: st.DataObject, score: float
) -> None:
    names = st.sampled_from(sorted(knowledge.findings))
    present = data.draw(st.lists(names, max_size=3))
    topics = [*knowledge.questions, "crisis", "medicine"]
    likeness = like(data.draw(st.sampled_from(topics)), data.draw(names), score)
    mentions = tuple(Mention(finding=f, assertion=Assertion.PRESENT) for f in present)
    said = Reply(mentions=mentions, complaint="pain")

    plain = hear(Case(), said, waiting=None, knowledge=knowledge)
    sounding = suspected(plain, likeness, mentions, knowledge)

    before, after = assess(plain, knowledge), assess(sounding, knowledge)
    assert after.tier == before.tier
    assert set(before.open_questions) <= set(after.open_questions)


def test_a_sign_of_pregnancy_asks_about_the_tummy_where_nobody_is_pregnant(
    knowledge: Knowledge,
) -> None:
    sign = like("pregnancy", "pregnancy.labour_signs", LIKELY)
    pregnant = Mention(finding="pregnancy.pregnant", assertion=Assertion.PRESENT)
    expecting = Case(complaint="pain", mentions=(pregnant,))

    anybody = suspected(ACHING, sign, (), knowledge)
    mother = suspected(expecting, sign, (), knowledge)

    assert assess(anybody, knowledge).open_questions[0] == "unwell"
    assert assess(mother, knowledge).open_questions[0] == "pregnancy"


@pytest.mark.parametrize(
    ("score", "goes_on", "answered"),
    [(LIKELY, True, False), (LIKELY, False, True), (0.05, True, True)],
)
def test_a_no_is_no_answer_where_it_goes_on_with_what_sounds_like_a_yes(
    knowledge: Knowledge, score: float, goes_on: bool, answered: bool
) -> None:
    reply = Reply(
        text="no, but ...",
        intent="deny",
        answer="no",
        likeness=like("nerves", NUMB, score),
        manner=Manner(answers=True, goes_on=goes_on),
    )
    case = hear(ACHING, reply, waiting="nerves", knowledge=knowledge)

    assert ("nerves" in case.answers) is answered


@pytest.mark.parametrize(("waiting", "first"), [("history", ()), (None, ("unwell",))])
def test_a_reply_that_denies_a_sign_moves_no_question(
    knowledge: Knowledge, waiting: str | None, first: tuple[str, ...]
) -> None:
    said = Mention(finding="infection.fever", assertion=Assertion.ABSENT)
    reply = Reply(
        text="no fever", mentions=(said,), likeness=like("unwell", said.finding, LIKELY)
    )
    case = hear(ACHING, reply, waiting=waiting, knowledge=knowledge)

    assert case.suspected == first
