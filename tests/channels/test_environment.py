"""Secrets: from the environment alone, and a fault stops one channel only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import yaml

from spinewise.rasa.channels import setup
from spinewise.rasa.channels.commands import Command
from spinewise.rasa.channels.environment import (
    NotSetUpError,
    channel_notes,
    public_base_url,
    slack_secrets,
    telegram_secrets,
)
from spinewise.rasa.channels.slack.channel import SlackChannel
from spinewise.rasa.channels.telegram.channel import TelegramChannel
from spinewise.settings import ROOT, ChannelSettings, Settings
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.real import messaging_bot
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
TELEGRAM = {"TELEGRAM_BOT_TOKEN": "123456:ABC-def"}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is not set"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN is not set"),
        ({**SLACK, "SLACK_BOT_TOKEN": "xoxp-1"}, "xoxb-"),
        ({"TELEGRAM_WEBHOOK_SECRET": "s"}, "TELEGRAM_BOT_TOKEN is not set"),
        ({"TELEGRAM_BOT_TOKEN": "abc"}, "TELEGRAM_BOT_TOKEN is no token"),
        ({**TELEGRAM, "TELEGRAM_WEBHOOK_SECRET": "a b"}, "TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_a_missing_or_wrong_secret_is_named_and_not_shown(
    environ: dict[str, str], named: str
) -> None:
    [note] = channel_notes(environ)

    assert named in note
    assert "xoxp-1" not in note


def test_without_any_secret_nothing_is_said() -> None:
    assert channel_notes({}) == []


def test_whole_secrets_are_taken() -> None:
    assert channel_notes({**SLACK, **TELEGRAM}) == []
    assert slack_secrets(SLACK).token == "xoxb-1"


def test_the_webhook_s_secret_changes_with_the_token_and_does_not_tell_it() -> None:
    one = telegram_secrets(TELEGRAM).webhook_secret
    other = telegram_secrets({"TELEGRAM_BOT_TOKEN": "123456:XYZ"}).webhook_secret

    assert one != other
    assert "ABC" not in one


@pytest.mark.parametrize("secrets", [slack_secrets(SLACK), telegram_secrets(TELEGRAM)])
def test_secrets_do_not_show_in_their_representation(secrets: object) -> None:
    assert "xoxb" not in repr(secrets)
    assert "ABC" not in repr(secrets)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://bot.example/", "https://bot.example"),
        ("http://bot.example", ""),
        ("", ""),
    ],
)
def test_only_an_https_address_is_public(given: str, taken: str) -> None:
    assert public_base_url({"PUBLIC_BASE_URL": given}) == taken


@pytest.mark.parametrize("channel", [SlackChannel, TelegramChannel])
def test_a_channel_without_secrets_is_made_but_off(
    channel: type[SlackChannel | TelegramChannel], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*SLACK, *TELEGRAM):
        monkeypatch.delenv(name, raising=False)

    assert channel.from_credentials(None)._service is None


@pytest.mark.parametrize("channel", [SlackChannel, TelegramChannel])
def test_the_settings_switch_a_channel_off_that_has_its_secrets(
    channel: type[SlackChannel | TelegramChannel], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (SLACK | TELEGRAM).items():
        monkeypatch.setenv(name, value)
    on = channel.from_credentials(None)
    off = Settings(channels=ChannelSettings(slack=False, telegram=False))
    monkeypatch.setattr(setup, "settings", lambda: off)

    assert on._service is not None
    assert channel.from_credentials(None)._service is None


@pytest.mark.parametrize("channel", [SlackChannel, TelegramChannel])
def test_a_secret_that_cannot_be_one_is_told_in_the_log(
    channel: type[SlackChannel | TelegramChannel],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in SLACK | TELEGRAM:
        monkeypatch.setenv(name, "nonsense")

    assert channel.from_credentials(None)._service is None
    assert "docs/channels.md" in caplog.text
    assert "nonsense" not in caplog.text


def test_secrets_of_one_service_leave_the_other_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    for name, value in SLACK.items():
        monkeypatch.setenv(name, value)

    assert SlackChannel.from_credentials(None)._service is not None
    assert TelegramChannel.from_credentials({})._service is None


def test_a_missing_secret_stops_one_channel_and_leaves_the_rest_of_the_server(
    tmp_path: Path, fake_telegram: FakeTelegram, fake_slack: FakeSlack
) -> None:
    with messaging_bot(
        tmp_path, fake_telegram, fake_slack, SLACK_SIGNING_SECRET=""
    ) as url:
        off = SlackPerson(url, fake_slack)
        refused = off.post(off.text("hello"))
        TelegramPerson(url, fake_telegram).say("hello")
        page = httpx.get(f"{url}/chat")
        health = httpx.get(f"{url}/health")

    assert refused.status_code == 404
    assert refused.json() == {"error": "slack is off"}
    assert page.status_code == health.status_code == 200
    assert "SLACK_SIGNING_SECRET is not set" in (tmp_path / "server.log").read_text()


@pytest.mark.parametrize("credentials", [{"slack_token": "xoxb-1"}, {"api_url": 5}])
def test_an_unknown_credential_is_told_and_the_defaults_hold(
    credentials: dict[str, object],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in SLACK.items():
        monkeypatch.setenv(name, value)

    assert SlackChannel.from_credentials(credentials)._service is not None
    assert "credentials.yml" in caplog.text


def test_who_does_not_use_telegram_does_not_load_its_library() -> None:
    code = "import sys, spinewise.rasa.channels.setup;print('telegram' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "False"


def test_a_secret_error_is_an_error_of_its_own() -> None:
    with pytest.raises(NotSetUpError) as caught:
        slack_secrets({})

    assert not caught.value.wanted


def test_the_slack_manifest_asks_for_what_the_channel_uses() -> None:
    manifest = yaml.safe_load((ROOT / "docs" / "slack-app-manifest.yml").read_text())
    urls = {
        manifest["settings"]["event_subscriptions"]["request_url"],
        manifest["settings"]["interactivity"]["request_url"],
        *(each["url"] for each in manifest["features"]["slash_commands"]),
    }

    assert urls == {"https://bot.example/webhooks/slack/webhook"}
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_mention",
        "message.im",
    }
    assert {"chat:write", "im:history", "im:write", "files:write"} <= set(
        manifest["oauth_config"]["scopes"]["bot"]
    )


def test_every_variable_that_is_read_is_documented() -> None:
    told = (ROOT / "docs" / "channels.md").read_text()

    for name in (*SLACK, *TELEGRAM, "TELEGRAM_WEBHOOK_SECRET", "PUBLIC_BASE_URL"):
        assert name in told
    for command in Command:
        assert f"`/{command}`" in told
