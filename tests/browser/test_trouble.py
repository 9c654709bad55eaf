"""What a person sees when the server does not answer as it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .conftest import Chat
from .fake_server import FakeServer, Mode

DANGER = "I can't feel when I pee"


def _in_trouble(chat: Chat) -> None:
    chat.hurry_until(chat.page.locator("#retry"))
    alert = chat.page.locator("#trouble").get_by_role("alert")
    expect(alert).to_contain_text("Call your local emergency number now")
    expect(alert).to_contain_text("pee or poo")
    expect(alert.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")


@pytest.fixture
def impatient(open_chat: Callable[..., Chat]) -> Chat:
    """Return a greeted person whose clock runs as the test says."""
    chat = open_chat()
    chat.page.clock.install()
    chat.greeted()
    chat.failing = True
    return chat


def _ids(server: FakeServer, message: str) -> list[str]:
    return [one["message_id"] for one in server.requests if one["message"] == message]


@pytest.mark.parametrize("mode", ["drops", "loses", "fails", "nonsense", "silent"])
def test_a_failing_server_costs_no_message_and_gives_no_double_answer(
    impatient: Chat, server: FakeServer, mode: Mode
) -> None:
    server.mode = mode
    impatient.say(DANGER)
    _in_trouble(impatient)
    assert impatient.transcript()[-1] == ("person", DANGER)
    expect(impatient.page.locator(".unanswered")).to_have_text("Not answered yet")

    server.mode = "works"
    impatient.page.locator("#retry").click()
    impatient.hears("Emergency: act now")
    expect(impatient.page.locator("#trouble")).to_be_hidden()
    expect(impatient.page.locator(".unanswered")).to_have_count(0)
    assert [who for who, _ in impatient.transcript()][2:] == ["person", "bot"]
    ids = _ids(server, DANGER)
    # A browser may itself repeat a request whose connection was dropped.
    assert len(ids) >= 3
    assert len(set(ids)) == 1
    assert server.answered == ["/greet", DANGER]


def test_one_lost_answer_is_fetched_again_without_a_word(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "fails"
    with impatient.page.expect_response("**/webhooks/web/webhook"):
        impatient.say(DANGER)
    server.mode = "works"
    impatient.hurry_until(impatient.page.locator(".card.emergency").first)
    expect(impatient.page.locator("#trouble")).to_be_hidden()
    assert len(set(_ids(server, DANGER))) == 1


def test_a_stopped_server_that_comes_back_answers_once(
    impatient: Chat, server: FakeServer
) -> None:
    server.stop()
    impatient.say(DANGER)
    _in_trouble(impatient)
    server.start()
    impatient.page.locator("#retry").click()
    impatient.hears("Emergency: act now")
    assert server.answered == ["/greet", DANGER]


def test_a_hung_server_brings_the_emergency_line_while_still_waiting(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "hangs"
    impatient.say(DANGER)
    impatient.page.clock.run_for(7_000)
    alert = impatient.page.locator("#trouble").get_by_role("alert")
    expect(alert).to_contain_text("Call your local emergency number now")
    expect(impatient.page.locator("#retry")).to_be_hidden()


def test_a_hung_server_is_given_up_after_two_tries_of_15_seconds(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "hangs"
    impatient.say(DANGER)
    _in_trouble(impatient)
    assert len(_ids(server, DANGER)) == 2
    server.mode = "works"
    impatient.page.locator("#retry").click()
    impatient.hears("Emergency: act now")
    assert len(set(_ids(server, DANGER))) == 1


def test_a_page_opened_while_the_server_is_silent_names_help_at_once(
    open_chat: Callable[..., Chat], server: FakeServer
) -> None:
    server.mode = "fails"
    chat = open_chat()
    chat.failing = True
    chat.page.clock.install()
    chat.open()
    _in_trouble(chat)
    server.mode = "works"
    chat.page.locator("#retry").click()
    chat.hears("What is wrong with your back?")
    assert server.answered == ["/greet"]


def test_what_is_said_after_a_failure_is_sent_after_what_waits(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "fails"
    impatient.say("first")
    _in_trouble(impatient)
    server.mode = "works"
    impatient.say("second")
    impatient.hears("I heard: second")
    assert server.answered == ["/greet", "first", "second"]


def test_an_unanswered_message_survives_a_reload_with_its_id(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "loses"
    impatient.say(DANGER)
    _in_trouble(impatient)
    server.mode = "works"
    impatient.page.reload()
    impatient.hears("Emergency: act now")
    assert len(set(_ids(server, DANGER))) == 1
    assert server.answered == ["/greet", DANGER]


def test_a_line_that_comes_back_sends_what_waits(
    impatient: Chat, server: FakeServer
) -> None:
    impatient.page.context.set_offline(True)
    impatient.say(DANGER)
    _in_trouble(impatient)
    impatient.page.context.set_offline(False)
    impatient.hears("Emergency: act now")
    assert server.answered == ["/greet", DANGER]


def test_clear_during_a_hang_drops_the_late_answer(
    impatient: Chat, server: FakeServer
) -> None:
    server.mode = "hangs"
    impatient.say(DANGER)
    impatient.page.clock.run_for(7_000)
    server.mode = "works"
    impatient.page.get_by_role("button", name="Clear").click()
    impatient.page.get_by_role("button", name="Yes, clear it").click()
    expect(impatient.page.locator(".message.person")).to_have_count(0)
    impatient.hears("What is wrong with your back?")
    impatient.page.clock.run_for(40_000)
    assert [who for who, _ in impatient.transcript()] == ["bot", "bot"]
    expect(impatient.page.locator("#trouble")).to_be_hidden()


def test_a_page_whose_script_fails_still_names_the_emergency_number(
    open_chat: Callable[..., Chat],
) -> None:
    chat = open_chat(java_script_enabled=False)
    chat.page.goto(chat.server.url)
    fallback = chat.page.get_by_text("call your local emergency number now")
    expect(fallback).to_be_visible()
