"""Stored events stay readable, whichever version stored them, and take little."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)

from spinewise.rasa.tracker.packing import (
    DICTIONARIES,
    compressed,
    decompressed,
    packed,
    packed_text,
    unpacked,
    unpacked_text,
)
from spinewise.rasa.tracker.sql import SqlTrackerStore
from spinewise.settings import ROOT

# Conversations are stored with these: a changed file makes them unreadable.
CHECKSUMS = {"1.txt": 1959172626}
EVENTS: list[Event] = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    SlotSet("tier", "emergency"),
    SlotSet("case", {"floor": 4, "mentions": [{"finding": "saddle_numbness"}]}),
    ActionExecuted("action_listen"),
    UserUttered("my back hurts", {"name": "report_pain", "confidence": 0.91}),
]


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(ROOT / "domain.yml")


@pytest.fixture
def earlier_file(tmp_path: Path, domain: Domain) -> Iterator[Path]:
    """A file as the version before compression left it."""
    path = tmp_path / "conversations.db"
    engine = SqlTrackerStore(domain, db=str(path)).engine
    with engine.begin() as base:
        base.execute(sa.text("DROP INDEX spinewise_starts"))
        base.execute(
            sa.text("CREATE INDEX spinewise_session ON events (sender_id, type_name)")
        )
        for event in EVENTS:
            row = {"type": event.type_name, "data": json.dumps(event.as_dict())}
            base.execute(
                sa.text(
                    "INSERT INTO events (sender_id, type_name, data) "
                    "VALUES ('earlier', :type, :data)"
                ),
                row,
            )
    yield path
    engine.dispose()


def test_a_dictionary_that_conversations_are_stored_with_never_changes() -> None:
    found = {
        path.name: zlib.adler32(path.read_bytes())
        for path in DICTIONARIES.glob("*.txt")
    }

    assert found == CHECKSUMS


def test_events_come_back_as_they_were() -> None:
    assert unpacked(packed(EVENTS)) == EVENTS


def test_a_session_that_was_compressed_without_a_dictionary_is_read() -> None:
    plain = json.dumps([event.as_dict() for event in EVENTS]).encode()

    assert unpacked(zlib.compress(plain, 1)) == EVENTS


@pytest.mark.parametrize(
    "event",
    [
        {"event": "slot", "name": "tier", "value": "emergency"},
        {"event": "user", "text": "half a character \ud83d"},
        {"event": "user", "confidence": np.float64(0.5), "name": np.str_("deny")},
    ],
)
def test_an_event_comes_back_from_its_text(event: dict[str, Any]) -> None:
    assert unpacked_text(packed_text(event)) == event


def test_an_event_of_which_the_dictionary_is_gone_is_an_error_not_another_event() -> (
    None
):
    compressor = zlib.compressobj(zdict=b"another dictionary")
    foreign = compressor.compress(b'{"another": 1}') + compressor.flush()

    with pytest.raises(zlib.error):
        decompressed(foreign)


def test_what_the_bot_does_at_every_turn_takes_a_third_of_its_json() -> None:
    listening = ActionExecuted("action_listen", "RulePolicy", 1.0).as_dict()

    assert len(packed_text(listening)) < len(json.dumps(listening)) / 2
    assert decompressed(compressed(b"short")) == b"short"


async def test_a_conversation_of_an_earlier_version_goes_on(
    earlier_file: Path, domain: Domain
) -> None:
    store = SqlTrackerStore(domain, db=str(earlier_file))
    tracker = await store.retrieve("earlier")
    tracker.update_with_events([BotUttered("And now?"), SlotSet("heard", "x")], None)
    await store.save(tracker)

    again = await SqlTrackerStore(domain, db=str(earlier_file)).retrieve("earlier")

    assert [e.text for e in again.events if isinstance(e, UserUttered)] == [
        "my back hurts"
    ]
    assert again.get_slot("tier") == "emergency"
    assert again.get_slot("heard") == "x"


def test_a_file_of_an_earlier_version_loses_the_indexes_that_have_a_successor(
    earlier_file: Path, domain: Domain
) -> None:
    store = SqlTrackerStore(domain, db=str(earlier_file))

    names = {each["name"] for each in sa.inspect(store.engine).get_indexes("events")}
    assert names == {"spinewise_starts", "spinewise_order"}


def test_the_start_of_a_session_is_found_by_its_index(
    tmp_path: Path, domain: Domain
) -> None:
    store = SqlTrackerStore(domain, db=str(tmp_path / "c.db"))
    with store.session_scope() as session:
        query = store._event_query(session, "someone", False).statement
        text = str(query.compile(store.engine, compile_kwargs={"literal_binds": True}))
        plan = session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}")).fetchall()

    assert any("spinewise_starts" in row[-1] for row in plan)
