"""Slack's errors in our terms; codes: https://docs.slack.dev/reference/methods."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from spinewise.rasa.channels.delivery import (
    DeliveryError,
    RefusedError,
    TryLaterError,
    UnreachableError,
    WrongSecretError,
)

_LATER = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_WRONG = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
)
_GONE = frozenset(
    {
        "channel_not_found",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "user_not_visible",
        "is_archived",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "not_in_channel",
    }
)


@asynccontextmanager
async def in_our_terms() -> AsyncIterator[None]:
    """Turn the library's errors into ours.

    Raises:
        DeliveryError: of the kind that says what to do about it.
    """
    try:
        yield
    except SlackApiError as error:
        raise _translated(error) from error
    except aiohttp.ClientConnectorError as error:
        raise TryLaterError from error
    except TryLaterError:
        raise
    except Exception as error:  # lost on its way, or no answer that can be read
        raise TryLaterError(maybe_arrived=True) from error


def _translated(error: SlackApiError) -> DeliveryError:
    answer = error.response
    # The library hands over its own answer, or aiohttp's when it was no JSON.
    status = getattr(answer, "status_code", 0) or getattr(answer, "status", 0)
    headers = getattr(answer, "headers", None) or {}
    try:
        check_status(status, headers)
    except TryLaterError as later:
        return later
    data = getattr(answer, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if code in _LATER or not code:
        return TryLaterError()
    if code in _WRONG:
        return WrongSecretError()
    return UnreachableError() if code in _GONE else RefusedError()


def check_status(status: int, headers: Any) -> None:
    """Raise `TryLaterError` for a status that may pass."""
    if status == 429:
        given = {name.lower(): value for name, value in dict(headers).items()}
        seconds = str(given.get("retry-after", ""))
        raise TryLaterError(float(seconds) if seconds.isdecimal() else None)
    if status >= 500:
        raise TryLaterError(maybe_arrived=True)
