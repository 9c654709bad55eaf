"""What holds for every case, however it comes about."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinewise.knowledge import Tier
from spinewise.triage import (
    Assertion,
    Case,
    Mention,
    Profile,
    as_dict,
    assess,
    merge_answers,
    rescreen,
)
from tests.unit.triage.build import case, knowledge

K = knowledge()
FINDINGS = sorted(K.findings)
CHECKS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

mentions = st.builds(
    Mention,
    finding=st.sampled_from(FINDINGS),
    assertion=st.sampled_from(list(Assertion)),
    quote=st.sampled_from(["", "ouch", "my words"]),
    start=st.integers(0, 9),
    source=st.sampled_from(["text", "answer"]),
)
profiles = st.builds(
    Profile,
    age=st.none() | st.integers(0, 100).map(float),
    sex=st.sampled_from([None, "female", "male"]),
    pregnant=st.sampled_from([None, True, False]),
    weeks_pregnant=st.none() | st.integers(1, 42).map(float),
    postpartum=st.sampled_from([None, True, False]),
    onset_days=st.none() | st.integers(0, 4000).map(float),
    pain=st.none() | st.integers(0, 10).map(float),
    temperature=st.none() | st.integers(34, 42).map(float),
)


def _answers_to(question: str) -> st.SearchStrategy[Any]:
    options = [option.id for option in K.questions[question].options]
    words = st.sampled_from(["yes", "no", "unsure"])
    picked = st.lists(st.sampled_from(options), min_size=1, unique=True).map(tuple)
    if K.questions[question].type == "number":
        return words | picked | st.integers(0, 120).map(float)
    return words | picked


answers = st.fixed_dictionaries(
    {}, optional={question: _answers_to(question) for question in K.questions}
)
confirmed = st.dictionaries(
    st.sampled_from(FINDINGS).map("confirm.{}".format),
    st.sampled_from(["yes", "no", "unsure"]),
    max_size=3,
)
cases = st.builds(
    lambda heard, given, asked, profile, complaint, region: Case(
        mentions=tuple(heard),
        answers={**given, **asked},
        profile=profile,
        complaint=complaint,
        region=region,
    ),
    st.lists(mentions, max_size=6),
    answers,
    confirmed,
    profiles,
    st.sampled_from(["none", "pain", "tightness", "sciatica"]),
    st.sampled_from(["unknown", "lower", "upper", "neck", "buttock"]),
)


@CHECKS
@given(cases, st.sampled_from(FINDINGS))
def test_one_more_present_finding_never_lowers_the_tier(
    before: Case, finding: str
) -> None:
    more = Mention(finding=finding, assertion=Assertion.PRESENT)
    after = dataclasses.replace(before, mentions=(*before.mentions, more))

    assert assess(after, K).tier >= assess(before, K).tier


@CHECKS
@given(cases, mentions)
def test_one_more_mention_of_any_kind_never_lowers_the_tier(
    before: Case, more: Mention
) -> None:
    after = dataclasses.replace(before, mentions=(*before.mentions, more))

    assert assess(after, K).tier >= assess(before, K).tier


@CHECKS
@given(cases, st.randoms(use_true_random=False))
def test_order_and_repetition_play_no_part(first: Case, random: Any) -> None:
    shuffled = [*first.mentions, *first.mentions]
    random.shuffle(shuffled)
    keys = list(first.answers)
    random.shuffle(keys)
    second = dataclasses.replace(
        first,
        mentions=tuple(shuffled),
        answers={key: first.answers[key] for key in keys},
    )

    assert as_dict(assess(first, K)) == as_dict(assess(second, K))


@CHECKS
@given(cases, st.sampled_from(sorted(K.questions)), st.data())
def test_answering_again_never_lowers_the_tier(
    before: Case, question: str, data: Any
) -> None:
    earlier = data.draw(_answers_to(question).filter(lambda a: not _is_number(a)))
    later = data.draw(_answers_to(question).filter(lambda a: not _is_number(a)))
    once = dataclasses.replace(before, answers={**before.answers, question: earlier})
    both = merge_answers(earlier, later)
    twice = dataclasses.replace(before, answers={**before.answers, question: both})

    assert assess(twice, K).tier >= assess(once, K).tier


def _is_number(answer: object) -> bool:
    return isinstance(answer, float)


@CHECKS
@given(cases, st.sampled_from(["nerves", "chest_or_accident"]))
def test_unsure_about_an_emergency_is_at_least_urgent(
    before: Case, question: str
) -> None:
    after = dataclasses.replace(before, answers={**before.answers, question: "unsure"})

    assert assess(after, K).tier >= Tier.URGENT


@CHECKS
@given(cases)
def test_every_assessment_keeps_its_promises(any_case: Case) -> None:
    found = assess(any_case, K)

    assert (found.kind is not None) == (found.tier == Tier.EMERGENCY)
    assert found.tier >= max((f.rule.tier for f in found.fired), default=Tier.NONE)
    if found.tier == Tier.EMERGENCY:
        assert found.open_questions == ()
        assert not found.provisional
    if found.exercises_allowed:
        assert found.tier <= Tier.CLINICIAN
        assert found.open_questions == ()
        assert found.confirm == ()
    for fired in found.fired:
        for mention in fired.because:
            assert mention.assertion in (Assertion.PRESENT, Assertion.PAST)
    for near in found.nearly:
        assert near.missing


@CHECKS
@given(cases)
def test_others_never_count(any_case: Case) -> None:
    without = dataclasses.replace(
        any_case,
        mentions=tuple(
            mention
            for mention in any_case.mentions
            if mention.assertion is not Assertion.OTHER_PERSON
        ),
    )

    assert assess(any_case, K).tier == assess(without, K).tier


@CHECKS
@given(cases, st.sampled_from(list(Tier)))
def test_the_tier_never_falls_below_what_was_reached(
    any_case: Case, floor: Tier
) -> None:
    held = dataclasses.replace(any_case, floor=floor)

    assert assess(held, K).tier == max(floor, assess(any_case, K).tier)


@CHECKS
@given(cases)
def test_rescreening_opens_what_was_denied_and_keeps_what_was_said(
    any_case: Case,
) -> None:
    again = rescreen(any_case)

    assert "no" not in again.answers.values()
    assert assess(again, K).tier >= Tier.NONE
    kept = {k: a for k, a in any_case.answers.items() if a != "no"}
    assert dict(again.answers) == kept


def test_each_pair_of_findings_gives_at_least_the_worse_of_the_two() -> None:
    alone = {name: assess(case(name), K).tier for name in FINDINGS}

    for one, other in itertools.combinations(FINDINGS, 2):
        both = assess(case(one, other), K)
        assert both.tier >= max(alone[one], alone[other]), (one, other)
