"""The words that hearing, deciding and planning share.

They live here, below spaCy and Rasa, so that every layer can import them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from spinewise.knowledge.types import Kind, Rule, Tier

__all__ = [
    "Answer",
    "Assertion",
    "Assessment",
    "Case",
    "Fired",
    "Floor",
    "Likeness",
    "Mention",
    "Nearly",
    "Profile",
    "Tier",
]

Answer = str | float | tuple[str, ...]


class Assertion(StrEnum):
    """What is claimed about a finding, always with regard to the patient."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCERTAIN = "uncertain"
    PAST = "past"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One finding that was heard in a text, given by an answer or known from a fact.

    `distant`: what is past was so long ago ("in 1998", "as a kid") that nobody needs to
    be asked about it by itself; the grouped questions still name it.
    """

    finding: str
    assertion: Assertion
    quote: str = ""
    start: int = 0
    end: int = 0
    source: Literal["text", "answer", "fact"] = "text"
    distant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a message sounds like. It decides what is asked, and never sets a tier.

    Attributes:
        topic: the question, or the family of findings, that it is most like.
        finding: the finding of that topic whose example is nearest.
        score: how much likelier the topic is than no danger, -1 to 1.
    """

    topic: str
    finding: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Facts about the patient; None means unknown."""

    age: float | None = None
    sex: str | None = None
    pregnant: bool | None = None
    weeks_pregnant: float | None = None
    postpartum: bool | None = None
    onset_days: float | None = None
    pain: float | None = None
    temperature: float | None = None
    place: str | None = None
    goal: str | None = None
    level: str | None = None
    country: str | None = None
    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything known about one patient within one assessment.

    Attributes:
        mentions: what was heard, in any order; saying a thing twice changes nothing.
        answers: by question id (`confirm.<finding id>` too): "yes", "no", "unsure",
            a number, or option ids. A tuple may hold yes or unsure beside option ids,
            which `merge_answers` uses when a person answers again.
        profile: facts.
        complaint: the word of the contract, `none` when no back or neck is named.
        region: the word of the contract.
        floor: the tier that this assessment has reached before; it never falls.
        suspected: question ids in the order in which to ask them, before all others;
            they change the order of questions and nothing else.
    """

    mentions: tuple[Mention, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    complaint: str = "none"
    region: str = "unknown"
    floor: Tier = Tier.NONE
    suspected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that holds, and what made it hold: mentions and facts (`age 67`)."""

    rule: Rule
    because: tuple[Mention, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearly:
    """A rule that would hold if the `missing` findings were present."""

    rule: Rule
    because: tuple[Mention, ...]
    facts: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A tier that an answer gives by itself: a yes or an unsure to `question`.

    `vague`: nothing more is known than this word; a yes with options is not vague.
    """

    question: str
    answer: Literal["yes", "unsure"]
    tier: Tier
    kind: Kind | None = None
    vague: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules make of a case, with every reason.

    Attributes:
        tier: the highest of all fired rules, floors and the case's own floor.
        kind: of an emergency, the most pressing one; else None.
        kinds: every kind of emergency that holds, the most pressing first.
        provisional: the tier may still rise, because something is to be asked.
        fired: rules that hold, the most serious first.
        floors: what bare answers give.
        nearly: rules that would hold if uncertain (or past) findings were present.
        confirm: findings to ask about one by one, the most dangerous first.
        open_questions: what to ask next: `confirm.<finding id>`, then grouped ones.
        findings: one mention for each finding, worst assertion first in a
            contradiction; those of other people stand apart at the end.
        exercises_allowed: whether exercises may be shown at all.
    """

    tier: Tier
    kind: Kind | None
    kinds: tuple[Kind, ...]
    provisional: bool
    fired: tuple[Fired, ...]
    floors: tuple[Floor, ...]
    nearly: tuple[Nearly, ...]
    confirm: tuple[str, ...]
    open_questions: tuple[str, ...]
    findings: tuple[Mention, ...]
    exercises_allowed: bool
