"""The small parts: splitting, commands, choices, delivery, rendering."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.rasa.channels.choices import NumberedChoices, Payloads
from spinewise.rasa.channels.chunks import chunks, utf16_units
from spinewise.rasa.channels.commands import Command, command_in
from spinewise.rasa.channels.delivery import (
    GaveUpError,
    Patience,
    RefusedError,
    TryLaterError,
    deliver,
)
from spinewise.rasa.channels.messages import Choice, Said
from spinewise.rasa.channels.slack.render import slack_messages
from spinewise.rasa.channels.telegram.render import telegram_texts
from tests.fakes.slack import wrong_message
from tests.fakes.telegram import wrong_text

ANY_TEXT = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("<>&*_[]()` \n😭"))
)
LONG_TEXT = st.builds(lambda text, times: text * times, ANY_TEXT, st.integers(0, 300))
CHOICES = st.lists(st.builds(Choice, title=ANY_TEXT, payload=ANY_TEXT), max_size=130)
ANY_SAID = st.builds(
    Said,
    text=LONG_TEXT.map(str.strip),
    choices=CHOICES.map(tuple),
    tier=st.sampled_from(["", "none", "selfcare", "clinician", "urgent", "emergency"]),
    progress=st.none() | st.tuples(st.integers(1, 5), st.integers(5, 9)),
)


@given(LONG_TEXT, st.integers(10, 500), st.sampled_from([len, utf16_units]))
def test_parts_are_short_enough_and_lose_nothing(
    text: str, limit: int, size: Any
) -> None:
    parts = chunks(text, limit, size)

    assert all(size(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_split_between_lines_rather_than_in_words() -> None:
    assert chunks("one two.\nthree four", 12) == ["one two.", "three four"]


@given(ANY_SAID)
def test_whatever_the_bot_says_telegram_takes_it(said: Said) -> None:
    payloads = Payloads(64)

    for text in telegram_texts(said, payloads.data_of):
        assert wrong_text(text.html, html=True) == ""
        assert len(text.rows) <= 100
        assert all(1 <= len(data.encode()) <= 64 for _, data in text.rows)
        assert all(title for title, _ in text.rows)


@given(ANY_SAID)
def test_whatever_the_bot_says_slack_takes_it(said: Said) -> None:
    payloads = Payloads(2000)

    for message in slack_messages(said, payloads.data_of):
        blocks = [json.loads(json.dumps(each.to_dict())) for each in message.blocks]
        posted = {"channel": "D1", "text": message.text, "blocks": blocks}
        assert wrong_message(posted) == ""


@given(ANY_TEXT, st.integers(40, 2000))
def test_button_data_leads_back_to_its_payload(payload: str, limit: int) -> None:
    payloads = Payloads(limit)

    data = payloads.data_of(payload)

    assert 1 <= len(data.encode()) <= limit
    assert payloads.payload_of(data) == payload


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start", Command.START),
        ("/start abc123", Command.START),
        ("/HELP", Command.HELP),
        ("/help@SpinewiseBot", Command.HELP),
        ("help", Command.HELP),
        ("Stop", Command.STOP),
        ("/remind Europe/London", Command.REMIND),
        ("/help I can't feel my legs", None),
        ("/start I can't pee", None),
        ("stop the pain", None),
        ("start again", None),
        ("forget it", None),
        ("/cant pee", None),
        ("/", None),
        ("", None),
        ("help!", None),
    ],
)
def test_only_a_whole_command_is_a_command(text: str, command: Command | None) -> None:
    assert command_in(text, bare_words=True)[0] is command


def test_numbers_count_for_one_reply_only() -> None:
    numbers = NumberedChoices()
    choices = [Choice(title="Yes", payload="/y"), Choice(title="No", payload="/n")]

    numbers.offer("a", choices)

    assert numbers.take("b", "2") is None
    assert numbers.take("a", "2.") == "/n"
    assert numbers.take("a", "2") is None


@given(st.text())
def test_no_typed_text_breaks_the_choice_by_number(text: str) -> None:
    numbers = NumberedChoices()
    numbers.offer("a", [Choice(title="Yes", payload="/y")])

    assert numbers.take("a", text) in (None, "/y")


class Attempts:
    """Fails as told, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.made = 0

    async def __call__(self) -> str:
        """Make one attempt."""
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


def test_delivery_is_given_up_in_the_end() -> None:
    attempts = Attempts(*[TryLaterError()] * 1000)

    with pytest.raises(GaveUpError):
        asyncio.run(deliver(attempts, Patience(first_pause=0.01, in_all=0.2)))

    assert 2 < attempts.made < 30


def test_what_the_service_refuses_is_not_tried_again() -> None:
    attempts = Attempts(RefusedError())

    with pytest.raises(RefusedError):
        asyncio.run(deliver(attempts, Patience()))

    assert attempts.made == 1


def test_what_arrived_after_all_is_not_sent_again() -> None:
    attempts = Attempts(TryLaterError(0, maybe_arrived=True))

    async def arrived() -> str:
        return "it was there"

    got = asyncio.run(deliver(attempts, Patience(), arrived=arrived))

    assert got == "it was there"
    assert attempts.made == 1
