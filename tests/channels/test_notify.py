"""Messages that people asked for: only theirs, not at night, not too often."""

from __future__ import annotations

import asyncio
import datetime
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.rasa.channels.messages import Said
from spinewise.rasa.channels.notify import Outcome, is_quiet, notify_all
from spinewise.rasa.channels.people import People
from spinewise.settings import ProactiveSettings
from tests.channels.clients import TelegramPerson
from tests.channels.conftest import slack_channel, telegram_channel
from tests.channels.person import Person
from tests.channels.server import Heard
from tests.fakes.server import Fault
from tests.fakes.telegram import FakeTelegram

NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
RULES = ProactiveSettings()
HELLO = Said(text="How is your back?")


def write(fake: Any, people: People, now: datetime.datetime = NOON) -> Counter[Outcome]:
    """Write to everyone of a fake's service who asked."""
    make = telegram_channel if isinstance(fake, FakeTelegram) else slack_channel

    async def run() -> Counter[Outcome]:
        service = make(fake, people)._service
        assert service is not None
        try:
            return await notify_all(
                HELLO, service=service, people=people, rules=RULES, now=now
            )
        finally:
            await service.close()

    return asyncio.run(run())


def test_who_asked_is_written_to_and_who_did_not_is_not(
    person: Person, people: People
) -> None:
    person.say("/remind")

    outcomes = write(person.fake, people)

    assert outcomes == {Outcome.SENT: 1}
    assert "How is your back?" in str(person.fake.calls[-1].fields)


def test_who_only_talks_is_never_written_to(person: Person, people: People) -> None:
    person.say("my back is tight")

    assert write(person.fake, people) == {}


def test_stop_ends_it(person: Person, people: People, heard: Heard) -> None:
    person.say("remind")
    person.say("STOP")

    assert write(person.fake, people) == {}
    assert "no more messages" in person.shown()[-1]
    assert heard.texts == []


def test_who_wants_to_be_forgotten_is_not_written_to_though_nothing_is_deleted(
    person: Person, people: People
) -> None:
    person.say("/remind")
    person.say("/forget")

    person.press("Yes, delete it")

    assert "could not delete" in person.shown()[-1]
    assert write(person.fake, people) == {}


def test_nobody_is_written_to_twice_a_day(fake_telegram: Any, people: People) -> None:
    people.add("telegram", "7", "UTC")

    write(fake_telegram, people)
    again = write(fake_telegram, people, NOON + datetime.timedelta(hours=3))
    tomorrow = write(fake_telegram, people, NOON + datetime.timedelta(hours=24))

    assert again == {Outcome.TOO_SOON: 1}
    assert tomorrow == {Outcome.SENT: 1}


def test_quiet_hours_are_those_of_the_person(
    fake_telegram: Any, people: People
) -> None:
    people.add("telegram", "1", "UTC")
    people.add("telegram", "2", "Asia/Tokyo")

    outcomes = write(fake_telegram, people)

    assert outcomes == {Outcome.SENT: 1, Outcome.QUIET: 1}
    assert fake_telegram.chats() == {1}


def test_who_blocked_the_bot_is_noted_and_not_tried_again(
    fake_telegram: FakeTelegram, people: People
) -> None:
    people.add("telegram", "7", "UTC")
    fake_telegram.gone.add(7)

    first = write(fake_telegram, people)
    attempts = len(fake_telegram.attempts)
    second = write(fake_telegram, people)
    fake_telegram.gone.clear()

    assert first == second == {Outcome.BLOCKED: 1}
    assert len(fake_telegram.attempts) == attempts


def test_a_blocked_bot_is_noted_when_telegram_tells_of_it(
    anna: TelegramPerson, people: People
) -> None:
    anna.say("/remind")
    kicked = {
        "chat": {"id": anna.chat, "type": "private"},
        "from": {"id": anna.chat, "is_bot": False},
        "date": 1,
        "old_chat_member": {"status": "member"},
        "new_chat_member": {"status": "kicked"},
    }

    anna.post(anna.update(my_chat_member=kicked))

    assert write(anna.fake, people) == {Outcome.BLOCKED: 1}


def test_the_service_s_pause_is_kept(fake_telegram: Any, people: People) -> None:
    people.add("telegram", "7", "UTC")
    fake_telegram.fail(Fault(method="sendMessage", status=429, retry_after=1))

    assert write(fake_telegram, people) == {Outcome.SENT: 1}
    assert fake_telegram.attempts.count("sendMessage") == 2


def test_many_people_are_written_to_no_faster_than_the_service_allows(
    fake_slack: Any, people: People
) -> None:
    for number in range(3):
        people.add("slack", f"U{number}", "UTC")

    write(fake_slack, people)

    posted = [each.at for each in fake_slack.calls if each.method == "chat.postMessage"]
    assert posted[-1] - posted[0] >= 1.9


def test_an_unknown_time_zone_is_told(person: Person, people: People) -> None:
    person.say("/remind Moon/Crater")

    assert "Europe/London" in person.shown()[-1]
    assert people.of("telegram") == people.of("slack") == []


def test_a_time_zone_is_kept(person: Person, people: People) -> None:
    person.say("/remind Europe/London")

    [kept] = [*people.of("telegram"), *people.of("slack")]
    assert kept.zone == "Europe/London"


HOURS = st.times().map(lambda t: t.replace(tzinfo=None))


@given(HOURS, HOURS, st.datetimes(timezones=st.just(datetime.UTC)))
def test_quiet_hours_and_the_rest_make_up_the_day(
    start: datetime.time, end: datetime.time, now: datetime.datetime
) -> None:
    rules = ProactiveSettings(quiet_from=start, quiet_until=end)
    opposite = ProactiveSettings(quiet_from=end, quiet_until=start)

    if start != end:
        assert is_quiet(now, "UTC", rules) != is_quiet(now, "UTC", opposite)


@pytest.mark.parametrize(
    ("hour", "quiet"), [(19, False), (20, True), (3, True), (8, True), (9, False)]
)
def test_the_set_hours_cross_midnight(hour: int, quiet: bool) -> None:
    now = NOON.replace(hour=hour)

    assert is_quiet(now, "UTC", RULES) is quiet


@pytest.mark.parametrize("zone", ["Moon/Crater", "", "../UTC"])
def test_who_lives_in_no_known_zone_sleeps_as_the_settings_say(zone: str) -> None:
    assert is_quiet(NOON.replace(hour=3), zone, RULES)
    assert not is_quiet(NOON, zone, RULES)


@pytest.mark.parametrize(
    ("make", "published"), [(telegram_channel, 30), (slack_channel, 1)]
)
def test_no_service_is_sent_more_in_a_second_than_it_publishes(
    make: Any, published: float, people: People, request: pytest.FixtureRequest
) -> None:
    name = "telegram" if make is telegram_channel else "slack"
    service = make(request.getfixturevalue(f"fake_{name}"), people)._service

    assert 0 < service.per_second <= published
