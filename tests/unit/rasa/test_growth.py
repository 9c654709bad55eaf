"""What the server keeps does not grow with the people and words that it meets."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain

from spinewise.rasa import hot_path
from spinewise.rasa.hot_path import _quick_possible_keys
from spinewise.rasa.locks import FairLockStore
from spinewise.rasa.tracker import memory, outage
from spinewise.rasa.tracker.memory import MemoryTrackerStore
from spinewise.rasa.tracker.sql import SqlTrackerStore
from spinewise.settings import ROOT
from tests.unit.rasa.test_tracker_stores import DANGER, take, turn


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(ROOT / "domain.yml")


async def test_no_lock_outlives_its_message() -> None:
    store = FairLockStore()

    for number in range(100):
        async with store.lock(f"person {number}"):
            pass

    assert len(store._waiting) == 0
    assert len(store.conversation_locks) == 0


async def test_earlier_sessions_are_kept_of_the_last_conversations_alone(
    domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_WITH_HISTORY", 5)
    store = MemoryTrackerStore(domain)

    for person in range(12):
        for number in range(8):
            await take(store, f"person {person}", turn(f"message {number}"))

    assert list(store._earlier) == [f"person {person}" for person in range(7, 12)]
    assert len(store._kept) == 12


async def test_a_conversation_in_memory_takes_less_than_a_kilobyte(
    domain: Domain,
) -> None:
    store = MemoryTrackerStore(domain)

    for number in range(8):
        await take(store, "person", turn(f"message {number}", **DANGER))

    assert len(store._kept["person"].session) < 1000


async def test_what_the_database_has_is_remembered_of_the_last_conversations_alone(
    domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "_REMEMBERED", 5)
    store = SqlTrackerStore(domain, db=str(tmp_path / "c.db"))

    for person in range(12):
        await take(store, f"person {person}", turn("hello"))

    assert len(store._memory._written) == 5
    assert len(store._memory._unwritten) == 0


def test_rules_remember_a_bounded_number_of_states(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hot_path, "_REMEMBERED_STATES", 5)
    policy = RulePolicy.__new__(RulePolicy)

    for number in range(50):
        _quick_possible_keys(policy, {}, [{"slots": {"told": number}}])

    assert len(policy._spinewise_applicable) <= 6
