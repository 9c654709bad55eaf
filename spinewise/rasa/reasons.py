"""Why an assessment ended as it did: words, rules and sources, for texts and cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spinewise.dialogue.state import case_from, known_part
from spinewise.dialogue.telling import answer_in_words
from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import Exercise
from spinewise.knowledge.types import Question, Rule, Tier
from spinewise.rasa import slots
from spinewise.rasa.on_disk import knowledge as knowledge_on_disk
from spinewise.rasa.wording import fact_in_words, in_words, shortened
from spinewise.triage import assess
from spinewise.triage.types import Assertion, Assessment, Fired

_MOST_QUOTES = 3


def heard_for(fired: Iterable[Fired], knowledge: Knowledge) -> list[str]:
    """Return what the person said that made these rules hold, each thing once.

    A fact is said back only where no words stand for it: who is told "for 3 months"
    need not read "90 days" beside it.
    """
    fired = [*fired]
    in_their_words = {fact for each in fired if each.because for fact in each.facts}
    said: list[str] = []
    for each in fired:
        said += [in_words(mention, knowledge) for mention in each.because]
        if not each.because:
            facts = [fact for fact in each.facts if fact not in in_their_words]
            said += [fact_in_words(fact, knowledge) for fact in facts]
    return [shortened(words) for words in dict.fromkeys(said) if words][:_MOST_QUOTES]


def setting_the_tier(assessment: Assessment) -> Iterator[Fired]:
    """Yield the rules that set the tier."""
    for fired in assessment.fired:
        if fired.rule.tier == assessment.tier > Tier.NONE:
            yield fired


def denied(assessment: Assessment, knowledge: Knowledge) -> list[str]:
    """Return the plain names of the danger signs that were denied."""
    return [
        knowledge.findings[mention.finding].label
        for mention in assessment.findings
        if mention.assertion is Assertion.ABSENT
    ]


def reasons_for(card: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a care card can unfold, as plain data.

    `held` maps slot names to values (`tracker.current_slot_values()`). The keys are
    `rules` and `exercises`, lists of `{"words", "about", "why", "rule", "sources",
    "reviewed", "status"}`, and `denied`, names of danger signs; a sign that was denied
    is a reason for care at home only.
    """
    known = knowledge_on_disk()
    assessment = assess(known_part(case_from(held.get(slots.CASE)), known), known)
    exercises = (known.exercises.get(each) for each in card.get("exercises") or ())
    return {
        "rules": [*_rules(assessment, known)],
        "denied": denied(assessment, known) if assessment.tier <= Tier.SELFCARE else [],
        "exercises": [
            {"about": each.name, **_grounds(each, known)} for each in exercises if each
        ],
    }


def _rules(assessment: Assessment, known: Knowledge) -> Iterator[dict[str, Any]]:
    for fired in setting_the_tier(assessment):
        yield {"words": heard_for([fired], known), **_grounds(fired.rule, known)}
    for floor in assessment.floors:
        question = known.questions.get(floor.question)
        if question is not None and floor.tier == assessment.tier:
            words = answer_in_words(floor.question, floor.answer, known)
            yield {"words": [words] if words else [], **_grounds(question, known)}


def _grounds(item: Rule | Question | Exercise, known: Knowledge) -> dict[str, Any]:
    sources = (known.sources[each] for each in item.sources if each in known.sources)
    return {
        "why": item.why,
        "rule": item.id,
        "sources": [
            {"title": each.title, "publisher": each.publisher, "url": each.url}
            for each in sources
        ],
        "reviewed": item.reviewed.isoformat(),
        "status": item.status,
    }
