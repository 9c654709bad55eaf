"""Why an assessment ended as it did, as a care card unfolds it."""

from __future__ import annotations

from typing import Any

import msgspec

from spinewise.assessing import Assessor, InputLine
from spinewise.dialogue.state import to_plain
from spinewise.rasa import slots
from spinewise.rasa.on_disk import knowledge
from spinewise.rasa.reasons import heard_for, reasons_for, setting_the_tier
from spinewise.settings import settings
from spinewise.triage import assess


def reasons(text: str, *, exercises: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the reasons after one message."""
    case = Assessor(knowledge_path=settings().knowledge_path).case_of(
        InputLine(text=text)
    )
    return reasons_for({"exercises": exercises}, {slots.CASE: to_plain(case)})


def reasons_of_rules(text: str, **profile: Any) -> list[str]:
    """Return what is said back for the rules that set the tier."""
    line = msgspec.convert({"text": text, "profile": profile}, InputLine)
    case = Assessor(knowledge_path=settings().knowledge_path).case_of(line)
    return heard_for(setting_the_tier(assess(case, knowledge())), knowledge())


def test_a_rule_comes_with_the_words_that_made_it_hold_and_its_sources() -> None:
    [first, *_] = reasons("my back hurts and I can't feel when I pee")["rules"]

    rule = knowledge().rules[first["rule"]]
    assert first["words"] == ["can't feel when I pee"]
    assert first["why"] == rule.why
    assert [each["title"] for each in first["sources"]] == [
        knowledge().sources[each].title for each in rule.sources
    ]
    assert (first["status"], first["reviewed"]) == (rule.status, str(rule.reviewed))


def test_only_the_rules_that_set_the_tier_are_told() -> None:
    told = reasons("I fell off a ladder, and my back hurts for 3 months. I'm 70")

    tiers = {knowledge().rules[each["rule"]].tier for each in told["rules"]}
    assert len(tiers) == 1


def test_a_fact_is_not_said_back_beside_the_words_that_told_it() -> None:
    told = reasons_of_rules("my back has hurt for 3 months")

    assert told == ["for 3 months"]


def test_a_fact_that_no_words_stand_for_is_said_back() -> None:
    assert "90 days" in reasons_of_rules("my back hurts", onset_days=90)


def test_signs_that_were_denied_are_told_with_care_at_home_only() -> None:
    calm = reasons("my lower back is tight, no fever")
    danger = reasons("my back hurts, no fever, and I can't feel when I pee")

    assert calm["denied"]
    assert danger["denied"] == []


def test_each_exercise_of_a_card_comes_with_its_reason_and_sources() -> None:
    id_ = next(iter(knowledge().exercises))

    [told] = reasons("my back is tight", exercises=(id_, "unknown"))["exercises"]

    assert told["about"] == knowledge().exercises[id_].name
    assert told["why"] == knowledge().exercises[id_].why
    assert told["sources"]


def test_a_conversation_that_was_forgotten_leaves_no_reasons() -> None:
    assert reasons_for({}, {}) == {"rules": [], "denied": [], "exercises": []}
