"""A server that ends in the middle: the next one finishes, and repeats nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa.channels import base, journal
from spinewise.rasa.channels.base import MessagingChannel
from spinewise.rasa.channels.incoming import Incoming
from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.service import Address
from spinewise.rasa.tracker import memory
from spinewise.rasa.tracker.default import DefaultTrackerStore
from spinewise.rasa.tracker.memory import MemoryTrackerStore
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import slack_channel, telegram_channel
from tests.channels.person import Person
from tests.channels.server import Heard, served
from tests.fakes.server import Fault


class Service:
    """One service, and servers one after the other that talk over it."""

    def __init__(self, person: Person, people: People, kept: Path) -> None:
        self.person = person
        self.people = people
        self.kept = kept

    @contextmanager
    def server(self, heard: Heard, **more: Any) -> Iterator[MessagingChannel]:
        """Serve the channel until the block ends, and with it the server."""
        make: Any = (
            telegram_channel if self.person.channel == "telegram" else slack_channel
        )
        channel = make(self.person.fake, self.people, kept=self.kept)
        with served(channel, heard, **more) as url:
            self.person.move(url)
            yield channel


@pytest.fixture(params=["telegram", "slack"])
def service(
    request: pytest.FixtureRequest,
    people: People,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Service:
    """A person on either service, and no server yet."""
    monkeypatch.setattr(base, "_STOP_SECONDS", 0.01)
    fake = request.getfixturevalue(f"fake_{request.param}")
    make: Any = TelegramPerson if request.param == "telegram" else SlackPerson
    return Service(make("", fake), people, tmp_path / "kept.sqlite")


def until_done(service: Service, channel: MessagingChannel) -> None:
    """Wait until the server has nothing left to do."""
    service.person.fake.wait_for(lambda: not channel.turns.unfinished, "the turns")


def test_answers_that_were_not_sent_are_sent_by_the_next_server(
    service: Service, heard: Heard
) -> None:
    heard.answer = [{"text": "one"}, {"text": "two"}]
    with service.server(heard):
        service.person.fake.down()
        service.person.post_text("my legs are numb")
        service.person.post_text("and weak")
        service.person.fake.wait_for(lambda: heard.texts, "the first is heard")
    service.person.fake.up()

    with service.server(heard) as channel:
        until_done(service, channel)

    assert heard.texts == ["my legs are numb", "and weak"]
    assert service.person.shown() == ["one", "two"] * 2


def test_answers_that_were_sent_are_not_sent_again(
    service: Service, heard: Heard
) -> None:
    person = service.person
    heard.answer = [{"text": "one"}, {"text": "two"}, {"text": "three"}]
    person.fake.fail(
        Fault(method=person.send_method, status=429, retry_after=9, after=2)
    )
    with service.server(heard):
        person.post_text("hello")
        person.fake.wait_for(lambda: person.fake.attempts.count(person.send_method) > 2)

    with service.server(heard) as channel:
        until_done(service, channel)

    assert heard.texts == ["hello"]
    assert person.shown() == ["one", "two", "three"]


def test_an_update_that_comes_again_after_a_restart_is_answered_once(
    service: Service, heard: Heard
) -> None:
    person = service.person
    with service.server(heard) as channel:
        update = person.post_text("my back is tight")
        until_done(service, channel)

    with service.server(heard) as channel:
        person.post(update)
        person.say("and now")
        until_done(service, channel)

    assert heard.texts == ["my back is tight", "and now"]
    assert len(person.seen()) == 2


def test_a_message_that_was_heard_is_not_heard_again(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = service.person

    def killed(*_: object) -> None:
        raise asyncio.CancelledError

    with service.server(heard) as channel:
        monkeypatch.setattr(channel._journal, "note_answers", killed)
        person.post_text("no")
        until_done(service, channel)
    [message] = heard.messages
    store = MemoryTrackerStore(Domain.empty())
    asyncio.run(store.save(conversation_with(message)))

    with service.server(heard, store=store) as channel:
        until_done(service, channel)

    assert heard.texts == ["no"]
    assert person.shown() == ["Any weakness?"]


def conversation_with(message: UserMessage) -> DialogueStateTracker:
    """A stored conversation in which the message was heard and answered."""
    tracker = DialogueStateTracker(message.sender_id, [])
    events = [
        UserUttered("hello", message_id="another"),
        BotUttered("Any fever?"),
        UserUttered("no", message_id=message.message_id),
        BotUttered("Any weakness?"),
        ActionExecuted("action_listen"),
    ]
    tracker.update_with_events(events, None)
    return tracker


def test_a_message_that_was_not_heard_yet_is_heard(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise asyncio.CancelledError

    with service.server(heard) as channel:
        monkeypatch.setattr(channel, "_answers", killed)
        service.person.post_text("my legs are numb")
        until_done(service, channel)

    with service.server(heard, store=MemoryTrackerStore(Domain.empty())) as channel:
        until_done(service, channel)

    assert heard.texts == ["my legs are numb"]
    assert service.person.shown() == ["I heard you."]


def test_slack_is_asked_whether_an_answer_arrived_before_the_restart(
    sam: SlackPerson, people: People, heard: Heard, tmp_path: Path
) -> None:
    service = Service(sam, people, tmp_path / "kept.sqlite")
    sam.fake.fail(Fault(method=sam.send_method, hang=1, accepted=True))
    with service.server(heard):
        sam.post_text("my legs are numb")
        sam.fake.wait_for(sam.seen)

    with service.server(heard) as channel:
        until_done(service, channel)
        sam.say("and now")

    assert sam.shown() == ["I heard you."] * 2


def test_answers_wait_for_a_server_with_the_right_token(
    service: Service, heard: Heard
) -> None:
    fake, token = service.person.fake, service.person.fake.token
    fake.token = "999999:another-token"
    with service.server(heard) as channel:
        service.person.post_text("my legs are numb")
        service.person.fake.wait_for(lambda: heard.texts)
        until_done(service, channel)
    fake.token = token

    with service.server(heard) as channel:
        until_done(service, channel)

    assert heard.texts == ["my legs are numb"]
    assert service.person.shown() == ["I heard you."]


def test_what_was_answered_is_no_longer_in_the_file(
    service: Service, heard: Heard
) -> None:
    person = service.person
    with service.server(heard) as channel:
        person.say("my legs are numb")
        until_done(service, channel)

    content = b"".join(each.read_bytes() for each in service.kept.parent.glob("kept*"))
    assert b"legs" not in content
    assert b"heard you" not in content
    assert person.address.encode() not in content


@pytest.mark.parametrize("place", ["kept.sqlite", "."])
def test_a_file_that_cannot_be_used_costs_no_answer(
    service: Service, heard: Heard, place: str
) -> None:
    service.kept = service.kept.with_name("folder") / "kept.sqlite"
    if place == ".":
        service.kept.parent.touch()
    else:
        service.kept.mkdir(parents=True)

    with service.server(heard) as channel:
        update = service.person.post_text("my legs are numb")
        service.person.post(update)
        until_done(service, channel)

    assert service.person.shown() == ["I heard you."]


def test_the_silent_are_forgotten_though_nobody_writes(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_TIDIED_SECONDS", 0.01)
    kept = service.kept.with_name("conversations.sqlite")
    store = DefaultTrackerStore(Domain.empty(), path=kept)
    tracker = DialogueStateTracker("telegram:42", [])
    tracker.update_with_events([UserUttered("my legs are numb")], None)
    asyncio.run(store.save(tracker))
    later = time.time() + 12 * 3600 + 1
    monkeypatch.setattr(memory.time, "time", lambda: later)

    with service.server(heard, store=store):
        service.person.fake.wait_for(lambda: b"telegram:42" not in kept.read_bytes())

    assert asyncio.run(store.retrieve("telegram:42")) is None


def test_the_number_of_an_answered_update_is_forgotten_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.sqlite"
    books = journal.Journal("telegram", kept)
    first, second = (
        Incoming(
            key=key, conversation="telegram:1", address=Address(chat="1"), person="1"
        )
        for key in ("1", "2")
    )
    books.accept(first)
    books.note_done(first)
    later = time.time() + 24 * 3600 + 1
    monkeypatch.setattr(journal.time, "time", lambda: later)

    books.accept(second)

    with closing(sqlite3.connect(kept)) as base:
        assert base.execute("select key from updates").fetchall() == [("2",)]
