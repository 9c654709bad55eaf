"""A finding that another one brings in doubt is asked about until it is answered."""

from __future__ import annotations

import pytest

from spinewise.knowledge import Tier
from tests.unit.triage.build import assessed

DRAGS, RECENT = "nerve.foot_drop", "nerve.foot_drop_recent"
QUESTION = f"confirm.{RECENT}"


def test_it_is_asked_about_as_soon_as_the_other_is_there() -> None:
    assert assessed(DRAGS).confirm == (RECENT,)


def test_it_is_no_finding_before_it_is_told() -> None:
    assert RECENT not in {m.finding for m in assessed(DRAGS).findings}


def test_nobody_is_asked_without_the_other() -> None:
    assert assessed("nerve.leg_pain").confirm == ()


@pytest.mark.parametrize(
    ("answer", "tier"),
    [("yes", Tier.EMERGENCY), ("no", Tier.URGENT), ("unsure", Tier.URGENT)],
)
def test_an_answer_ends_the_doubt(answer: str, tier: Tier) -> None:
    told = assessed(DRAGS, answers={QUESTION: answer})

    assert told.tier is tier
    assert told.confirm == ()
