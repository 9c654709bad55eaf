"""What a reviewed knowledge file may say, as frozen types.

The field order of each class is the key order that its YAML files keep, so that a
clinician who reads two items finds the same thing in the same place.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Final, Literal

import msgspec

from spinewise.knowledge.plan_types import (
    Advice,
    Contraindication,
    Exercise,
    Item,
    Phase,
    Plan,
    Stage,
    Status,
)
from spinewise.knowledge.pose_types import Pose
from spinewise.knowledge.talk_types import TalkSettings

# Topics of the advice for messages in other languages begin so; the rest of a topic is
# an ISO 639-1 code, or this for a language that has no text.
LANGUAGE: Final = "language_"
OTHER_LANGUAGE: Final = "other"
Kind = Literal[
    "ambulance",
    "go_now",
    "crisis",
    "poison",
    "neck_injury",
    "maternity",
    "unsafe",
]
NumberFact = Literal["age", "onset_days", "pain", "temperature", "weeks_pregnant"]
WordFact = Literal[
    "sex", "pregnant", "postpartum", "complaint", "complaint_kind", "region"
]
FactName = NumberFact | WordFact


class Tier(IntEnum):
    """How soon a person should get help, in rising order."""

    NONE = 0
    SELFCARE = 1
    CLINICIAN = 2
    URGENT = 3
    EMERGENCY = 4

    @property
    def label(self) -> str:
        """The word for the tier that files and interfaces use: `emergency`."""
        return self.name.lower()

    @classmethod
    def named(cls, label: str) -> Tier:
        """The tier with that label; KeyError when there is none."""
        return cls[label.upper()]


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition that is more than one finding; its parts must hold together.

    `all`, `any`, `none` and `count` with `of` hold conditions; `group` names a list of
    findings of which one is enough; `fact` (with `at_least`, `below`, `is` or `known`)
    tests a fact about the person, and a fact nobody told is never true except for
    `known: false`; `decision` tests a choice that a clinician made for the project.
    """

    all_of: tuple[Condition, ...] | None = msgspec.field(default=None, name="all")
    any_of: tuple[Condition, ...] | None = msgspec.field(default=None, name="any")
    none_of: tuple[Condition, ...] | None = msgspec.field(default=None, name="none")
    count: int | None = None
    of: tuple[Condition, ...] | None = None
    group: str | None = None
    fact: FactName | None = None
    at_least: float | None = None
    below: float | None = None
    equals: str | bool | None = msgspec.field(default=None, name="is")
    known: bool | None = None
    decision: str | None = None


Condition = str | Node


class Source(Item, frozen=True, kw_only=True):
    """A publication or other ground on which an item of knowledge rests."""

    title: str
    publisher: str
    year: int | None = None
    url: str | None = None
    brief: tuple[str, ...] = ()
    status: Status


class Finding(Item, frozen=True, kw_only=True):
    """One thing that a person may report: a danger sign, or a fact that matters.

    `history`: having had it once counts as having it. `at_any_time`: it is about any
    time by itself ("cancer now or in the past"), so that told of the past it is present.
    `old_is_uncertain`: when the
    person says it is old and unchanged, it is asked about in place of being counted.
    `also_when`: facts that make it present without being said. `at_once`: what is said
    to who tells of it, before any question. `doubtful_with`: another finding; as soon as
    that one is present, this one is in doubt until the person has said yes or no.
    """

    name: str
    label: str
    red_flag: bool
    history: bool = False
    at_any_time: bool = False
    old_is_uncertain: bool = False
    ask: str | None = None
    also_when: Condition | None = None
    at_once: str | None = None
    doubtful_with: str | None = None
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Group(Item, frozen=True, kw_only=True):
    """Findings that rules name together, such as every sign of a nerve in trouble."""

    name: str
    findings: tuple[str, ...]


class Rule(Item, frozen=True, kw_only=True):
    """When `when` holds, the person needs at least `tier`.

    `kind` says what sort of emergency it is, and stands at emergency only. `switched_off` is the
    reason why a clinician switched the rule off: it then never holds.
    """

    name: str
    switched_off: str | None = None
    tier: Tier
    kind: Kind | None = None
    exercises: Literal["withheld", "allowed"]
    when: Condition
    why: str
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Option(Item, frozen=True, kw_only=True):
    """One of the things a grouped question asks about."""

    text: str
    finding: str


class Question(Item, frozen=True, kw_only=True):
    """A safety question; its answer is yes, no, unsure, a number or option ids.

    `options_text`: what is asked in place of `text` when the number is known already,
    `number_text` when the options are.
    `heard`: what is repeated to a person who answered "yes" or "unsure" and no more.
    `options_known_when`: facts that make asking for the options needless.
    `asked_when`: what must be known for the question to be asked; always, if left out.
    `areas`: families of findings (the part of the id before the dot) for which this
    question is asked first when a message sounds like one of them.
    """

    order: int
    text: str
    options_text: str | None = None
    number_text: str | None = None
    heard: Mapping[Literal["yes", "unsure"], str] = msgspec.field(default_factory=dict)
    why: str
    type: Literal["yes_no", "number", "choice"]
    safety: bool
    options: tuple[Option, ...] = ()
    options_known_when: Condition | None = None
    asked_when: Condition | None = None
    areas: tuple[str, ...] = ()
    yes_tier: Tier | None = None
    unsure_tier: Tier | None = None
    kind: Kind | None = None
    fact: NumberFact | None = None
    at_least: float | None = None
    at_most: float | None = None
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A telephone line: what to say about it and, when it has one, its number."""

    say: str
    tel: str | None = None


class Country(Item, frozen=True, kw_only=True):
    """Whom to call in one country."""

    name: str
    emergency: Line
    hospital: str
    doctor: str
    health_line: Line | None = None
    crisis: Line | None = None
    poison: Line | None = None
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Decision(Item, frozen=True, kw_only=True):
    """A choice that the sources leave open and that rules may test."""

    name: str
    chosen: str
    allowed: tuple[str, ...]
    note: str
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The few numbers, orders and words that belong to the engine as a whole.

    `facts_in_words`: how a fact is repeated to a person, `{}` for its value; a fact that
    is not named here is not repeated. `likeness_first` and `likeness_asked`: how much a
    message must sound like a danger, from -1 to 1, for its question to come first, and
    for a question of its own.
    """

    exercise_age: int
    kinds_most_pressing_first: tuple[Kind, ...]
    kind_by_default: Kind
    unsure_emergency: Tier
    unsure_urgent: Tier
    review_months: int
    likeness_first: float
    likeness_asked: float
    talk: TalkSettings
    facts_in_words: Mapping[FactName, str] = msgspec.field(default_factory=dict)
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Knowledge(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All that the knowledge folder says, checked, by id and in file order.

    The word lists under `lexicon/` belong to the language layer, which reads them
    itself; `path` is the folder. `hash` changes when any file changes, word lists
    included. Two loads are two objects: compare their `hash`.
    """

    sources: Mapping[str, Source]
    findings: Mapping[str, Finding]
    groups: Mapping[str, Group]
    rules: Mapping[str, Rule]
    questions: Mapping[str, Question]
    exercises: Mapping[str, Exercise]
    poses: Mapping[str, Pose]
    contraindications: Mapping[str, Contraindication]
    phases: Mapping[str, Phase]
    plans: Mapping[str, Plan]
    timeline: Mapping[str, Stage]
    advice: Mapping[str, Advice]
    countries: Mapping[str, Country]
    decisions: Mapping[str, Decision]
    settings: Settings
    path: Path
    hash: str

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages in which a text of `advice` stands."""
        topics = (advice.topic for advice in self.advice.values())
        codes = (t.removeprefix(LANGUAGE) for t in topics if t.startswith(LANGUAGE))
        return tuple(sorted(code for code in codes if code != OTHER_LANGUAGE))

    def in_language(self, code: str) -> str:
        """Return what is said to a message in another language."""
        return self.advice[f"{LANGUAGE}{code}.danger"].text
