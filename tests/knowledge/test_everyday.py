"""Everyday sentences reach the tier that they should, with the real word lists."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from spinewise.assessing import Assessor, InputLine
from spinewise.knowledge.types import Tier
from spinewise.settings import settings

# Longer ones say enough besides.
SHORT = 10
TEXTS = yaml.safe_load((Path(__file__).parent / "everyday.yml").read_text())


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return Assessor(knowledge_path=settings().knowledge_path)


def tier(assessor: Assessor, text: str) -> Tier:
    return Tier.named(assessor.result_of(InputLine(text=text))["tier"])


@pytest.mark.parametrize("text", TEXTS["at_most_clinician"])
def test_an_ordinary_back_is_not_raised(assessor: Assessor, text: str) -> None:
    assert tier(assessor, text) <= Tier.CLINICIAN


@pytest.mark.parametrize(
    ("text", "least"),
    [(text, Tier.EMERGENCY) for text in TEXTS["emergency"]]
    + [(text, Tier.URGENT) for text in TEXTS["urgent"]],
)
def test_a_danger_sign_reaches_its_tier(
    assessor: Assessor, text: str, least: Tier
) -> None:
    assert tier(assessor, text) >= least


@pytest.mark.parametrize(
    "text", [text for text in TEXTS["emergency"] if len(text.split()) < SHORT]
)
def test_a_sore_back_in_the_same_breath_takes_nothing_away(
    assessor: Assessor, text: str
) -> None:
    assert tier(assessor, f"{text.rstrip('.!? ')}, my back hurts") >= Tier.EMERGENCY
