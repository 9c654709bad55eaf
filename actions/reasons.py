"""Why: the person's own words, the rule and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.safe_action import Scene
from spinewise.dialogue.telling import answer_in_words
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Rule
from spinewise.rasa.reasons import denied, heard_for, setting_the_tier
from spinewise.triage.types import Assessment

_MOST_QUOTES = 3
# As many denied signs are named as an example, and as many sources.
_MOST_EXAMPLES = 5
_MOST_SOURCES = 3


def _said(scene: Scene) -> list[str]:
    tier = scene.assessment.tier
    heard = heard_for(setting_the_tier(scene.assessment), scene.knowledge)
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
    for fired in setting_the_tier(scene.assessment):
        yield fired.rule, heard_for([fired], scene.knowledge)


def asked_about(scene: Scene) -> dict[str, str]:
    """Return what was checked: some signs that were denied, and the sources."""
    questions = scene.knowledge.questions
    sources = dict.fromkeys(
        source
        for key in scene.state.case.answers
        if key in questions
        for source in questions[key].sources
    )
    signs = denied(scene.assessment, scene.knowledge)
    return {
        "asked": "; ".join(signs[:_MOST_EXAMPLES]),
        "source": sources_of([*sources][:_MOST_SOURCES], scene),
    }
