"""Make a plan from a few words about a person, without triage in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest

from spinewise.knowledge import Knowledge, Tier
from spinewise.plan import Choice, make_plan
from spinewise.triage.types import (
    Answer,
    Assertion,
    Assessment,
    Case,
    Mention,
    Profile,
)
from tests.unit.triage.build import knowledge as the_knowledge

PlanFor = Callable[..., Choice]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real knowledge folder."""
    return the_knowledge()


@pytest.fixture(scope="session")
def plan_for(knowledge: Knowledge) -> PlanFor:
    """Call it with complaint, region, findings and facts; it returns the Choice."""

    def call(
        *,
        complaint: str = "tightness",
        region: str = "lower",
        findings: Mapping[str, str] | None = None,
        answers: Mapping[str, Answer] | None = None,
        allowed: bool = True,
        tier: Tier = Tier.SELFCARE,
        minutes: float | None = None,
        disliked: Collection[str] = (),
        **facts: Any,
    ) -> Choice:
        mentions = tuple(
            Mention(finding=name, assertion=Assertion(assertion))
            for name, assertion in (findings or {}).items()
        )
        case = Case(
            mentions=mentions,
            answers=answers or {},
            profile=Profile(**facts),
            complaint=complaint,
            region=region,
        )
        assessment = _assessment(mentions, allowed=allowed, tier=tier)
        return make_plan(
            case, assessment, knowledge, minutes=minutes, disliked=disliked
        )

    return call


def _assessment(
    mentions: tuple[Mention, ...], *, allowed: bool, tier: Tier
) -> Assessment:
    return Assessment(
        tier=tier,
        kind=None,
        kinds=(),
        provisional=False,
        fired=(),
        floors=(),
        nearly=(),
        confirm=(),
        open_questions=(),
        findings=mentions,
        exercises_allowed=allowed,
    )
