"""Pictures: by address where the world can reach the bot, else as bytes."""

from __future__ import annotations

from typing import Any

from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import PUBLIC_URL, slack_channel, telegram_channel
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


def test_a_picture_that_is_refused_costs_neither_text_nor_description(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [picture()]
    body = b'{"ok":false,"error_code":400,"description":"Bad Request: wrong file"}'
    anna.fake.fail(Fault(method="sendPhoto", status=400, body=body))

    anna.say("hello", answers=2)

    assert anna.shown() == ["Picture: a person on all fours", "Like this."]
