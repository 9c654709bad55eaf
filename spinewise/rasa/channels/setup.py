"""Makes the services that are set up, from the environment and credentials.yml."""

from __future__ import annotations

import logging
from typing import Any

import msgspec

from spinewise.rasa.channels.delivery import Patience
from spinewise.rasa.channels.environment import (
    NotSetUpError,
    public_base_url,
    slack_secrets,
    telegram_secrets,
)
from spinewise.rasa.channels.service import Service
from spinewise.settings import settings

logger = logging.getLogger(__name__)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What credentials.yml may say about a messaging channel; no secrets.

    Attributes:
        api_url: of the service, for a test or a self-hosted Bot API server.
        timeout_seconds: of one request to it.
        first_pause_seconds: before a failed request is made again.
    """

    api_url: str = ""
    timeout_seconds: float = 20
    first_pause_seconds: float = 1


def options_in(credentials: dict[str, Any] | None) -> Options:
    """Return a channel's part of credentials.yml; the defaults when it is wrong."""
    try:
        return msgspec.convert(credentials or {}, Options)
    except msgspec.ValidationError as error:
        logger.error("credentials.yml: %s; see docs/channels.md.", error)
        return Options()


def telegram_service(
    options: Options, *, patience: Patience | None = None
) -> Service | None:
    """Return Telegram, or None when it is switched off or not set up."""
    try:
        secrets = telegram_secrets()
    except NotSetUpError as error:
        _tell(error)
        return None
    if not settings().channels.telegram:
        return None
    # The library takes 0.7 s and 45 MB: only who uses Telegram pays for it.
    from spinewise.rasa.channels.telegram.service import API_URL, Telegram

    return Telegram(
        secrets,
        public_url=public_base_url(),
        api_url=options.api_url or API_URL,
        patience=patience or _patience(options),
        timeout_seconds=options.timeout_seconds,
    )


def slack_service(
    options: Options, *, patience: Patience | None = None
) -> Service | None:
    """Return Slack, or None when it is switched off or not set up."""
    try:
        secrets = slack_secrets()
    except NotSetUpError as error:
        _tell(error)
        return None
    if not settings().channels.slack:
        return None
    from spinewise.rasa.channels.slack.service import API_URL, Slack

    return Slack(
        secrets,
        public_url=public_base_url(),
        api_url=options.api_url or API_URL,
        patience=patience or _patience(options),
        timeout_seconds=options.timeout_seconds,
    )


def _patience(options: Options) -> Patience:
    return Patience(
        first_pause=options.first_pause_seconds,
        in_all=settings().channels.delivery_patience_minutes * 60,
    )


def _tell(error: NotSetUpError) -> None:
    logger.log(logging.ERROR if error.wanted else logging.INFO, "%s", error)
