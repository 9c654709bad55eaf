"""The clinician's cases in tests/cases hold."""

from __future__ import annotations

import msgspec
import pytest

from spinewise.triage import Assessment
from tests.knowledge.brief_rows import COMBINATIONS, ROWS, SAID_BY_A_DECISION
from tests.knowledge.case_files import Vignette, vignettes
from tests.unit.triage.build import assessed, knowledge, rules_of

CASES = vignettes()


def _assessment(vignette: Vignette) -> Assessment:
    given = msgspec.structs.asdict(vignette.given)
    return assessed(*given.pop("present"), **given)


def own_tiers(assessment: Assessment) -> dict[str, str]:
    """The tier that each fired rule gives by itself."""
    return {fired.rule.id: fired.rule.tier.label for fired in assessment.fired}


def _rows(assessment: Assessment) -> set[str]:
    return {row for fired in assessment.fired for row in fired.rule.brief}


@pytest.mark.parametrize(
    "vignette", [pytest.param(v, id=f"{file}: {v.name}") for file, v in CASES]
)
def test_case_holds(vignette: Vignette) -> None:
    expect = vignette.expect

    found = _assessment(vignette)

    assert found.tier.label == expect.tier
    if expect.kind is not None:
        assert found.kind == expect.kind
    rows = _rows(found)
    assert set(expect.fires) - rows == set()
    assert rows.isdisjoint(expect.not_fires)
    fired = set(rules_of(found))
    assert set(expect.rules) - fired == set()
    assert fired.isdisjoint(expect.not_rules)
    assert expect.own.items() <= own_tiers(found).items()
    if expect.confirm is not None:
        assert found.confirm == expect.confirm
    if expect.open is not None:
        assert found.open_questions == expect.open
    if expect.exercises is not None:
        assert found.exercises_allowed == expect.exercises


@pytest.mark.parametrize("row", ROWS)
def test_every_red_flag_row_fires_in_a_case(row: str) -> None:
    assert any(row in vignette.expect.fires for _, vignette in CASES)


@pytest.mark.parametrize("row", sorted(set(COMBINATIONS) - SAID_BY_A_DECISION))
def test_every_combination_has_a_case_and_a_near_miss(row: str) -> None:
    assert any(row in vignette.expect.fires for _, vignette in CASES)
    assert any(row in vignette.expect.not_fires for _, vignette in CASES)


# They fire only when a clinician has chosen the other way (tests/unit/triage).
BY_DECISION = {"thoracic.page", "pressure.page"}


@pytest.mark.parametrize("rule", sorted(set(knowledge().rules) - BY_DECISION))
def test_every_rule_fires_in_a_case(rule: str) -> None:
    assert any(rule in rules_of(_assessment(vignette)) for _, vignette in CASES)


def test_no_two_cases_have_one_name() -> None:
    names = [(file, vignette.name) for file, vignette in CASES]

    assert len(set(names)) == len(names)
