"""What the assessment hands to texts: quotes, labels and numbers, no sentences."""

from __future__ import annotations

from typing import Any

from spinewise.dialogue.course import Turn, dangers_of
from spinewise.dialogue.telling import answer_in_words
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Country, Tier
from spinewise.rasa import slots
from spinewise.settings import settings
from spinewise.triage.types import Mention

_QUOTE_LENGTH = 60
_UNKNOWN_COUNTRY = "unknown"


def country_of(code: str | None, knowledge: Knowledge) -> Country:
    """Return the country's numbers; the settings' ones when it is not known."""
    for wanted in (code, settings().default_country):
        if wanted is not None and wanted in knowledge.countries:
            return knowledge.countries[wanted]
    return knowledge.countries[_UNKNOWN_COUNTRY]


def numbers(code: str | None, knowledge: Knowledge) -> dict[str, str]:
    """Return the numbers that texts name, by the names of their placeholders."""
    row = country_of(code, knowledge)
    unknown = knowledge.countries[_UNKNOWN_COUNTRY]
    crisis = row.crisis or unknown.crisis or row.emergency
    emergency = row.emergency.tel or row.emergency.say
    return {
        slots.EMERGENCY_NUMBER: emergency,
        slots.CRISIS_LINE: crisis.say,
        slots.POISON_LINE: row.poison.say if row.poison else emergency,
    }


def emergency_words(turn: Turn, knowledge: Knowledge) -> dict[str, Any]:
    """Return the slots that the emergency text is filled from."""
    return {
        slots.EMERGENCY_KIND: turn.assessment.kind,
        slots.HEARD: _danger_in_words(turn, knowledge),
        **numbers(turn.state.case.profile.country, knowledge),
    }


def _danger_in_words(turn: Turn, knowledge: Knowledge) -> str:
    """Return the signs of the emergency, as many as fit; at least the first."""
    said = [in_words(mention, knowledge) for mention in dangers_of(turn)]
    said += [
        answer_in_words(floor.question, floor.answer, knowledge)
        for floor in turn.assessment.floors
        if floor.tier is Tier.EMERGENCY
    ]
    named = ""
    for words in filter(None, map(shortened, said)):
        together = f'{named}", "{words}' if named else words
        if words not in named and len(together) <= _QUOTE_LENGTH:
            named = together
    return named


def in_words(mention: Mention, knowledge: Knowledge) -> str:
    """Return the person's own words, or the finding's plain name."""
    return mention.quote or knowledge.findings[mention.finding].label


def fact_in_words(fact: str, knowledge: Knowledge) -> str:
    """Return a fact such as `age 8` as it is said back; empty when it is not."""
    name, _, value = fact.partition(" ")
    for known, template in knowledge.settings.facts_in_words.items():
        if known == name:
            return template.format(value)
    return ""


def shortened(words: str, *, at_most: int = _QUOTE_LENGTH) -> str:
    """Return at most so many characters in one line, cut at a word."""
    line = " ".join(words.split()).replace('"', "'")
    if len(line) <= at_most:
        return line
    return line[: at_most - 2].rsplit(" ", 1)[0] + " …"
