"""Conversations keep what they know, and stay short, in every tracker store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    ConversationPaused,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa.channels.safety import handle_safely
from spinewise.rasa.tracker import outage
from spinewise.rasa.tracker.default import DefaultTrackerStore
from spinewise.rasa.tracker.memory import MemoryTrackerStore
from spinewise.rasa.tracker.sessions import events_of_next_session
from spinewise.rasa.tracker.sql import SqlTrackerStore
from spinewise.settings import ROOT
from tests.unit.rasa.postgres import Postgres, postgres

LIMIT = 24
DANGER = {
    "tier": "emergency",
    "case": {"floor": 4, "mentions": [{"finding": "saddle_numbness"}]},
    "conversation": {"introduced": True, "last_at": 12.5},
}
Make = Callable[[], TrackerStore]


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(ROOT / "domain.yml")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with postgres(tmp_path_factory.mktemp("postgres")) as running:
        yield running


@pytest.fixture
def in_postgres(server: Postgres, domain: Domain) -> Make:
    def make() -> TrackerStore:
        return SqlTrackerStore(
            domain,
            dialect="postgresql",
            host="127.0.0.1",
            port=server.port,
            db="postgres",
            username="test",
        )

    return make


@pytest.fixture(params=["memory", "default", "sqlite", "postgres"])
def make(
    request: pytest.FixtureRequest, domain: Domain, tmp_path: Path
) -> Callable[[], TrackerStore]:
    if request.param == "postgres":
        return request.getfixturevalue("in_postgres")
    if request.param == "sqlite":
        return lambda: SqlTrackerStore(domain, db=str(tmp_path / "conversations.db"))
    if request.param == "default":
        return lambda: DefaultTrackerStore(domain, path=tmp_path / "kept.sqlite")
    return lambda: MemoryTrackerStore(domain)


def turn(text: str, **slots: Any) -> list[Event]:
    """Return the events of one turn, as Rasa orders them."""
    return [
        UserUttered(text, {"name": "report_pain"}),
        *[SlotSet(name, value) for name, value in slots.items()],
        ActionExecuted("action_next_step"),
        BotUttered("And now?"),
        ActionExecuted("action_listen"),
    ]


async def take(store: TrackerStore, sender: str, events: list[Event]) -> None:
    """Add a turn as Rasa does: fetch, update, save."""
    tracker = await store.get_or_create_tracker(sender)
    tracker.update_with_events(events, None)
    await store.save(tracker)


async def test_a_danger_sign_survives_every_roll_over(
    make: Make, request: pytest.FixtureRequest
) -> None:
    store, sender = make(), request.node.name
    await take(store, sender, turn("I can't feel when I pee", **DANGER))

    for number in range(30):
        await take(store, sender, turn(f"message {number}"))

        tracker = await store.retrieve(sender)
        assert {name: tracker.get_slot(name) for name in DANGER} == DANGER


async def test_a_turn_replays_few_events_however_long_the_conversation(
    make: Make, request: pytest.FixtureRequest
) -> None:
    store, sender = make(), request.node.name

    lengths = []
    for number in range(60):
        await take(store, sender, turn(f"message {number}", **DANGER))
        lengths.append(len((await store.retrieve(sender)).events))

    assert max(lengths) <= LIMIT


async def test_the_tables_keep_the_whole_conversation(
    in_postgres: Make, domain: Domain, tmp_path: Path
) -> None:
    for store in (in_postgres(), SqlTrackerStore(domain, db=str(tmp_path / "c.db"))):
        for number in range(30):
            await take(store, "whole", turn(f"message {number}", **DANGER))

        everything = await store.retrieve_full_tracker("whole")
        texts = [e.text for e in everything.events if isinstance(e, UserUttered)]
        assert texts == [f"message {number}" for number in range(30)]


async def test_a_restarted_server_knows_what_the_database_knows(
    in_postgres: Make,
) -> None:
    await take(in_postgres(), "restart", turn("numb", **DANGER))

    tracker = await in_postgres().retrieve("restart")

    assert tracker.get_slot("tier") == "emergency"


async def test_memory_keeps_the_course_of_a_recent_conversation(
    domain: Domain,
) -> None:
    store = MemoryTrackerStore(domain)

    for number in range(60):
        await take(store, "full", turn(f"message {number}"))

    events = (await store.retrieve_full_tracker("full")).events
    texts = [event.text for event in events if isinstance(event, UserUttered)]
    assert texts == [f"message {number}" for number in range(60)]


async def test_a_conversation_in_memory_does_not_grow_for_ever(
    domain: Domain,
) -> None:
    store = MemoryTrackerStore(domain)

    async def size_after(turns: int) -> int:
        for number in range(turns):
            await take(store, "grow", turn(f"message {number}", **DANGER))
        earlier = store._earlier["grow"]
        return sum(len(part) for part in (*earlier, store._kept["grow"].session))

    assert await size_after(300) < 1.2 * await size_after(200)


async def test_silent_conversations_are_forgotten(
    domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryTrackerStore(domain)
    await take(store, "silent", turn("hello"))
    later = store._kept["silent"].at + 12 * 3600 + 1
    monkeypatch.setattr("spinewise.rasa.tracker.memory.time.time", lambda: later)

    await take(store, "other", turn("hello"))

    assert list(await store.keys()) == ["other"]


@pytest.mark.parametrize(
    "last", [ConversationPaused(), UserUttered("wait"), ActionExecuted("utter_bye")]
)
def test_nothing_rolls_over_in_the_middle_of_something(
    domain: Domain, last: Event
) -> None:
    tracker = DialogueStateTracker("middle", domain.slots)
    for number in range(20):
        tracker.update_with_events(turn(f"message {number}"), None)
    assert events_of_next_session(tracker, after=LIMIT)
    tracker.update(last)
    if isinstance(last, UserUttered):
        tracker.update(ActionExecuted("action_next_step"))

    assert events_of_next_session(tracker, after=LIMIT) == []


@pytest.fixture
def tries_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "_SECONDS_BETWEEN_TRIES", 0.0)


async def _during_outage(server: Postgres, act: Callable[[], Awaitable[None]]) -> None:
    await asyncio.to_thread(server.stop)
    try:
        await act()
    finally:
        await asyncio.to_thread(server.start)


async def test_a_danger_sign_outlives_an_outage_of_the_database(
    in_postgres: Make, server: Postgres, tries_at_once: None
) -> None:
    store = in_postgres()
    await take(store, "outage", turn("hello"))

    async def talk_on() -> None:
        await take(store, "outage", turn("I can't feel when I pee", **DANGER))
        assert not await store.is_up()
        assert (await store.retrieve("outage")).get_slot("tier") == "emergency"

    await _during_outage(server, talk_on)
    await take(store, "outage", turn("thanks"))

    everything = await in_postgres().retrieve_full_tracker("outage")
    texts = [e.text for e in everything.events if isinstance(e, UserUttered)]
    assert texts == ["hello", "I can't feel when I pee", "thanks"]
    assert everything.get_slot("tier") == "emergency"


async def test_what_is_said_during_an_outage_takes_no_earlier_danger_back(
    in_postgres: Make, server: Postgres, tries_at_once: None
) -> None:
    await take(in_postgres(), "blind", turn("I can't feel when I pee", **DANGER))
    stranger = in_postgres()

    async def talk_on() -> None:
        await take(stranger, "blind", turn("just tight", tier="selfcare", case={}))
        assert (await stranger.retrieve("blind")).get_slot("tier") == "selfcare"

    await _during_outage(server, talk_on)
    await take(stranger, "blind", turn("thanks"))

    tracker = await in_postgres().retrieve("blind")
    assert {name: tracker.get_slot(name) for name in DANGER} == DANGER


async def test_a_danger_sign_told_during_an_outage_is_added_to_what_was_known(
    in_postgres: Make, server: Postgres, tries_at_once: None
) -> None:
    await take(in_postgres(), "higher", turn("just tight", tier="selfcare"))
    stranger = in_postgres()

    async def talk_on() -> None:
        await take(stranger, "higher", turn("I can't feel when I pee", **DANGER))

    await _during_outage(server, talk_on)
    await take(stranger, "higher", turn("thanks"))

    tracker = await in_postgres().retrieve("higher")
    assert {name: tracker.get_slot(name) for name in DANGER} == DANGER


async def test_what_is_deleted_during_an_outage_is_gone_when_it_ends(
    in_postgres: Make, server: Postgres, tries_at_once: None
) -> None:
    store = in_postgres()
    await take(store, "deleted", turn("I can't feel when I pee", **DANGER))

    async def delete() -> None:
        forgotten = {"conversation": {"forgotten": True}}
        await take(store, "deleted", turn("forget me", **forgotten))
        assert await store.retrieve("deleted") is None

    await _during_outage(server, delete)
    await take(store, "other", turn("hello"))

    assert await in_postgres().retrieve_full_tracker("deleted") is None


async def asked_to_be_forgotten(store: TrackerStore, sender: str) -> list[str]:
    """What a person reads who confirms "forget me", and then says one thing more."""
    forgotten = {"conversation": {"forgotten": True}}
    turns = iter([turn("yes, delete it", **forgotten), turn("hello")])
    said = CollectingOutputChannel()

    async def bot(message: UserMessage) -> None:
        await take(store, message.sender_id, next(turns))

    for text in ("yes, delete it", "hello"):
        await handle_safely(bot, UserMessage(text, said, sender))
    return [each["text"] for each in said.messages]


async def test_whoever_is_deleted_during_an_outage_is_told_once_that_it_comes_later(
    in_postgres: Make, server: Postgres, tries_at_once: None
) -> None:
    store = in_postgres()
    await take(store, "told", turn("I can't feel when I pee", **DANGER))
    said: list[str] = []

    async def delete() -> None:
        said.extend(await asked_to_be_forgotten(store, "told"))

    await _during_outage(server, delete)

    [later] = said
    assert "not deleted yet" in later


async def test_whoever_is_deleted_at_once_is_told_nothing_of_later(
    make: Make, request: pytest.FixtureRequest
) -> None:
    assert await asked_to_be_forgotten(make(), request.node.name) == []
