"""Writing to people who asked for it, at times that suit them."""

from __future__ import annotations

import datetime
from collections import Counter
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiolimiter import AsyncLimiter

from spinewise.rasa.channels.delivery import DeliveryError, UnreachableError
from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.people import People, Person
from spinewise.rasa.channels.service import Address, Service
from spinewise.settings import ProactiveSettings

_DAY_SECONDS = 24 * 3600


class Outcome(StrEnum):
    """What became of one message."""

    SENT = "sent"
    BLOCKED = "cannot be reached"
    QUIET = "quiet hours"
    TOO_SOON = "had one already"
    FAILED = "not delivered"


async def notify(
    person: Person,
    said: Said,
    *,
    service: Service,
    people: People,
    rules: ProactiveSettings,
    now: datetime.datetime,
) -> Outcome:
    """Write to one person, unless it is quiet, too soon, or they blocked the bot.

    Only who is in `people` asked for it. `now` needs a time zone.
    """
    if person.blocked:
        return Outcome.BLOCKED
    if is_quiet(now, person.zone, rules):
        return Outcome.QUIET
    if now.timestamp() - person.sent_at < _DAY_SECONDS / rules.most_per_day:
        return Outcome.TOO_SOON
    try:
        await service.send(Address(chat=person.address), said)
    except UnreachableError:
        people.note_blocked(person.channel, person.address)
        return Outcome.BLOCKED
    except DeliveryError:
        return Outcome.FAILED
    people.note_sent(person.channel, person.address, now.timestamp())
    return Outcome.SENT


async def notify_all(
    said: Said,
    *,
    service: Service,
    people: People,
    rules: ProactiveSettings,
    now: datetime.datetime,
) -> Counter[Outcome]:
    """Write to everyone of a service who asked, no faster than it allows."""
    limiter = AsyncLimiter(1, 1 / service.per_second)
    outcomes: Counter[Outcome] = Counter()
    for person in people.of(service.name):
        async with limiter:
            outcome = await notify(
                person, said, service=service, people=people, rules=rules, now=now
            )
        outcomes[outcome] += 1
    return outcomes


def is_quiet(now: datetime.datetime, zone: str, rules: ProactiveSettings) -> bool:
    """Whether it is night where the person lives; a span may cross midnight."""
    try:
        here = now.astimezone(ZoneInfo(zone)).time()
    except (ZoneInfoNotFoundError, ValueError):
        here = now.astimezone(ZoneInfo(rules.time_zone)).time()
    start, end = rules.quiet_from, rules.quiet_until
    if start <= end:
        return start <= here < end
    return here >= start or here < end
