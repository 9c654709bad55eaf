"""A start with the service down, or with a token that it does not accept."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import slack_channel, telegram_channel
from tests.channels.server import Heard, served
from tests.fakes import slack, telegram


class Start:
    """What one service needs to start.

    Attributes:
        set_up: the method that is called last when a channel is set up.
    """

    def __init__(self, service: str, fake: Any, people: People) -> None:
        on_telegram = service == "telegram"
        self.fake = fake
        self.person = (TelegramPerson if on_telegram else SlackPerson)("", fake)
        self.set_up = "setWebhook" if on_telegram else "auth.test"
        self.token = telegram.TOKEN if on_telegram else slack.TOKEN
        self._make: Any = telegram_channel if on_telegram else slack_channel
        self._people = people

    def channel(self) -> MessagingChannel:
        """Make a channel as a server that starts does."""
        made: MessagingChannel = self._make(self.fake, self._people)
        return made


@pytest.fixture(params=["telegram", "slack"])
def start(request: pytest.FixtureRequest, people: People) -> Start:
    """Either service, with no server yet."""
    fake = request.getfixturevalue(f"fake_{request.param}")
    return Start(request.param, fake, people)


def test_the_server_starts_while_the_service_is_down_and_sets_up_later(
    start: Start, heard: Heard
) -> None:
    start.fake.down()
    with served(start.channel(), heard) as url:
        start.person.move(url)
        start.person.post_text("my back is tight")
        start.fake.wait_for(lambda: heard.texts, "the message")
        start.fake.up()
        start.fake.wait_for(lambda: start.fake.of(start.set_up), "the set-up")
        start.fake.wait_for(start.person.seen)

    assert start.person.shown() == ["I heard you."]


def test_a_wrong_token_stops_the_channel_with_a_clear_message(
    start: Start, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    start.fake.token = "1234567:another-token"
    with served(start.channel(), heard):
        start.fake.wait_for(lambda: "does not accept the token" in caplog.text)
    start.fake.token = start.token

    assert f"{start.person.channel} is off" in caplog.text
    assert "docs/channels.md" in caplog.text
    assert start.token not in caplog.text
