"""A sample of what `python -m bench.behaviour` measures on thousands of messages."""

from __future__ import annotations

import pytest

from bench.behaviour import BOUNDS, Hearing
from bench.behaviour_trials import BEHAVIOURS, Generator

SAMPLE = 20


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    return Hearing()


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_hearing_behaves(behaviour: str, hearing: Hearing) -> None:
    trials = list(Generator().trials(behaviour, SAMPLE))
    wrong = [trial for trial in trials if not hearing.holds(trial)]

    held = 1 - len(wrong) / len(trials)

    assert held >= BOUNDS[behaviour], wrong


def test_every_behaviour_has_a_bound() -> None:
    assert set(BOUNDS) == set(BEHAVIOURS)


def test_the_generator_makes_the_same_messages_again() -> None:
    made = [list(Generator().trials("the same: a typo", SAMPLE)) for _ in range(2)]

    assert made[0] == made[1]
