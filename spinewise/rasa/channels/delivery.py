"""Handing a message to a service that may be slow, busy, down or unwilling."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

logger = logging.getLogger(__name__)

_Got = TypeVar("_Got")
_LONGEST_PAUSE_SECONDS = 300.0


class DeliveryError(Exception):
    """A message did not reach its person."""


class TryLaterError(DeliveryError):
    """The service is down, slow or busy; `seconds` is the pause that it asked for.

    `maybe_arrived`: the request was sent, but no answer came back.
    """

    def __init__(
        self, seconds: float | None = None, *, maybe_arrived: bool = False
    ) -> None:
        super().__init__()
        self.seconds = seconds
        self.maybe_arrived = maybe_arrived


class GaveUpError(DeliveryError):
    """The service did not take the message for longer than the set time."""


class UnreachableError(DeliveryError):
    """The person cannot be reached: blocked the bot, left, or does not exist."""


class RefusedError(DeliveryError):
    """The service finds fault with the message itself."""


class WrongSecretError(DeliveryError):
    """The service does not accept the token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to go on trying, in seconds.

    Attributes:
        first_pause: before the second attempt; it doubles up to five minutes.
        in_all: after this time the message is given up.
    """

    first_pause: float = 1.0
    in_all: float = 3600.0


async def deliver(
    attempt: Callable[[], Awaitable[_Got]],
    patience: Patience,
    *,
    arrived: Callable[[], Awaitable[_Got | None]] | None = None,
    unsure: bool = False,
) -> _Got:
    """Run `attempt` until it succeeds, and return what it returns.

    After an attempt whose answer got lost (`unsure`: there may have been one before),
    `arrived` is asked whether it had succeeded after all; without it the attempt is made again, because a message
    about danger told twice is better than one that nobody got.

    Raises:
        GaveUpError: it did not succeed in time.
        DeliveryError: another attempt would be no use (all kinds but `TryLaterError`).
    """
    clock = asyncio.get_running_loop().time
    deadline = clock() + patience.in_all
    pause = patience.first_pause
    while True:
        try:
            if unsure and arrived is not None:
                earlier = await arrived()
                if earlier is not None:
                    return earlier
            return await attempt()
        except TryLaterError as error:
            unsure = unsure or error.maybe_arrived
            wait = error.seconds if error.seconds is not None else _jittered(pause)
            if clock() + wait > deadline:
                raise GaveUpError from error
            await asyncio.sleep(wait)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)


def _jittered(pause: float) -> float:
    """Spread the attempts of many conversations after an outage."""
    return pause * random.uniform(0.75, 1.25)
