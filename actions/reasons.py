"""Why: the person's own words, the rule and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.safe_action import Scene
from spinewise.dialogue.telling import answer_in_words
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Rule, Tier
from spinewise.rasa.wording import (
    fact_in_words,
    in_words,
    shortened,
)
from spinewise.triage.types import Assertion, Assessment, Fired

_MOST_QUOTES = 3


def heard_for(scene: Scene, fired: Iterable[Fired]) -> list[str]:
    """Return what the person said that made these rules hold, each thing once."""
    said: list[str] = []
    for each in fired:
        said += [in_words(mention, scene.knowledge) for mention in each.because]
        if not each.because:
            said += [fact_in_words(fact, scene.knowledge) for fact in each.facts]
    return [shortened(words) for words in dict.fromkeys(said) if words][:_MOST_QUOTES]


def _said(scene: Scene) -> list[str]:
    tier = scene.assessment.tier
    heard = heard_for(scene, (f for f in scene.assessment.fired if f.rule.tier == tier))
    answers = [
        answer_in_words(floor.question, floor.answer, scene.knowledge)
        for floor in scene.assessment.floors
        if floor.tier == tier
    ]
    return [*heard, *answers][:_MOST_QUOTES]


def reasons_of(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the plain reasons behind the tier, at most two."""
    tier = assessment.tier
    whys = [f.rule.why for f in assessment.fired if f.rule.tier == tier]
    whys += [
        knowledge.questions[floor.question].why
        for floor in assessment.floors
        if floor.tier == tier and floor.question in knowledge.questions
    ]
    return " ".join(list(dict.fromkeys(whys))[:2])


def all_heard(scene: Scene) -> str:
    """Return what the person said or answered that led to the tier, quoted."""
    said = _said(scene) or [scene.state.case.complaint]
    return ", ".join(f'"{words}"' for words in said)


def sources_of(ids: Iterable[str], scene: Scene) -> str:
    """Return the titles of sources."""
    known = scene.knowledge.sources
    return ", ".join(known[each].title for each in ids if each in known)


def rules_to_explain(scene: Scene) -> Iterator[tuple[Rule, list[str]]]:
    """Yield the rules that set the tier, each with the person's words."""
    for fired in scene.assessment.fired:
        if fired.rule.tier == scene.assessment.tier > Tier.NONE:
            yield fired.rule, heard_for(scene, [fired])


def asked_about(scene: Scene) -> str:
    """Return the plain names of the danger signs that were denied."""
    labels = [
        scene.knowledge.findings[mention.finding].label
        for mention in scene.assessment.findings
        if mention.assertion is Assertion.ABSENT
    ]
    return ", ".join(labels)
