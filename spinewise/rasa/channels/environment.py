"""Secrets and addresses of the messaging services, from the environment alone.

Rasa refuses to start when a `${VARIABLE}` of credentials.yml is not set, so these
are read here: a missing one stops its own channel and no other.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

SLACK_TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105  (the variable's name)
SLACK_SIGNING_SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105
TELEGRAM_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105
TELEGRAM_WEBHOOK_SECRET = "TELEGRAM_WEBHOOK_SECRET"  # noqa: S105
PUBLIC_BASE_URL = "PUBLIC_BASE_URL"

_TELEGRAM_TOKEN_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{3,}")
_WEBHOOK_SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")


class NotSetUpError(Exception):
    """A channel cannot work; the message says what is missing or wrong.

    `wanted` is False when none of its secrets is set: nobody asked for it.
    """

    def __init__(self, message: str, *, wanted: bool = True) -> None:
        super().__init__(message)
        self.wanted = wanted


class _Secrets:
    """Secrets whose representation shows none of them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlackSecrets(_Secrets):
    """What Slack needs."""

    token: str
    signing_secret: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TelegramSecrets(_Secrets):
    """What Telegram needs."""

    token: str
    webhook_secret: str


def slack_secrets(environ: Mapping[str, str] = os.environ) -> SlackSecrets:
    """Return Slack's secrets.

    Raises:
        NotSetUpError: one is missing or cannot be one.
    """
    token = environ.get(SLACK_TOKEN, "").strip()
    signing_secret = environ.get(SLACK_SIGNING_SECRET, "").strip()
    if not token and not signing_secret:
        raise NotSetUpError(
            f"Slack is off: {SLACK_TOKEN} and {SLACK_SIGNING_SECRET} are not set.",
            wanted=False,
        )
    for name, value in ((SLACK_TOKEN, token), (SLACK_SIGNING_SECRET, signing_secret)):
        if not value:
            raise NotSetUpError(
                f"Slack is off: {name} is not set. See docs/channels.md."
            )
    if not token.startswith("xoxb-"):
        raise NotSetUpError(
            f"Slack is off: {SLACK_TOKEN} is no bot token (it starts with xoxb-). "
            "Copy the Bot User OAuth Token; see docs/channels.md."
        )
    return SlackSecrets(token=token, signing_secret=signing_secret)


def telegram_secrets(environ: Mapping[str, str] = os.environ) -> TelegramSecrets:
    """Return Telegram's secrets; the webhook's may be derived from the token.

    Raises:
        NotSetUpError: the token is missing, or one of the two cannot be one.
    """
    token = environ.get(TELEGRAM_TOKEN, "").strip()
    secret = environ.get(TELEGRAM_WEBHOOK_SECRET, "").strip()
    if not token:
        raise NotSetUpError(
            f"Telegram is off: {TELEGRAM_TOKEN} is not set. See docs/channels.md.",
            wanted=bool(secret),
        )
    if not _TELEGRAM_TOKEN_SHAPE.fullmatch(token):
        raise NotSetUpError(
            f"Telegram is off: {TELEGRAM_TOKEN} is no token (they look like "
            "123456:ABC-DEF). Copy it from BotFather; see docs/channels.md."
        )
    if secret and not _WEBHOOK_SECRET_SHAPE.fullmatch(secret):
        raise NotSetUpError(
            f"Telegram is off: {TELEGRAM_WEBHOOK_SECRET} may hold 1 to 256 letters, "
            "digits, _ and - only."
        )
    return TelegramSecrets(token=token, webhook_secret=secret or _derived(token))


def public_base_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return the HTTPS address that the world reaches this bot at, without a slash.

    Empty when it is not set, or is no https address: services accept no other.
    """
    url = environ.get(PUBLIC_BASE_URL, "").strip().rstrip("/")
    return url if url.startswith("https://") else ""


def channel_notes(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return a line for each channel that was asked for but cannot start."""
    notes = []
    for secrets_of in (slack_secrets, telegram_secrets):
        try:
            secrets_of(environ)
        except NotSetUpError as error:
            if error.wanted:
                notes.append(str(error))
    return notes


def _derived(token: str) -> str:
    """Return a webhook secret that changes with the token and does not tell it."""
    return hmac.new(token.encode(), b"spinewise webhook", hashlib.sha256).hexdigest()
