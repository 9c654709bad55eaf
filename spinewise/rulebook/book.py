"""All that the rulebook shows, brought together from the project's folders."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from spinewise.knowledge import Knowledge, load
from spinewise.rulebook.cases import Evidence, evidence_by_rule
from spinewise.rulebook.hazards import Hazard, read_hazards
from spinewise.rulebook.phrasings import examples
from spinewise.rulebook.signing import SignOff, read_sign_offs

_EXAMPLES: Final = 12
_LEXICON: Final = "lexicon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the pages are made from.

    Attributes:
        evidence: which cases show a rule, by rule id.
        said: example phrasings, by finding id.
        signed: signatures, by row.
        today: the day by which a review is overdue.
    """

    knowledge: Knowledge
    today: datetime.date
    hazards: tuple[Hazard, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signed: dict[str, SignOff] = field(default_factory=dict)


def open_book(knowledge: Path, project: Path, today: datetime.date) -> Book:
    """The book of a knowledge folder and of the cases and hazards of the project.

    Raises:
        KnowledgeError: the knowledge cannot be used.
        RulebookError: the cases, the hazard log or the signatures cannot be used.
    """
    loaded = load(knowledge)
    safety = project / "docs" / "safety"
    return Book(
        knowledge=loaded,
        today=today,
        hazards=read_hazards(safety / "hazards.yml"),
        evidence=evidence_by_rule(project / "tests" / "cases", loaded),
        signed=read_sign_offs(safety / "sign_off.yml", loaded),
        said=examples(knowledge / _LEXICON, _EXAMPLES),
    )
