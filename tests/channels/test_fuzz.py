"""Any update whatever: never a 500, never an answer to someone else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import slack_channel, telegram_channel
from tests.channels.server import Heard, served
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

RESPONSE_URL = "where the buttons are replaced"
CANNOT_FEEL = "my back hurts and I can't feel when I pee"
ANSWER = [
    {
        "text": "<Is> it *sore*?",
        "buttons": [{"title": "Yes", "payload": "/answer" + "y" * 80}],
        "image": "/pictures/cat_camel.png",
    }
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
IDS = st.integers(1, 4)
USER = st.fixed_dictionaries({"id": IDS, "is_bot": st.just(False)})
CHAT = st.fixed_dictionaries(
    {
        "id": IDS,
        "type": st.sampled_from(["private", "private", "private", "group", "channel"]),
    }
)
WORDS = st.sampled_from(
    ["hi", "/start", "/answer{", "/forget", "#x", "", CANNOT_FEEL, "/remind x"]
) | st.text(min_size=1, max_size=30)
PAYLOADS = ["/answer{", "/greet", "#x", "x" * 64, ""]
DATA = st.sampled_from(PAYLOADS)
KEYBOARD = st.fixed_dictionaries(
    {
        "inline_keyboard": st.tuples(
            *(
                st.fixed_dictionaries({"text": WORDS, "callback_data": st.just(each)})
                for each in PAYLOADS
            )
        ).map(lambda buttons: [[each] for each in buttons])
    }
)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bold", "text_link", "new_kind"]),
            "offset": st.integers(0, 9),
            "length": st.integers(1, 9),
        }
    ),
    max_size=2,
)
MESSAGE = st.fixed_dictionaries(
    {"chat": CHAT, "message_id": st.integers(1, 9), "from": USER, "text": WORDS},
    optional={
        "caption": WORDS,
        "photo": JSON,
        "reply_to_message": st.fixed_dictionaries({"from": USER}),
        "reply_markup": KEYBOARD,
        "entities": ENTITIES,
    },
)
PRESS = st.fixed_dictionaries(
    {
        "id": st.text("0123456789", min_size=1),
        "from": USER,
        "message": MESSAGE,
        "data": DATA,
    }
)
MEMBER = st.fixed_dictionaries(
    {
        "chat": CHAT,
        "new_chat_member": st.fixed_dictionaries(
            {"status": st.sampled_from(["member", "kicked", "left"])}
        ),
    }
)
TELEGRAM_UPDATE = st.one_of(
    *(
        st.fixed_dictionaries({"update_id": st.integers(0, 2**50), kind: part})
        for kind, part in (
            ("message", MESSAGE),
            ("message", MESSAGE),
            ("message", MESSAGE),
            ("callback_query", PRESS),
            ("callback_query", PRESS),
            ("edited_message", MESSAGE),
            ("my_chat_member", MEMBER),
            ("inline_query", JSON),
        )
    )
)
USERS = st.sampled_from(["U1", "W2"])
ROOMS = st.sampled_from(["D1", "D2", "D1", "D2", "C3", "G1"])
STAMPS = st.sampled_from(["1.1", "1.2"])
EVENT = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["message", "message", "app_mention", "x"]),
        "user": USERS,
        "channel": ROOMS,
        "channel_type": st.sampled_from(["im", "im", "mpim", "channel"]),
        "text": WORDS,
        "ts": STAMPS,
    },
    optional={
        "subtype": st.sampled_from(["file_share", "message_changed"]),
        "bot_id": st.just("B1"),
        "thread_ts": STAMPS,
    },
)
ENVELOPE = st.fixed_dictionaries(
    {
        "type": st.just("event_callback"),
        "event_id": st.uuids().map(str),
        "team_id": st.just("T1"),
        "event": EVENT,
    },
)
BLOCK = st.fixed_dictionaries(
    {
        "type": st.just("section"),
        "text": st.fixed_dictionaries(
            {"type": st.just("mrkdwn"), "text": st.text("ab*<", min_size=1)}
        ),
    }
) | st.fixed_dictionaries({"type": st.just("actions"), "elements": st.just([])})
BUTTON = st.fixed_dictionaries(
    {
        "type": st.just("button"),
        "value": DATA,
        "text": st.fixed_dictionaries({"text": WORDS}),
    }
)
INTERACTION = st.fixed_dictionaries(
    {
        "type": st.just("block_actions"),
        "user": st.fixed_dictionaries({"id": USERS}),
        "channel": st.fixed_dictionaries({"id": ROOMS}),
        "team": st.just({"id": "T1"}),
        "actions": st.lists(BUTTON, max_size=2),
        "response_url": st.just(RESPONSE_URL),
    },
    optional={
        "message": st.fixed_dictionaries(
            {"ts": STAMPS, "blocks": st.lists(BLOCK, max_size=3)},
            optional={"thread_ts": STAMPS},
        )
    },
)
FORM = st.fixed_dictionaries(
    {"command": WORDS, "text": WORDS, "user_id": USERS, "trigger_id": WORDS}
)


@st.composite
def spoilt(draw: st.DrawFn, sound: st.SearchStrategy[Any]) -> Any:
    """Draw an update of which up to two places are gone, or hold anything."""
    update = deepcopy(draw(sound))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        places_left = places(update)
        if not places_left:
            break
        holder, key = draw(st.sampled_from(places_left))
        if draw(st.booleans()):
            holder[key] = draw(JSON)
        else:
            del holder[key]
    return update


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return where all parts of an update stand: what holds each, and its key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        found.append((value, key))
        # The blocks of a pressed message are the bot's own, handed back by Slack.
        if isinstance(each, dict | list) and key != "blocks":
            found += places(each)
    return found


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
