"""The long runs speak of what is there now."""

from __future__ import annotations

import json

from bench.proof import RESULT, inputs_hash


def test_the_results_of_the_long_runs_are_not_stale() -> None:
    kept = json.loads(RESULT.read_text())

    assert kept["inputs"] == inputs_hash(), "run `make proof` and commit its result"


def test_every_property_held_in_the_long_run() -> None:
    kept = json.loads(RESULT.read_text())

    assert "passed" in kept["properties"]["result"]
    assert "failed" not in kept["properties"]["result"]
