"""What mutation testing found is true of the code as it is now."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench.mutation import RESULT, Change, explained, inputs_hash


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """The committed results."""
    result: dict[str, Any] = json.loads(RESULT.read_text())
    return result


def test_the_results_are_not_stale(kept: dict[str, Any]) -> None:
    text = "run `make proof` and commit bench/results/mutation.json"

    assert kept["inputs"] == inputs_hash(), text


def test_at_least_95_of_100_changes_are_noticed(kept: dict[str, Any]) -> None:
    assert kept["mutants"] >= 1000
    assert kept["killed"] / kept["mutants"] >= 0.95


def test_every_change_that_nobody_notices_is_explained(kept: dict[str, Any]) -> None:
    survivors = {Change(**change) for change in kept["survivors"]}
    reasons = explained()

    assert len(kept["survivors"]) == kept["mutants"] - kept["killed"]
    assert survivors - set(reasons) == set()
    assert all(len(reasons[change]) > 20 for change in survivors)


def test_no_explanation_has_outlived_its_survivor(kept: dict[str, Any]) -> None:
    assert set(explained()) == {Change(**change) for change in kept["survivors"]}
