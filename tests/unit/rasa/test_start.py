"""The server starts with what its configuration needs, and no more."""

from __future__ import annotations

import subprocess
import sys

import pytest

from spinewise.rasa.start import unused
from spinewise.settings import ROOT

_USE = """
import sys
from spinewise.rasa.start import LeaveOut
sys.meta_path.insert(0, LeaveOut(frozenset({"twilio"})))
from twilio.rest import Client
class Own(Client): pass
try:
    Client("account")
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize(
    ("named", "module"),
    [
        ("tracker_store:\n  type: mongod", "pymongo"),
        ("lock_store:\n  type: redis", "redis"),
        ("event_broker:\n  type: pika", "aio_pika"),
        ("rasa.core.channels.telegram.TelegramInput:", "aiogram"),
        ("twilio:\n  account_sid: 1", "twilio"),
    ],
)
def test_what_the_configuration_names_is_imported(named: str, module: str) -> None:
    assert module not in unused(named)
    assert module in unused("tracker_store:\n  type: sql")


@pytest.mark.parametrize(
    "text",
    ["spinewise.rasa.channels.telegram.channel.TelegramChannel:", "# type: redis"],
)
def test_our_own_channels_and_comments_bring_nothing_in(text: str) -> None:
    assert {"aiogram", "redis"} <= unused(text)


def test_what_was_left_out_says_so_when_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _USE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("NotLoadedError twilio.rest.Client was left out")
