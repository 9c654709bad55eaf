"""At each published limit, and one beyond it: all arrives, and nothing is refused.

The fakes fail the test when the service would not take what they are sent.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, TelegramPerson
from tests.channels.conftest import slack_channel
from tests.channels.person import Person
from tests.channels.server import Heard, served
from tests.fakes.slack import FakeSlack


def around(*limits: int) -> list[int]:
    """Return each limit, and the number after it."""
    return [number for limit in limits for number in (limit, limit + 1)]


def choices(*titles: str, payload: str = "/x") -> dict[str, Any]:
    """A question with these choices."""
    buttons = [{"title": each, "payload": payload} for each in titles]
    return {"text": "Which?", "buttons": buttons}


def picture(alt: str) -> dict[str, Any]:
    """A message with a picture."""
    image = "/pictures/cat_camel.png"
    return {"text": "Like this.", "image": image, "metadata": {"alt": alt}}


@pytest.mark.parametrize("sign", ["x", "&", "😭"])
@pytest.mark.parametrize("length", around(1024, 2048, 3000, 3976, 4000, 4096))
def test_a_text_arrives_whole(
    person: Person, heard: Heard, length: int, sign: str
) -> None:
    heard.answer = [{"text": sign * length}, {"text": "That was all."}]

    person.post_text("hi")

    person.fake.wait_for(lambda: "That was all." in person.shown())
    assert squeezed(*person.shown()[:-1]) == sign * length


def test_a_notification_is_no_longer_than_slack_takes(
    sam: SlackPerson, heard: Heard
) -> None:
    heard.answer = [{"text": f"{'a' * 1600}\n\n{'b' * 3500}"}]

    [message] = sam.say("hi")

    assert len(message["text"]) == 4000


@pytest.mark.parametrize("length", around(64, 2000))
@pytest.mark.parametrize("sign", ["x", "ä"])
def test_a_button_says_its_payload(
    person: Person, heard: Heard, length: int, sign: str
) -> None:
    wide = len(sign.encode())
    payload = sign * (length // wide) + "x" * (length % wide)
    heard.answer = [choices("Go", payload=payload)]
    person.say("hi")

    person.press("Go")

    assert heard.texts[-1] == payload


@pytest.mark.parametrize("count", [*around(25, 50, 100), 1301])
def test_all_choices_arrive(person: Person, heard: Heard, count: int) -> None:
    titles = [f"Choice {number}" for number in range(count)]
    heard.answer = [choices(*titles), {"text": "That was all."}]

    person.post_text("hi")

    person.fake.wait_for(lambda: "That was all." in person.shown())
    assert all_titles(person) == titles


@pytest.mark.parametrize("length", around(75))
def test_a_title_is_shown_in_full(person: Person, heard: Heard, length: int) -> None:
    title = "x" * length
    heard.answer = [choices(title)]

    person.say("hi")

    shown = "\n".join([*person.shown(), *person.titles()])
    assert title in shown


@pytest.mark.parametrize("length", around(75, 150))
def test_a_pressed_button_goes_however_long_the_message(
    anna: TelegramPerson, heard: Heard, length: int
) -> None:
    heard.answer = [{**choices("x" * length), "text": "y" * 3976}]
    anna.say("hi")

    anna.press("x" * length)

    anna.fake.wait_for(
        lambda: anna.fake.of("editMessageText", "editMessageReplyMarkup")
    )


@pytest.mark.parametrize("sign", ["x", "😭"])
@pytest.mark.parametrize("length", around(500, 1000, 1024, 2000))
def test_what_a_picture_shows_is_told_as_far_as_there_is_room(
    person: Person, heard: Heard, length: int, sign: str
) -> None:
    heard.answer = [picture(sign * length)]

    shown, _ = person.say("hi", answers=2)

    told = json.dumps(shown, ensure_ascii=False)
    room = 1000 if person.channel == "telegram" else 2000
    assert told.count(sign) >= min(length, room) // (len(sign.encode()) // 2 or 1)


@pytest.mark.parametrize("length", around(1000))
def test_what_an_uploaded_picture_shows_is_told(
    fake_slack: FakeSlack, people: People, heard: Heard, length: int
) -> None:
    heard.answer = [picture("x" * length)]
    with served(slack_channel(fake_slack, people, public_url=""), heard) as url:
        SlackPerson(url, fake_slack).say("hi", answers=2)

    [announced] = fake_slack.of("files.getUploadURLExternal")
    assert announced["alt_txt"] == "x" * 1000


def test_a_refused_message_arrives_as_bare_text_however_long(
    person: Person, heard: Heard
) -> None:
    titles = [f"Choice {number}" for number in range(600)]
    heard.answer = [
        {**choices(*titles), "text": "& x" * 1500},
        {"text": "That was all."},
    ]
    person.fake.refuse_markup = person.fake.refuse_blocks = True

    person.post_text("hi")

    person.fake.wait_for(lambda: "That was all." in person.shown())
    person.fake.refuse_markup = person.fake.refuse_blocks = False
    wanted = ["& x" * 1500, *(f"{n}. {title}" for n, title in enumerate(titles, 1))]
    assert squeezed(*wanted) in squeezed(*person.shown())


def squeezed(*texts: str) -> str:
    """Return texts as one without white space, which is lost where they are cut."""
    return "".join("".join(texts).split())


def all_titles(person: Person) -> list[str]:
    """Return what stands on all buttons that a person got."""
    return [title for sent in person.seen() for title in person.titles(sent)]
