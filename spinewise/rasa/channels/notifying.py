"""`spinewise notify`: writes to everyone who asked for it."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable

import msgspec

from spinewise.rasa.channels.delivery import Patience
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.notify import Outcome, notify_all
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Service
from spinewise.rasa.channels.setup import (
    options_in,
    slack_service,
    telegram_service,
)
from spinewise.rasa.channels.texts import said
from spinewise.settings import ROOT, settings

_CREDENTIALS = ROOT / "credentials.yml"
_SERVICES: dict[str, tuple[str, str, Callable[..., Service | None]]] = {
    "slack": ("spinewise.rasa.channels.slack.channel.SlackChannel", "", slack_service),
    "telegram": (
        "spinewise.rasa.channels.telegram.channel.TelegramChannel",
        "/",
        telegram_service,
    ),
}
# Who cannot be reached now is asked the next time; nobody waits for an hour.
_PATIENCE = Patience(first_pause=1, in_all=60)


def run(channel: str | None, text: str | None) -> int:
    """Write to all who asked, over one channel or all; print what became of it.

    Returns:
        0 when every message was delivered or rightly held back, else 1.
    """
    return asyncio.run(_run(channel, text))


async def _run(channel: str | None, text: str | None) -> int:
    written = msgspec.yaml.decode(_CREDENTIALS.read_bytes()) or {}
    failed = False
    set_up = 0
    for name, (path, mark, service_of) in _SERVICES.items():
        if channel not in (None, name):
            continue
        service = service_of(options_in(written.get(path)), patience=_PATIENCE)
        if service is None:
            print(f"{name}: not set up")
            continue
        set_up += 1
        message = Said(text=text) if text else said("utter_check_in", mark=mark)
        failed |= await _notify(service, message)
    return 1 if failed or not set_up else 0


async def _notify(service: Service, message: Said) -> bool:
    """Write to everyone of one service; return whether a message was lost."""
    try:
        outcomes = await notify_all(
            message,
            service=service,
            people=People(settings().people_path),
            rules=settings().proactive,
            now=datetime.datetime.now(datetime.UTC),
        )
    finally:
        await service.close()
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    print(f"{service.name}: {counts or 'nobody asked for messages'}")
    return outcomes[Outcome.FAILED] > 0
