"""Any update whatever: never a 500, never an answer to someone else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import slack_channel, telegram_channel
from tests.channels.odd_updates import (
    ENVELOPE,
    FORM,
    INTERACTION,
    RESPONSE_URL,
    TELEGRAM_UPDATE,
    spoilt,
)
from tests.channels.server import Heard, served
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

ANSWER = [
    {
        "text": "<Is> it *sore*?",
        "buttons": [{"title": "Yes", "payload": "/answer" + "y" * 80}],
        "image": "/pictures/cat_camel.png",
    }
]
# `make proof` asks for ten thousand.
FUZZED = settings(
    max_examples=max(300, int(os.environ.get("SPINEWISE_EXAMPLES", "0"))),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Every example has chats of its own, so that a stray answer is told from a late one.
_examples = count(1)

Served = tuple[MessagingChannel, str]
# The rest is rightly let go: edited, for others, without a sender, ...
HEARD_AT_LEAST = 0.2


@pytest.fixture
def telegram(
    fake_telegram: FakeTelegram, people: People, heard: Heard
) -> Iterator[Served]:
    """A channel in front of the fake, and its URL."""
    heard.answer = ANSWER
    channel = telegram_channel(fake_telegram, people)
    with served(channel, heard) as url:
        fake_telegram.wait_for(lambda: fake_telegram.of("setWebhook"), "the webhook")
        yield channel, url
    assert len(heard.messages) > HEARD_AT_LEAST * FUZZED.max_examples


@pytest.fixture
def slack(fake_slack: FakeSlack, people: People, heard: Heard) -> Iterator[Served]:
    """A channel in front of the fake, and its URL."""
    heard.answer = ANSWER
    channel = slack_channel(fake_slack, people)
    with served(channel, heard) as url:
        fake_slack.wait_for(lambda: fake_slack.of("auth.test"), "the token's check")
        yield channel, url
    assert len(heard.messages) > HEARD_AT_LEAST * FUZZED.max_examples


@FUZZED
@given(drawn=spoilt(TELEGRAM_UPDATE))
def test_no_telegram_update_breaks_the_channel_or_goes_astray(
    telegram: Served, fake_telegram: FakeTelegram, drawn: dict[str, Any]
) -> None:
    channel, url = telegram
    number = next(_examples)
    update = own_chats(drawn, number * 10)
    if isinstance(drawn.get("update_id"), int):
        update["update_id"] = number  # or it would count as seen before
    fake_telegram.calls.clear()

    reply = TelegramPerson(url, fake_telegram).post(update)
    fake_telegram.wait_for(lambda: not channel.turns.unfinished, "the turns to end")

    assert reply.status_code == 200
    assert fake_telegram.chats() <= set(chats_of(update))


@FUZZED
@given(drawn=st.one_of(spoilt(ENVELOPE), spoilt(INTERACTION), FORM))
def test_no_slack_request_breaks_the_channel_or_goes_astray(
    slack: Served, fake_slack: FakeSlack, drawn: dict[str, Any]
) -> None:
    channel, url = slack
    number = next(_examples)
    body = own_rooms(drawn, f"X{number}")
    if body.get("response_url") == RESPONSE_URL:
        body["response_url"] = f"{fake_slack.url}/response/{number}"
    for key in ("event_id", "trigger_id"):
        if key in body:
            body[key] = f"{body[key]}{number}"  # or it would count as seen before
    fake_slack.calls.clear()

    person = SlackPerson(url, fake_slack)
    if "command" in body:
        reply = person.post(body, content_type="form")
    elif "user" in body:
        reply = person.post_press(body)
    else:
        reply = person.post(body)
    fake_slack.wait_for(lambda: not channel.turns.unfinished, "the turns to end")

    assert reply.status_code == 200
    sent = json.dumps(body)
    for room in fake_slack.channels():
        # A slash command opens the direct channel of the person who typed it.
        assert room in sent or room.removeprefix("D") in sent


def own_chats(value: Any, base: int) -> Any:
    """Give the chats and people of an update numbers of this example."""
    if isinstance(value, dict):
        return {
            key: base + each
            if key == "id" and type(each) is int and 1 <= each <= 4
            else own_chats(each, base)
            for key, each in value.items()
        }
    return (
        [own_chats(each, base) for each in value] if isinstance(value, list) else value
    )


def chats_of(value: Any) -> Iterator[int]:
    """Yield the ids of all chats in an update."""
    if isinstance(value, dict):
        chat = value.get("chat")
        if isinstance(chat, dict) and type(chat.get("id")) is int:
            yield chat["id"]
        for each in value.values():
            yield from chats_of(each)


def own_rooms(value: Any, mark: str) -> Any:
    """Give the channels and people of a request ids of this example."""
    if isinstance(value, dict):
        return {key: own_rooms(each, mark) for key, each in value.items()}
    if isinstance(value, list):
        return [own_rooms(each, mark) for each in value]
    return value + mark if value in ("U1", "W2", "D1", "D2", "C3", "G1") else value
