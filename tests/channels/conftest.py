"""Channels in front of a short-spoken bot, and both services' fakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spinewise.rasa.channels.delivery import Patience
from spinewise.rasa.channels.environment import SlackSecrets, TelegramSecrets
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Reach
from spinewise.rasa.channels.slack.channel import SlackChannel
from spinewise.rasa.channels.slack.service import Slack
from spinewise.rasa.channels.telegram.channel import TelegramChannel
from spinewise.rasa.channels.telegram.service import Telegram
from tests.channels.clients import (
    SIGNING_SECRET,
    WEBHOOK_SECRET,
    SlackPerson,
    TelegramPerson,
)
from tests.channels.real import messaging_bot
from tests.channels.server import Heard, served
from tests.fakes import slack, telegram

PUBLIC_URL = "https://spinewise.example"
QUICK = Patience(first_pause=0.02, in_all=20)
TIMEOUT_SECONDS = 0.5


@pytest.fixture(scope="session")
def fake_telegram_server() -> Iterator[telegram.FakeTelegram]:
    """The fake Bot API; whatever breaks its rules fails the run."""
    fake = telegram.FakeTelegram()
    yield fake
    fake.close()


@pytest.fixture(scope="session")
def fake_slack_server() -> Iterator[slack.FakeSlack]:
    """The fake Web API; whatever breaks its rules fails the run."""
    fake = slack.FakeSlack()
    yield fake
    fake.close()


@pytest.fixture
def fake_telegram(
    fake_telegram_server: telegram.FakeTelegram,
) -> Iterator[telegram.FakeTelegram]:
    """The fake Bot API with nothing sent yet."""
    yield from _fresh(fake_telegram_server)


@pytest.fixture
def fake_slack(fake_slack_server: slack.FakeSlack) -> Iterator[slack.FakeSlack]:
    """The fake Web API with nothing sent yet."""
    yield from _fresh(fake_slack_server)


def _fresh(fake):
    fake.clear()
    yield fake
    violations, fake.violations = fake.violations, []
    assert violations == []


@pytest.fixture
def people(tmp_path: Path) -> People:
    """An empty list of those who asked for messages."""
    return People(tmp_path / "people.sqlite")


@pytest.fixture
def heard() -> Heard:
    """What the bot behind the channel hears, and says."""
    return Heard()


def reach(api_url: str, public_url: str) -> Reach:
    """An impatient way to a fake."""
    return Reach(
        public_url=public_url,
        api_url=api_url,
        patience=QUICK,
        timeout_seconds=TIMEOUT_SECONDS,
    )


def telegram_channel(
    fake: telegram.FakeTelegram,
    people: People,
    *,
    public_url: str = PUBLIC_URL,
    kept: Path | None = None,
) -> TelegramChannel:
    """The channel in front of the fake."""
    service = Telegram(
        TelegramSecrets(token=telegram.TOKEN, webhook_secret=WEBHOOK_SECRET),
        reach(fake.url, public_url),
    )
    return TelegramChannel(service, people, kept)


def slack_channel(
    fake: slack.FakeSlack,
    people: People,
    *,
    public_url: str = PUBLIC_URL,
    kept: Path | None = None,
) -> SlackChannel:
    """The channel in front of the fake."""
    service = Slack(
        SlackSecrets(token=slack.TOKEN, signing_secret=SIGNING_SECRET),
        reach(fake.api_url, public_url),
    )
    return SlackChannel(service, people, kept)


@pytest.fixture
def anna(
    fake_telegram: telegram.FakeTelegram, people: People, heard: Heard
) -> Iterator[TelegramPerson]:
    """Someone on Telegram, in front of a channel that is set up."""
    with served(telegram_channel(fake_telegram, people), heard) as url:
        fake_telegram.wait_for(lambda: fake_telegram.of("setWebhook"), "the webhook")
        yield TelegramPerson(url, fake_telegram)


@pytest.fixture
def sam(
    fake_slack: slack.FakeSlack, people: People, heard: Heard
) -> Iterator[SlackPerson]:
    """Someone on Slack, in front of a channel that is set up."""
    with served(slack_channel(fake_slack, people), heard) as url:
        fake_slack.wait_for(lambda: fake_slack.of("auth.test"), "the token's check")
        yield SlackPerson(url, fake_slack)


@pytest.fixture(params=["anna", "sam"], ids=["telegram", "slack"])
def person(request: pytest.FixtureRequest) -> TelegramPerson | SlackPerson:
    """Someone on either service."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def bot_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real bot keeps what it keeps."""
    return tmp_path_factory.mktemp("messaging")


@pytest.fixture(scope="session")
def bot_url(
    fake_telegram_server: telegram.FakeTelegram,
    fake_slack_server: slack.FakeSlack,
    bot_folder: Path,
) -> Iterator[str]:
    """The real bot with both services set up."""
    with messaging_bot(bot_folder, fake_telegram_server, fake_slack_server) as url:
        yield url


@pytest.fixture(params=["telegram", "slack"])
def visitor(
    request: pytest.FixtureRequest,
    bot_url: str,
    fake_telegram: telegram.FakeTelegram,
    fake_slack: slack.FakeSlack,
) -> TelegramPerson | SlackPerson:
    """A new person in front of the real bot, on either service."""
    if request.param == "telegram":
        return TelegramPerson(bot_url, fake_telegram)
    return SlackPerson(bot_url, fake_slack)
