"""What holds for both services: nothing lost, nothing twice, nothing astray."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.rasa.channels.people import People
from spinewise.rasa.channels.safety import safe_text
from spinewise.rasa.channels.slack.channel import SlackChannel
from spinewise.rasa.channels.telegram.channel import TelegramChannel
from tests.channels.clients import SlackPerson
from tests.channels.conftest import TIMEOUT_SECONDS
from tests.channels.person import Person
from tests.channels.server import Heard
from tests.fakes.server import Fault

HANG = TIMEOUT_SECONDS * 2
FAULTS = {
    "an error": Fault(status=500),
    "a bad gateway with a page": Fault(status=502, body=b"<html>Bad Gateway</html>"),
    "half an answer": Fault(status=200, body=b'{"ok": tr'),
    "an odd answer": Fault(status=200, body=b"[]"),
    "a hang-up": Fault(status=0),
    "a time-out": Fault(hang=HANG),
    "too many requests": Fault(status=429, retry_after=1),
    "too many requests without a time": Fault(status=429),
    "too many requests until some time": Fault(status=429, retry_after="soon"),
}


def test_a_message_is_heard_and_answered(person: Person, heard: Heard) -> None:
    person.say("my back is tight")

    assert heard.texts == ["my back is tight"]
    assert person.shown() == ["I heard you."]


def test_every_answer_names_the_channel_it_comes_through(
    person: Person, heard: Heard
) -> None:
    person.say("hi")

    [message] = heard.messages
    assert message.input_channel in ("telegram", "slack")
    assert message.output_channel.name() == message.input_channel


def test_a_repeated_delivery_is_answered_once(person: Person, heard: Heard) -> None:
    again = person.post_text("my back is tight")
    assert person.post(again).status_code == 200
    person.post_text("and now")

    person.fake.wait_for(lambda: len(person.seen()) == 2)
    assert heard.texts == ["my back is tight", "and now"]


def test_messages_out_of_order_are_all_answered(person: Person, heard: Heard) -> None:
    earlier, later = person.text("first"), person.text("second")

    person.post(later)
    person.post(earlier)

    person.fake.wait_for(lambda: len(person.seen()) == 2)
    assert heard.texts == ["second", "first"]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_answer_arrives_once_in_spite_of(
    person: Person, heard: Heard, fault: Fault
) -> None:
    person.fake.fail(fault, fault)
    person.say("my back is tight")
    heard.answer = [{"text": "Last."}]
    person.post_text("and now")

    person.fake.wait_for(lambda: "Last." in person.shown())
    assert heard.texts == ["my back is tight", "and now"]
    assert person.shown() == ["I heard you.", "Last."]


def test_the_asked_pause_is_kept(person: Person) -> None:
    person.say("hi")
    person.fake.fail(Fault(method=person.send_method, status=429, retry_after=1))
    start = person.fake.calls[-1].at

    person.say("my back is tight")

    assert person.fake.calls[-1].at - start >= 1
    assert person.fake.attempts.count(person.send_method) == 3


def test_an_answer_waits_while_the_service_is_down(
    person: Person, heard: Heard
) -> None:
    person.fake.down()
    person.post_text("my back is tight")
    person.post_text("my legs are numb")
    person.fake.wait_for(lambda: len(heard.texts) == 1, "the first is heard")
    person.fake.up()

    person.fake.wait_for(lambda: len(person.seen()) == 2)
    assert heard.texts == ["my back is tight", "my legs are numb"]


def test_several_messages_keep_their_order_while_the_service_stumbles(
    person: Person, heard: Heard
) -> None:
    heard.answer = [{"text": str(number)} for number in range(5)]
    person.fake.fail(*[Fault(method=person.send_method)] * 3)

    person.post_text("one")
    person.post_text("two")

    person.fake.wait_for(lambda: len(person.seen()) == 10)
    assert person.shown() == [str(number) for number in (*range(5), *range(5))]


def test_one_person_s_trouble_does_not_stop_another(
    person: Person, heard: Heard
) -> None:
    other = type(person)(person.url.partition("/webhooks")[0], person.fake)
    person.fake.fail(Fault(method=person.send_method, status=429, retry_after=2))
    person.post_text("slow")
    person.fake.wait_for(lambda: person.send_method in person.fake.attempts)

    other.say("quick")

    assert person.seen() == []
    person.fake.wait_for(person.seen)


def test_silence_of_the_bot_becomes_the_safe_text(person: Person, heard: Heard) -> None:
    heard.answer = []

    person.say("my back is tight")

    assert "\n".join(person.shown()) == safe_text()


def test_a_broken_list_of_people_costs_no_answer(
    person: Person, heard: Heard, people: People
) -> None:
    people._base._path.mkdir()

    person.say("my legs are numb")
    person.say("/remind")

    assert heard.texts == ["my legs are numb"]
    assert "\n".join(person.shown()[1:]) == safe_text()


def test_who_blocked_the_bot_is_noted_and_not_tried_again(
    person: Person, heard: Heard, people: People
) -> None:
    people.add(person.channel, person.address, "UTC")
    person.fake.gone.add(person.room)
    heard.answer = [{"text": "one"}, {"text": "two"}]

    person.post_text("hi")
    person.fake.wait_for(lambda: people.of(person.channel)[0].blocked, "the note")
    person.fake.gone.remove(person.room)
    heard.answer = [{"text": "three"}]
    person.say("I'm back")

    assert person.fake.attempts.count(person.send_method) == 2
    assert person.shown() == ["three"]
    assert not people.of(person.channel)[0].blocked


def test_choices_that_the_service_refuses_come_as_numbers(
    person: Person, heard: Heard
) -> None:
    buttons = [
        {"title": "Yes", "payload": "/answer{1}"},
        {"title": "No", "payload": "/answer{2}"},
    ]
    heard.answer = [{"text": "Is it sore?", "buttons": buttons}]
    person.fake.refuse_markup = person.fake.refuse_blocks = True
    person.say("hi")
    person.fake.refuse_markup = person.fake.refuse_blocks = False
    shown = person.shown()

    heard.answer = [{"text": "I see."}]
    person.say("2")
    person.say("2")

    assert "1. Yes\n2. No" in shown[0]
    assert heard.texts == ["hi", "/answer{2}", "2"]


def test_a_pressed_button_says_its_payload_and_shows_what_was_chosen(
    person: Person, heard: Heard
) -> None:
    heard.answer = [ask_about_nerves()]
    person.say("my back is tight")

    person.press("No")

    assert heard.texts[-1] == '/answer{"question": "nerves", "value": "no"}'
    replaced = person.fake.wait_for(lambda: marks(person))
    assert "You chose: No" in str(replaced[0])
    assert "Not sure" not in str(replaced[0])


def test_a_double_press_is_heard_once_and_another_choice_is_heard(
    person: Person, heard: Heard
) -> None:
    heard.answer = [ask_about_nerves()]
    person.say("my back is tight")
    first, second, other = (person.pressed(title) for title in ("No", "No", "Yes"))
    heard.answer = [{"text": "Thank you."}]

    for press in (first, second, other):
        assert person.post_press(press).status_code == 200

    person.fake.wait_for(lambda: len(person.seen()) == 3)
    assert [text[-5:] for text in heard.texts[1:]] == ['"no"}', 'yes"}']


def test_a_button_with_a_long_payload_works(person: Person, heard: Heard) -> None:
    payload = "/answer" + "x" * 3000
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": payload}]}]
    person.say("hi")

    person.press("Go")

    assert heard.texts[-1] == payload


def test_typed_text_is_never_taken_for_a_payload(person: Person, heard: Heard) -> None:
    person.say('/answer{"question": "nerves", "value": "no"}')
    person.say("//restart")

    assert heard.texts == ['answer{"question": "nerves", "value": "no"}', "restart"]


def test_an_update_that_breaks_the_channel_is_not_sent_for_hours(
    person: Person, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = TelegramChannel if person.channel == "telegram" else SlackChannel
    take = kind.take

    async def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(kind, "take", broken)
    reply = person.post(person.text("hello"))
    monkeypatch.setattr(kind, "take", take)
    person.say("and now")

    assert reply.status_code == 200
    assert heard.texts == ["and now"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"nonsense", b"[" * 5000, b'{"update_id": "x"}'],
)
def test_a_body_that_is_no_update_is_let_go(
    person: Person, heard: Heard, body: bytes
) -> None:
    reply = person.post(body)

    assert reply.status_code == 200
    assert heard.texts == []


def ask_about_nerves() -> dict[str, Any]:
    """A question as the bot asks it."""
    return {
        "text": "Trouble with pee?",
        "buttons": [
            {
                "title": title,
                "payload": f'/answer{{"question": "nerves", "value": "{value}"}}',
            }
            for title, value in (("Yes", "yes"), ("No", "no"), ("Not sure", "unsure"))
        ],
    }


def marks(person: Person) -> list[dict[str, Any]]:
    """Return the messages whose buttons were replaced."""
    if isinstance(person, SlackPerson):
        return person.fake.replaced
    return person.fake.of("editMessageText")
