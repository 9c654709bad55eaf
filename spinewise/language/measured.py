"""What was measured counts when it is of now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spinewise.language import entries
from spinewise.language.assertion import claims
from spinewise.language.mentions import mention_of
from spinewise.language.patterns import Hit
from spinewise.language.verdict import Part, same_person
from spinewise.triage.types import Assertion, Mention, Profile

_TEMPERATURE = frozenset({"temperature", "temperature_f"})
# What is measured of these is only worth something when it is of now.
OF_NOW = _TEMPERATURE | {"pain"}
_NOT_NOW = frozenset({"other", "hypothetical", "past", "resolved"})


def not_now(part: Part, hit: Hit) -> bool:
    """Whether what was measured is over, imagined or another person's."""
    kinds = claims(hit, "", part.reaches)
    if not kinds.isdisjoint({"ongoing", "recent"}):
        kinds.discard("past")
    return not kinds.isdisjoint(_NOT_NOW)


def fever_of(
    text: str,
    parts: Sequence[Part],
    profile: Profile,
    patient: str,
    words: entries.Temperature,
) -> Iterator[Mention]:
    """Turn a measured temperature into the finding that it is."""
    if profile.temperature is None:
        return
    high = profile.temperature >= words.at_least
    claim = Assertion.PRESENT if high else Assertion.ABSENT
    for part in parts:
        for fact in part.facts:
            if (
                fact.name in _TEMPERATURE
                and same_person(part.person(fact.hit), patient)
                and not not_now(part, fact.hit)
            ):
                if any(h.finding == words.finding and high for h in part.findings):
                    continue
                yield mention_of(text, part.sentence, fact.hit, words.finding, claim)
                return
