"""Each emergency, in each state that a conversation can wait in, over both services."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import yaml

from spinewise.settings import ROOT
from tests.channels.clients import Person
from tests.knowledge.brief_rows import ALONE

DANGERS: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "channels" / "dangers.yml").read_text()
)
SENTENCES: dict[str, str] = DANGERS["sentences"]
BEFORE: dict[str, list[str]] = DANGERS["before"]
EMERGENCY = "Emergency: act now"
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
    first = list(BEFORE).index(position) + 2 * (visitor.channel == "slack")
    findings = list(SENTENCES)[first % EVERY :: EVERY]
    people = {finding: like(visitor, bot_url) for finding in findings}

    for finding, someone in people.items():
        someone.post_text(SENTENCES[finding])

    for finding, someone in people.items():
        visitor.fake.wait_for(
            lambda who=someone: EMERGENCY in "\n".join(who.shown()), finding
        )


def like(person: Person, bot_url: str) -> Person:
    """Return another person, to whom the bot has said the same so far."""
    other = type(person)(bot_url, person.fake)
    token = {"token": "test"}
    told = httpx.get(
        f"{bot_url}/conversations/{quote(person.conversation)}/tracker",
        params={**token, "include_events": "ALL"},
    ).json()["events"]
    if told:
        httpx.post(
            f"{bot_url}/conversations/{quote(other.conversation)}/tracker/events",
            params=token,
            json=told,
        ).raise_for_status()
    return other
