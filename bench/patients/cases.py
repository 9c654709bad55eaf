"""The patients' cases: what a person has, says first, and says when asked."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from spinewise.knowledge.types import Tier

FOLDER = Path(__file__).parent / "cases"
HALVES = ("dev", "final")

TierLabel = Literal["none", "selfcare", "clinician", "urgent", "emergency"]


class CaseFileError(ValueError):
    """A case file is wrong; the message says which and what."""


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is true of the patient; days, years and weeks are whole numbers."""

    age: int
    sex: Literal["female", "male"]
    onset_days: int | None = None
    pregnant: bool = False
    weeks_pregnant: int | None = None
    postpartum: bool = False
    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class Addition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that the patient says unasked, with their answer number `at`."""

    at: int
    text: str


class PatientCase(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """One patient.

    Attributes:
        tier: the tier that the brief gives the case, `because` of its rows and rules.
        also: tiers that the brief would allow as well.
        about: whether the writer speaks of themselves or of somebody else.
        opening: the first message.
        has: what is true, by finding id or by row of the brief, each with one or
            two ways in which this person says it when asked.
        told: keys that the opening already tells.
        adds: what they say unasked later on.
        chat: what they say after the opening when there is nothing to assess.
    """

    id: str
    title: str
    tier: TierLabel
    because: str
    opening: str
    facts: Facts
    about: Literal["self", "other"] = "self"
    also: tuple[TierLabel, ...] = ()
    has: dict[str, tuple[str, ...]] = {}
    told: tuple[str, ...] = ()
    adds: Addition | None = None
    chat: tuple[str, ...] = ()

    @property
    def expected(self) -> Tier:
        """The tier that the brief gives this case."""
        return Tier.named(self.tier)

    @property
    def accepted(self) -> frozenset[Tier]:
        """Every tier that counts as right."""
        return frozenset(Tier.named(label) for label in (self.tier, *self.also))

    @property
    def danger_wordings(self) -> tuple[str, ...]:
        """What this person says of a danger, in an urgent case or an emergency."""
        if self.expected < Tier.URGENT:
            return ()
        said = [words for ways in self.has.values() for words in ways]
        if self.told:
            said.append(self.opening)
        return tuple(dict.fromkeys(said))


def load_cases(half: str) -> tuple[PatientCase, ...]:
    """Return the cases of a half, `dev` or `final`, by id.

    Raises:
        CaseFileError: a file is no list of cases, or an id stands twice.
    """
    cases: dict[str, PatientCase] = {}
    for path in sorted((FOLDER / half).glob("*.yml")):
        try:
            items = msgspec.yaml.decode(path.read_bytes(), type=list[PatientCase])
        except msgspec.MsgspecError as error:
            raise CaseFileError(f"{path}: {error}") from error
        for case in items:
            if case.id in cases:
                raise CaseFileError(f"{path}: {case.id} stands twice")
            cases[case.id] = case
    return tuple(cases[name] for name in sorted(cases))
