"""Each emergency, in each state that a conversation can wait in, over both services."""

from __future__ import annotations

import os
from typing import Any

import httpx
import pytest
import yaml

from spinewise.settings import ROOT
from tests.channels.person import API_TOKEN, Person
from tests.knowledge.brief_rows import ALONE

DANGERS: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "channels" / "dangers.yml").read_text()
)
SENTENCES: dict[str, str] = DANGERS["sentences"]
BEFORE: dict[str, list[str]] = DANGERS["before"]
EMERGENCY = "Emergency: act now"
# Answered by the channel itself.
NOT_HEARD = ("/forget",)
# With SPINEWISE_EXAMPLES set, each sentence in each state; else every eleventh, others
# in each state and on each service.
EVERY = 1 if "SPINEWISE_EXAMPLES" in os.environ else 11


def test_every_finding_that_is_an_emergency_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ALONE["emergency"])


@pytest.mark.parametrize("position", BEFORE)
def test_danger_signs_are_answered_as_emergencies(
    visitor: Person, bot_url: str, position: str
) -> None:
    for message in BEFORE[position]:
        visitor.say(message)
    heard = [each for each in BEFORE[position] if each not in NOT_HEARD]
    told = visitor.fake.wait_for(
        lambda: events_of(visitor, heard), f"{heard} are heard"
    )
    first = list(BEFORE).index(position) + 2 * (visitor.channel == "slack")
    findings = list(SENTENCES)[first % EVERY :: EVERY]
    people = {finding: like(visitor, bot_url, told) for finding in findings}

    for finding, someone in people.items():
        someone.post_text(SENTENCES[finding])

    for finding, someone in people.items():
        visitor.fake.wait_for(
            lambda who=someone: EMERGENCY in "\n".join(who.shown()), finding
        )
        whole = [*heard, SENTENCES[finding]]
        assert texts_in(someone.tracker()["events"]) == whole


def events_of(person: Person, heard: list[str]) -> list[dict[str, Any]]:
    """Return the events of a conversation; none until the bot has answered all."""
    events: list[dict[str, Any]] = person.tracker()["events"]
    done = events and events[-1].get("name") == "action_listen"
    return events if done and texts_in(events) == heard else []


def like(person: Person, bot_url: str, told: list[dict[str, Any]]) -> Person:
    """Return another person, to whom the bot has said the same so far."""
    other = type(person)(bot_url, person.fake)
    httpx.post(
        f"{other.tracker_url}/events", params=API_TOKEN, json=told
    ).raise_for_status()
    return other


def texts_in(events: list[dict[str, Any]]) -> list[str]:
    """Return what the person wrote."""
    return [each["text"] for each in events if each["event"] == "user"]
