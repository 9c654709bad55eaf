"""Types of what is known about exercises, plans and advice.

The YAML files under `knowledge/` are decoded into these frozen structs, so a
wrong key or an unknown word is refused when the files are read and not in the
middle of a conversation. `SECTIONS` says which top-level key holds which type.
"""

from __future__ import annotations

import datetime
from typing import Final, Literal

import msgspec

Goal = Literal["ease", "strengthen", "prevent"]
Region = Literal["lower", "middle", "upper", "neck", "buttock", "whole", "unknown"]
Complaint = Literal[
    "tightness",
    "stiffness",
    "strain",
    "spasm",
    "soreness",
    "pain",
    "sciatica",
    "none",
]
Place = Literal["floor", "bed", "chair", "standing", "office"]
PhaseId = Literal["P1", "P2", "P3", "P4"]
Level = Literal["easy", "medium", "hard"]
Status = Literal["verified", "unverified", "decision"]

LEVELS: Final[tuple[Level, ...]] = ("easy", "medium", "hard")
PHASES: Final[tuple[PhaseId, ...]] = ("P1", "P2", "P3", "P4")


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything with an id that a clinician reviews."""

    id: str


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of an item that has no id of its own."""


class Dose(Part, frozen=True, kw_only=True):
    """How much of an exercise: `text` is read by a person, the rest by programs.

    `minutes` is about how long one go takes, so that a plan fits the time
    a person has. A missing number means that the number makes no sense there.
    """

    text: str
    minutes: int
    sets: int | None = None
    reps: int | None = None
    hold_seconds: int | None = None
    times_per_day: int | None = None
    sides: int = 1

    def __post_init__(self) -> None:
        """Refuse a dose that takes no time or has no such sides."""
        if self.minutes < 1:
            raise ValueError("`minutes` is at least 1")
        if self.sides not in (1, 2):
            raise ValueError("`sides` is 1 or 2")


class Variant(Part, frozen=True, kw_only=True):
    """Another way to do an exercise: a text, or the id of another exercise.

    A text has its own places and contraindications, because sitting up may be
    safe where lying down is not. An exercise brings its own. `status` is set where a
    text is less sure than the exercise that it belongs to.
    """

    text: str = ""
    exercise: str = ""
    places: tuple[Place, ...] = ()
    avoid_with: tuple[str, ...] = ()
    ask_first_with: tuple[str, ...] = ()
    status: Status | None = None

    def __post_init__(self) -> None:
        """Refuse a variant that is both a text and an exercise, or neither."""
        if bool(self.text) == bool(self.exercise):
            raise ValueError("a variant has either `text` or `exercise`")
        if self.exercise and (self.places or self.avoid_with or self.ask_first_with):
            raise ValueError("a variant by `exercise` takes places and codes from it")
        if self.text and not self.places:
            raise ValueError("a variant by `text` needs `places`")


class Exercise(Item, frozen=True, kw_only=True):
    """One exercise, with what it is good for and who should not do it.

    `called` is what people may call it besides its name: parts of regular expressions.
    """

    name: str
    called: tuple[str, ...] = ()
    goals: tuple[Goal, ...]
    regions: tuple[Region, ...]
    places: tuple[Place, ...]
    equipment: tuple[str, ...] = ()
    phases: tuple[PhaseId, ...]
    level: Level
    why: str
    steps: tuple[str, ...]
    dose: Dose
    stop: tuple[str, ...] = ()
    easier: Variant | None = None
    seated: Variant | None = None
    harder: Variant | None = None
    avoid_with: tuple[str, ...] = ()
    ask_first_with: tuple[str, ...] = ()
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class FactTest(Part, frozen=True, kw_only=True):
    """A test of one fact of the profile: `is`, `at_least` or `below`."""

    fact: str
    is_: str | bool | None = msgspec.field(default=None, name="is")
    at_least: float | None = None
    below: float | None = None

    def __post_init__(self) -> None:
        """Refuse a test that tests nothing."""
        if self.is_ is None and self.at_least is None and self.below is None:
            raise ValueError("a fact test needs `is`, `at_least` or `below`")


class Contraindication(Item, frozen=True, kw_only=True):
    """A reason to leave exercises out, and what raises it.

    It is raised by any one of `findings` (present, uncertain, or past where
    the finding has `history: true`), `conditions` (names in the profile),
    `medicines` (names in the profile) or `facts`. `blocks_all` leaves out every
    exercise: then the honest answer is to ask a clinician first.
    """

    code: str
    name: str
    why: str
    findings: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    facts: tuple[FactTest, ...] = ()
    blocks_all: bool = False
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Phase(Item, frozen=True, kw_only=True):
    """A stage of getting better: from which day it counts and what it allows.

    `pain_at_most` and `not_with` (finding ids) hold a person back in the phase
    before. `hardest` is the hardest level ever offered in the phase,
    `usual_level` the hardest one for a person who has not said a level.
    """

    id: PhaseId
    name: str
    from_day: int
    onset_unknown: bool = False
    pain_at_most: int | None = None
    not_with: tuple[str, ...] = ()
    aim: str
    do: str
    avoid: str
    progress_when: str
    hardest: Level
    usual_level: Level
    at_least: int
    usual: int
    at_most: int
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class PlanWhen(Part, frozen=True, kw_only=True):
    """When a plan fits: all of the tests that are given hold.

    An empty test holds for everybody. `raised` lists contraindication ids of
    which one must be raised.
    """

    complaints: tuple[Complaint, ...] = ()
    regions: tuple[Region, ...] = ()
    goals: tuple[Goal, ...] = ()
    raised: tuple[str, ...] = ()
    onset_at_least: int | None = None


class PlanPhases(Part, frozen=True, kw_only=True):
    """Exercise ids for each phase, the most useful first."""

    P1: tuple[str, ...] = ()
    P2: tuple[str, ...] = ()
    P3: tuple[str, ...] = ()
    P4: tuple[str, ...] = ()

    def of(self, phase: PhaseId) -> tuple[str, ...]:
        """Exercise ids of one phase."""
        ids: tuple[str, ...] = getattr(self, phase)
        return ids


class Plan(Item, frozen=True, kw_only=True):
    """Which exercises suit a complaint in each phase.

    Plans are tried by `order`, lowest first; the first one of which any
    `when` holds is taken. `notes` are ids of advice that goes with the plan.
    `onset_unknown` is the phase for a person who has not said when the pain
    began; without it the phases decide. `fills_gaps` marks the one plan that
    helps out where another has too little left to offer.
    """

    name: str
    order: int
    when: tuple[PlanWhen, ...]
    onset_unknown: PhaseId | None = None
    fills_gaps: bool = False
    phases: PlanPhases
    notes: tuple[str, ...]
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Stage(Item, frozen=True, kw_only=True):
    """What to expect at one time since the pain began.

    `to_day` is the first day that no longer belongs to the stage; without it
    the stage has no end. `check_in_days` are counted from the start of the
    pain. `see_clinician` is true where no clear gain means: have it looked at.
    """

    name: str
    from_day: int
    to_day: int | None = None
    expect: str
    do: str
    come_back: str
    check_in_days: tuple[int, ...] = ()
    see_clinician: bool = False
    brief: tuple[str, ...]
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


class Advice(Item, frozen=True, kw_only=True):
    """A short text that answers a question, or a template for a reason.

    Each text stands on its own. Ids are `<topic>.<name>`. It is said when a person
    asks about its topic or about one of the topics in `answers`.
    """

    topic: str
    answers: tuple[str, ...] = ()
    text: str
    brief: tuple[str, ...] = ()
    sources: tuple[str, ...]
    status: Status
    reviewed: datetime.date


SECTIONS: Final[dict[str, type[Item]]] = {
    "exercises": Exercise,
    "contraindications": Contraindication,
    "phases": Phase,
    "plans": Plan,
    "timeline": Stage,
    "advice": Advice,
}
