"""Makes the services that are set up, from the environment and credentials.yml."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from spinewise.rasa.channels.delivery import Patience
from spinewise.rasa.channels.environment import (
    NotSetUpError,
    public_base_url,
    slack_secrets,
    telegram_secrets,
)
from spinewise.rasa.channels.service import Reach, Service
from spinewise.settings import settings

logger = logging.getLogger(__name__)

_Secrets = TypeVar("_Secrets")


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
    secrets = _secrets(telegram_secrets)
    if secrets is None or not settings().channels.telegram:
        return None
    # The library takes 0.7 s and 45 MB: only who uses Telegram pays for it.
    from spinewise.rasa.channels.telegram.service import Telegram

    return Telegram(secrets, _reach(options, patience))


def slack_service(
    options: Options, *, patience: Patience | None = None
) -> Service | None:
    """Return Slack, or None when it is switched off or not set up."""
    secrets = _secrets(slack_secrets)
    if secrets is None or not settings().channels.slack:
        return None
    from spinewise.rasa.channels.slack.service import Slack

    return Slack(secrets, _reach(options, patience))


def _reach(options: Options, patience: Patience | None) -> Reach:
    minutes = settings().channels.delivery_patience_minutes
    return Reach(
        public_url=public_base_url(),
        api_url=options.api_url,
        patience=patience
        or Patience(first_pause=options.first_pause_seconds, in_all=minutes * 60),
        timeout_seconds=options.timeout_seconds,
    )


def _secrets(read: Callable[[], _Secrets]) -> _Secrets | None:
    """Read secrets; what is missing or wrong is told in the log."""
    try:
        return read()
    except NotSetUpError as error:
        logger.log(logging.ERROR if error.wanted else logging.INFO, "%s", error)
        return None
