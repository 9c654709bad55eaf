"""The real server is killed, as by a power cut, and comes back: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.person import Person
from tests.channels.real import messaging_bot
from tests.fakes.server import Fault
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

FEVER = "my back aches and I have a fever and shivers"
CANNOT_FEEL = "my back hurts and I can't feel when I pee"
EMERGENCY = "Emergency: act now"


@dataclass(kw_only=True)
class People:
    """People of one service, each met by the kill in another state.

    Attributes:
        between: told of a fever, and was asked a question.
        waiting: wrote twice while the service was down.
        sending: wrote when the service had just taken a call, but not answered it.
        gone: had everything deleted.
        first: the update that `between` sent.
    """

    make: Any
    between: Person = field(init=False)
    waiting: Person = field(init=False)
    sending: Person = field(init=False)
    gone: Person = field(init=False)
    first: Any = None

    def __post_init__(self) -> None:
        for name in ("between", "waiting", "sending", "gone"):
            setattr(self, name, self.make())

    def move(self, url: str) -> None:
        """Talk to another server from now on."""
        for each in (self.between, self.waiting, self.sending, self.gone):
            each.move(url)


@dataclass(frozen=True, kw_only=True)
class Killed:
    """What was going on, and the folder of the server that was killed.

    Attributes:
        refused: statuses of the second server's answers while the first one ran.
        log: what the second had told by then.
    """

    folder: Path
    people: dict[str, People]
    refused: list[int]
    log: str


@pytest.fixture(scope="module")
def killed(
    fake_telegram_server: FakeTelegram,
    fake_slack_server: FakeSlack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Killed]:
    """A server that waited beside the first one, and took its place.

    It had read the file before anything was said.
    """
    folder = tmp_path_factory.mktemp("killed")
    fakes = (fake_telegram_server, fake_slack_server)
    everyone = {
        "telegram": People(make=lambda: TelegramPerson("", fakes[0])),
        "slack": People(make=lambda: SlackPerson("", fakes[1])),
    }
    with ExitStack() as both:
        first = both.enter_context(ExitStack())
        url = first.enter_context(messaging_bot(folder, *fakes))
        second = both.enter_context(messaging_bot(folder, *fakes))
        refused = []
        for people in everyone.values():
            people.move(second)
            person = people.between
            refused.append(person.post(person.text("hello")).status_code)
            people.move(url)
            talk(people)
        log = (folder / "server.log").read_text()
        first.close()
        for fake in fakes:
            fake.up()
        for people in everyone.values():
            people.move(second)
            until_taken(people.between)
        yield Killed(folder=folder, people=everyone, refused=refused, log=log)


def until_taken(person: Person) -> None:
    """Wait until the server takes messages; one that says nothing is let go."""
    person.fake.wait_for(lambda: person.post(b"{}").status_code == 200)


def talk(people: People) -> None:
    """Let everyone of a service write what they write before the kill."""
    people.gone.say(CANNOT_FEEL)
    people.gone.say("/forget")
    people.gone.press("Yes, delete it")
    people.first = people.between.post_text(FEVER)
    seen(people.between, "Question 1 of")
    fake = people.sending.fake
    before = len(fake.attempts)
    fake.fail(Fault(method=people.sending.send_method, hang=9))
    people.sending.post_text(CANNOT_FEEL)
    fake.wait_for(lambda: people.sending.send_method in fake.attempts[before:])
    fake.down()
    people.waiting.post_text("hello")
    people.waiting.post_text(CANNOT_FEEL)


@pytest.fixture(params=["telegram", "slack"])
def people(request: pytest.FixtureRequest, killed: Killed) -> People:
    """The people of either service, in front of the second server."""
    return killed.people[request.param]


def seen(person: Person, words: str) -> str:
    """Wait until a person got these words; return all that they got."""
    person.fake.wait_for(lambda: words in "\n".join(person.shown()), words)
    return "\n".join(person.shown())


def test_a_second_server_takes_nothing_and_says_why(killed: Killed) -> None:
    assert killed.refused == [503, 503]
    for service in ("telegram", "slack"):
        assert f"{service} waits: another server takes its messages" in killed.log


def test_what_was_told_before_counts_after(people: People) -> None:
    person = people.between

    for reply in ("no", "no", "no", "no", "45, male"):
        person.say(reply)

    text = seen(person, "checked by a doctor today")
    assert "fever" in text


def test_an_update_that_the_service_repeats_is_not_answered_again(
    people: People,
) -> None:
    person = people.between
    before = len(person.seen())

    assert person.post(people.first).status_code == 200
    person.say("thanks")

    assert "Question 1 of" not in "\n".join(person.shown()[before:])


def test_an_answer_that_the_service_was_about_to_take_arrives_once(
    people: People,
) -> None:
    seen(people.sending, EMERGENCY)
    people.sending.say("thanks")

    assert "\n".join(people.sending.shown()).count(EMERGENCY) == 1


def test_messages_that_waited_are_answered_once_and_in_order(people: People) -> None:
    text = seen(people.waiting, EMERGENCY)

    assert text.index("computer program") < text.index(EMERGENCY)
    assert text.count("computer program") == text.count(EMERGENCY) == 1


def test_what_was_forgotten_left_no_trace(people: People, killed: Killed) -> None:
    person = people.gone
    content = _stored(killed.folder / ".spinewise")

    assert content
    assert person.address.encode() not in content


def _stored(folder: Path) -> bytes:
    """Everything in the files of `folder`, as at one moment.

    SQLite moves its log into the database and removes it whenever the last
    connection closes, between two of our reads too; then all is read again.
    """
    while True:
        with suppress(FileNotFoundError):
            return b"".join(each.read_bytes() for each in folder.glob("*"))
