"""The real bot, with both services set up in front of their fakes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import yaml

from spinewise.serving import train_if_stale
from spinewise.settings import ROOT
from tests.channels.clients import SIGNING_SECRET, WEBHOOK_SECRET
from tests.e2e.bots import bot
from tests.fakes import slack, telegram
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

_REACH = {"timeout_seconds": 15, "first_pause_seconds": 0.05}


def messaging_bot(
    tmp: Path, on_telegram: FakeTelegram, on_slack: FakeSlack, **others: str
) -> AbstractContextManager[str]:
    """Run the bot in a folder, some secrets other; it is killed with the block."""
    train_if_stale()
    credentials = yaml.safe_load((ROOT / "credentials.yml").read_text())
    for path, url in (
        ("slack.channel.SlackChannel", on_slack.api_url),
        ("telegram.channel.TelegramChannel", on_telegram.url),
    ):
        credentials[f"spinewise.rasa.channels.{path}"] = {"api_url": url, **_REACH}
    secrets = {
        "SLACK_BOT_TOKEN": slack.TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "TELEGRAM_BOT_TOKEN": telegram.TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "PUBLIC_BASE_URL": "https://spinewise.example",
        **others,
    }
    return bot(tmp, credentials=yaml.safe_dump(credentials), secrets=secrets)
