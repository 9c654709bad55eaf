"""The types of what a clinician writes in the lexicon files.

They are strict: an unknown key or a wrong type is an error, never silently dropped.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from spinewise.language.weights import DoubtWeights

Words = tuple[Annotated[str, msgspec.Meta(min_length=1)], ...]
CueKind = Literal[
    "negation",
    "uncertain",
    "past",
    "resolved",
    "old",
    "other",
    "hypothetical",
    "intended",
    "ongoing",
    "recent",
    "terminator",
    "pseudo",
]

Assertion = Literal["present", "absent", "uncertain", "past", "other_person"]


class Item(msgspec.Struct, frozen=True):
    """What every item of the lexicon shares: frozen, and no unknown keys."""


class Concept(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A named list of words or short word runs that mean the same thing."""

    id: str
    words: Words


class FindingPhrases(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How people say one finding, in the pattern language of `patterns`."""

    finding: str
    say: Words
    except_: Words = msgspec.field(default=(), name="except")
    needs_context: Literal["no_back"] | None = None
    uncertain_with: Words = ()


class Example(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole message as somebody may type it, and what it says of one finding.

    No `finding`: the message tells of no danger. Examples teach the second ear.
    """

    text: str
    finding: str | None = None
    assertion: Assertion = "present"

    @property
    def is_told(self) -> bool:
        """Whether the message says that the patient has the finding."""
        return self.finding is not None and self.assertion == "present"


class Told(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole message and what it claims of each danger sign that it names.

    These teach when to doubt a sign; unlike an `Example` they do not teach the ear.
    """

    text: str
    signs: dict[str, Assertion]


class Cue(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern that changes what is claimed about findings near it.

    A terminator does not end the reach of the kinds of cue that it `spares`. What is
    past in a `distant` way ("as a kid") is not asked about by itself.
    """

    cue: str
    kind: CueKind
    direction: Literal["forward", "backward", "both"] = "forward"
    scope: Literal["clause", "open", "list", "sentence"] | int = "clause"
    findings: Words = ()
    spares: tuple[CueKind, ...] = ()
    distant: bool = False


class Replies(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Patterns that say yes, no or unsure to a yes/no question."""

    yes: Words
    no: Words
    unsure: Words
    strong: Words
    bare: Words
    whole: Words
    lead: Words
    turning: Words = ()
    turning_within: Words = ()
    override: dict[str, Literal["yes", "no", "unsure"]] = {}


class Clauses(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the engine splits a sentence."""

    splitters: Words
    joined_after: Words
    openers: Words
    fronted: Words = ()
    dashed: Words


class People(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell whose body is spoken of."""

    owners: Words
    writer: Words
    pronouns: dict[str, Literal["female", "male"]]
    reporting: Words
    acted_on: Words = ()
    handling: Words = ()
    places: Words = ()
    belongings: Words = ()
    describing: Words = ()
    placing: Words = ()
    own_back: Words = ()
    contrast: Words = ()
    well: Words = ()
    bare: Words = ()
    referring: Words
    referring_ends: Words
    referring_before: Words = ()
    easing_is_sign: Words = ()
    thought_is_sign: Words = ()
    bare_after: Words = ()
    greeting: Words = ()
    bare_before: Words = ()
    joining: Words = ()
    shared: Words
    anyones: Words = ()
    anyones_now: Words = ()
    earlier: Words = ()
    child: Words
    nameless: str


class Eased(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What says, in a later sentence, that these findings are over: "today a two"."""

    findings: Words
    say: Words


class Lists(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of lists of signs that are denied as a whole.

    `refusing` deny what stands before them, `bullets` begin an item, `excepting` begin
    what is no longer denied, `writer` are words of a sentence rather than an item.
    `listing` join items within a sentence, `closing` come before the last one.
    """

    refusing: Words
    bullets: Words
    excepting: Words
    writer: Words
    listing: Words
    closing: Words


class Cues(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file cues.yml."""

    concepts: tuple[Concept, ...] = ()
    clauses: Clauses
    cues: tuple[Cue, ...]
    replies: Replies
    people: People
    question_starts: Words = ()
    confirming: Words = ()
    echoing: Words = ()
    returning: Words = ()
    eased: Eased
    lists: Lists
    apart: Words


class FactPhrases(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Patterns for one fact; `<number>` is the value unless `value` is given."""

    fact: str
    say: Words
    except_: Words = msgspec.field(default=(), name="except")
    value: bool | float | str | None = None
    times: float = 1
    at_least: float = 0
    at_most: float = 1000000


class Medicine(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A medicine: its names and the finding that taking it is."""

    name: str
    words: Words
    finding: str | None = None


class Relative(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody the message may be about, with what the word says of them."""

    words: Words
    sex: Literal["female", "male"] | None = None
    age: float | None = None
    patient: bool = True


class Temperature(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When a measured temperature is a finding."""

    finding: str
    at_least: float
    fahrenheit_from: float


class Facts(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file facts.yml."""

    numbers: dict[str, float]
    decades: dict[str, float] = {}
    concepts: tuple[Concept, ...] = ()
    facts: tuple[FactPhrases, ...]
    medicines: tuple[Medicine, ...] = ()
    relatives: tuple[Relative, ...] = ()
    temperature: Temperature


class Complaint(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One complaint; the first of the file that matches wins."""

    complaint: str
    say: Words
    except_: Words = msgspec.field(default=(), name="except")


class Region(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One region of the back; the first of the file that matches wins."""

    region: str
    say: Words
    except_: Words = msgspec.field(default=(), name="except")


class Complaints(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file complaint.yml."""

    concepts: tuple[Concept, ...] = ()
    complaints: tuple[Complaint, ...]
    regions: tuple[Region, ...]
    ignore: Words = ()


class Forms(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file forms.yml: spellings and irregular words."""

    spellings: dict[str, str]
    fillers: Words = ()
    endings: dict[str, str]
    irregular: tuple[Words, ...]


class Lexicon(Item, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything the listener knows about one language."""

    concepts: tuple[Concept, ...]
    phrases: tuple[FindingPhrases, ...]
    cues: Cues
    facts: Facts
    complaint: Complaints
    forms: Forms
    examples: tuple[Example, ...] = ()
    told: tuple[Told, ...] = ()
    doubts: DoubtWeights | None = None
