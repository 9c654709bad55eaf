"""What people of Slack and Telegram told outlives the server, and no longer."""

from __future__ import annotations

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain

from spinewise.rasa.channels.commands import FORGET_CONFIRMED
from spinewise.rasa.channels.desk import Desk
from spinewise.rasa.channels.people import People
from spinewise.rasa.locks import FairLockStore
from spinewise.rasa.tracker import memory
from spinewise.rasa.tracker.default import CannotDeleteError, DefaultTrackerStore
from spinewise.settings import ROOT, read_settings
from tests.unit.rasa.test_tracker_stores import DANGER, take, turn

PERSON = ("telegram:42", "slack:T1:U1")
HOURS = 3600


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(ROOT / "domain.yml")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "kept.sqlite"


def content(kept: Path) -> bytes:
    """Return all bytes of the file, and of those beside it."""
    return b"".join(each.read_bytes() for each in kept.parent.glob("*"))


@pytest.mark.parametrize("sender", PERSON)
async def test_a_danger_sign_outlives_the_server(
    domain: Domain, kept: Path, sender: str
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    await take(store, sender, turn("I can't feel when I pee", **DANGER))
    for number in range(5):
        await take(store, sender, turn(f"message {number}"))

    after = DefaultTrackerStore(domain, path=kept)
    await take(after, sender, turn("thanks"))

    tracker = await after.retrieve(sender)
    assert {name: tracker.get_slot(name) for name in DANGER} == DANGER


async def test_what_was_said_to_the_last_message_is_in_the_file(
    domain: Domain, kept: Path
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    for number in range(20):
        await take(store, PERSON[0], turn(f"message {number}"))

        after = DefaultTrackerStore(domain, path=kept)
        tracker = await after.retrieve_full_tracker(PERSON[0])
        assert tracker.latest_message.text == f"message {number}"


async def test_the_page_s_conversations_stay_off_the_disk(
    domain: Domain, kept: Path
) -> None:
    await take(DefaultTrackerStore(domain, path=kept), "a-page", turn("numb"))

    assert not kept.exists()


async def test_the_file_is_its_owner_s_alone(domain: Domain, kept: Path) -> None:
    await take(DefaultTrackerStore(domain, path=kept), PERSON[0], turn("numb"))

    assert [stat.S_IMODE(each.stat().st_mode) for each in kept.parent.glob("*")] == [
        0o600
    ]
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


async def test_the_silent_are_deleted_when_others_talk(
    domain: Domain, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    await take(store, PERSON[0], turn("numb"))
    later = store._kept[PERSON[0]].at + 12 * HOURS + 1
    monkeypatch.setattr(memory.time, "time", lambda: later)

    await take(store, PERSON[1], turn("hello"))

    assert b"telegram:42" not in content(kept)


async def test_the_silent_are_deleted_at_the_start(
    domain: Domain, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    await take(store, PERSON[0], turn("numb"))
    later = store._kept[PERSON[0]].at + 12 * HOURS + 1
    monkeypatch.setattr(memory.time, "time", lambda: later)

    after = DefaultTrackerStore(domain, path=kept)

    assert list(await after.keys()) == []
    assert b"telegram:42" not in content(kept)


@pytest.mark.parametrize("by", ["the store", "the bot"])
async def test_what_is_forgotten_leaves_no_byte(
    domain: Domain, kept: Path, by: str
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    for number in range(9):
        await take(store, PERSON[0], turn(f"message {number}", **DANGER))
    assert b"telegram:42" in content(kept)

    if by == "the store":
        await store.forget(PERSON[0])
    else:
        forgotten = {"conversation": {"forgotten": True}}
        await take(store, PERSON[0], turn("forget me", **forgotten))

    assert b"telegram:42" not in content(kept)
    assert list(await DefaultTrackerStore(domain, path=kept).keys()) == []


async def test_what_a_full_disk_did_not_take_is_written_later(
    domain: Domain, kept: Path
) -> None:
    kept.mkdir(parents=True)  # no file can be written there
    store = DefaultTrackerStore(domain, path=kept)
    await take(store, PERSON[0], turn("I can't feel when I pee", **DANGER))
    known = await store.retrieve(PERSON[0])
    was_up = await store.is_up()
    kept.rmdir()

    await take(store, PERSON[1], turn("hello"))

    assert known.get_slot("tier") == "emergency"
    assert not was_up
    assert await store.is_up()
    after = DefaultTrackerStore(domain, path=kept)
    assert (await after.retrieve(PERSON[0])).get_slot("tier") == "emergency"


async def test_what_could_not_be_deleted_is_told_and_deleted_later(
    domain: Domain, kept: Path
) -> None:
    store = DefaultTrackerStore(domain, path=kept)
    await take(store, PERSON[0], turn("numb"))
    aside = kept.rename(kept.with_suffix(".aside"))
    kept.mkdir()

    with pytest.raises(CannotDeleteError):
        await store.forget(PERSON[0])
    kept.rmdir()
    aside.rename(kept)

    assert await store.is_up()
    assert b"telegram:42" not in content(kept)


async def test_who_confirms_at_a_messenger_is_told_that_it_comes_later(
    domain: Domain, kept: Path
) -> None:
    kept.mkdir(parents=True)  # no file can be written there
    store = DefaultTrackerStore(domain, path=kept)
    desk = Desk("telegram", People(kept.with_name("people.sqlite")), mark="/")

    [answer] = await desk.confirm(
        FORGET_CONFIRMED,
        agent=SimpleNamespace(tracker_store=store, lock_store=FairLockStore()),
        conversation=PERSON[0],
        person="42",
    )

    assert "not deleted yet" in answer.text


async def test_a_spoilt_file_is_named_and_the_talk_goes_on(
    domain: Domain, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept.parent.mkdir()
    kept.write_bytes(b"no database at all" * 100)

    store = DefaultTrackerStore(domain, path=kept)
    await take(store, PERSON[0], turn("I can't feel when I pee", **DANGER))

    assert str(kept) in caplog.text
    assert not await store.is_up()
    assert (await store.retrieve(PERSON[0])).get_slot("tier") == "emergency"


def test_the_file_is_set_and_can_be_switched_off(tmp_path: Path) -> None:
    given = tmp_path / "settings.yml"
    given.write_text('channels: {kept: ""}')

    assert read_settings(given).kept_path is None
    assert read_settings(ROOT / "settings.yml").kept_path == (
        ROOT / ".spinewise" / "conversations.sqlite"
    )
