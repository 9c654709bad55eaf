"""Pictures: by address where the world can reach the bot, else as bytes."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import PUBLIC_URL, slack_channel, telegram_channel
from tests.channels.person import Person
from tests.channels.server import Heard, served
from tests.fakes.server import Fault
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram


def picture() -> dict[str, Any]:
    """A message with a picture."""
    return {
        "text": "Like this.",
        "image": "/pictures/cat_camel.png",
        "metadata": {"alt": "a person on all fours"},
    }


def test_telegram_shows_a_picture_with_what_it_shows(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [picture()]

    photo, text = anna.say("hello", answers=2)

    assert photo["photo"] == f"{PUBLIC_URL}/pictures/cat_camel.png"
    assert "a person on all fours" in photo["caption"]
    assert text["text"] == "Like this."


def test_slack_shows_a_picture_with_what_it_shows(
    sam: SlackPerson, heard: Heard
) -> None:
    heard.answer = [picture()]

    shown, _ = sam.say("hello", answers=2)

    [block] = shown["blocks"]
    assert block["image_url"] == f"{PUBLIC_URL}/pictures/cat_camel.png"
    assert block["alt_text"] == "a person on all fours"


def test_telegram_gets_the_bytes_where_the_bot_has_no_public_address(
    fake_telegram: FakeTelegram, people: People, heard: Heard
) -> None:
    heard.answer = [picture()]
    with served(telegram_channel(fake_telegram, people, public_url=""), heard) as url:
        photo, _ = TelegramPerson(url, fake_telegram).say("hello", answers=2)

    assert "PNG" in photo["photo"]
    assert "a person on all fours" in photo["caption"]


def test_slack_gets_the_bytes_where_the_bot_has_no_public_address(
    fake_slack: FakeSlack, people: People, heard: Heard
) -> None:
    heard.answer = [{"text": "Like this.", "image": "/pictures/cat_camel.svg"}]
    with served(slack_channel(fake_slack, people, public_url=""), heard) as url:
        person = SlackPerson(url, fake_slack)
        uploaded, _ = person.say("hello", answers=2)

    assert uploaded["content"].startswith(b"\x89PNG")
    assert uploaded["channel_id"] == person.room


def test_a_picture_that_telegram_refuses_costs_neither_text_nor_description(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [picture()]
    body = b'{"ok":false,"error_code":400,"description":"Bad Request: wrong file"}'
    anna.fake.fail(Fault(method="sendPhoto", status=400, body=body))

    anna.say("hello", answers=2)

    assert anna.shown() == ["Picture: a person on all fours", "Like this."]


@pytest.mark.parametrize("public_url", [PUBLIC_URL, ""])
def test_a_picture_that_slack_refuses_costs_neither_text_nor_description(
    fake_slack: FakeSlack, people: People, heard: Heard, public_url: str
) -> None:
    heard.answer = [picture()]
    method = "chat.postMessage" if public_url else "files.getUploadURLExternal"
    body = b'{"ok":false,"error":"invalid_arguments"}'
    channel = slack_channel(fake_slack, people, public_url=public_url)
    with served(channel, heard) as url:
        person = SlackPerson(url, fake_slack)
        fake_slack.wait_for(lambda: fake_slack.of("auth.test"))
        fake_slack.fail(Fault(method=method, status=200, body=body))
        person.say("hello", answers=2)

    assert person.shown() == ["Picture: a person on all fours", "Like this."]


def test_a_picture_that_is_none_costs_no_text(person: Person, heard: Heard) -> None:
    heard.answer = [{**picture(), "image": "/pictures/no_such_exercise.png"}]

    person.say("hello", answers=2)

    assert person.shown()[-1] == "Like this."
