"""The hazard log: what could hurt a person, and what holds it off.

A control that no test shows is a wish, and an urgent rule that belongs to no hazard
has no reason written down; `hazard_problems` finds both.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

from spinewise.knowledge import Knowledge, Tier
from spinewise.knowledge.plan_types import Item, Part
from spinewise.knowledge.problems import Problem, unknown
from spinewise.rulebook.listfile import read_list
from spinewise.rulebook.testnames import TestNames

_FILE: Final = "hazards.yml"
_WHOLE_AREA: Final = ".*"


Severity = Literal["minor", "moderate", "major", "catastrophic"]
Likelihood = Literal["rare", "remote", "occasional", "frequent"]
# The product of both places on their scales, from which a risk is medium or high.
_MEDIUM: Final = 4
_HIGH: Final = 9


class Rating(Part, frozen=True, kw_only=True):
    """How bad the harm is, and how often it is to be expected.

    `docs/safety/README.md` says what the words mean.
    """

    severity: Severity
    likelihood: Likelihood

    @property
    def risk(self) -> Literal["low", "medium", "high"]:
        """Both together."""
        bad = typing.get_args(Severity).index(self.severity) + 1
        often = typing.get_args(Likelihood).index(self.likelihood) + 1
        if bad * often >= _HIGH:
            return "high"
        return "medium" if bad * often >= _MEDIUM else "low"

    def is_worse_than(self, other: Rating) -> bool:
        """Whether the harm is greater or more frequent than in the other rating."""
        return any(
            typing.get_args(scale).index(getattr(self, name))
            > typing.get_args(scale).index(getattr(other, name))
            for name, scale in (("severity", Severity), ("likelihood", Likelihood))
        )


class Hazard(Item, frozen=True, kw_only=True):
    """One way in which a person could come to harm.

    `rules`: rule ids, or `area.*` for all rules of an area. `tests` are pytest node
    ids. `open` says what is not controlled yet; without tests, or where the risk stays
    high, it must stand. `before` and `after` rate it without and with the control.
    """

    hazard: str
    cause: str
    harm: str
    before: Rating
    control: str
    after: Rating
    rules: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    open: str | None = None


def read_hazards(file: Path) -> tuple[Hazard, ...]:
    """The hazards in the file.

    Raises:
        RulebookError: with every mistake in the file, double ids among them.
    """
    return read_list(file, "hazards", Hazard)


def rules_of(hazard: Hazard, knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of the rules that the hazard covers, in the order of the knowledge."""
    return tuple(rule for rule in knowledge.rules if _covers(hazard, rule))


def hazards_of(rule: str, hazards: Iterable[Hazard]) -> tuple[Hazard, ...]:
    """The hazards that the rule controls."""
    return tuple(hazard for hazard in hazards if _covers(hazard, rule))


def hazard_problems(
    hazards: Iterable[Hazard], knowledge: Knowledge, project: Path
) -> list[Problem]:
    """Everything in the log that is not true of the rules or of the tests."""
    hazards = tuple(hazards)
    tests = TestNames(project)
    problems = [
        Problem("rules", rule.id, f"is {rule.tier.label} and has no hazard")
        for rule in knowledge.rules.values()
        if rule.tier >= Tier.URGENT and not hazards_of(rule.id, hazards)
    ]
    for hazard in hazards:
        problems += _unknown_rules(hazard, knowledge)
        problems += [
            Problem(_FILE, hazard.id, f"the test {name!r} does not exist")
            for name in hazard.tests
            if name not in tests
        ]
        if not hazard.tests and hazard.open is None:
            text = "has no test, so it must say in `open` what is missing"
            problems.append(Problem(_FILE, hazard.id, text))
        if hazard.after.risk == "high" and hazard.open is None:
            text = "stays a high risk, so it must say in `open` what is missing"
            problems.append(Problem(_FILE, hazard.id, text))
        if hazard.after.is_worse_than(hazard.before):
            text = "is rated worse with its control than without"
            problems.append(Problem(_FILE, hazard.id, text))
    return problems


def _covers(hazard: Hazard, rule: str) -> bool:
    area = rule.partition(".")[0] + _WHOLE_AREA
    return rule in hazard.rules or area in hazard.rules


def _unknown_rules(hazard: Hazard, knowledge: Knowledge) -> Iterator[Problem]:
    areas = {rule.partition(".")[0] + _WHOLE_AREA for rule in knowledge.rules}
    allowed = {*knowledge.rules, *areas}
    for name in hazard.rules:
        if name not in allowed:
            yield unknown(
                file=_FILE, item=hazard.id, what="rule", value=name, allowed=allowed
            )
