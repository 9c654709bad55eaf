"""Pictures, options and what a person takes along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from .conftest import Chat

STOP = "Stop the picture"
MOVE = "Let the picture move"


def _planned(chat: Chat) -> Chat:
    chat.say("plan")
    chat.page.get_by_role("img", name="A person lifts the hips.").wait_for()
    return chat


def test_a_picture_moves_until_it_is_stopped_and_stays_so(
    open_chat: Callable[..., Chat],
) -> None:
    chat = _planned(open_chat(reduced_motion="no-preference").greeted())
    pictures = chat.page.locator(".picture img")
    expect(pictures.first).to_have_attribute(
        "src", f"{chat.server.origin}/pictures/bridge.svg"
    )
    chat.page.get_by_role("button", name=STOP).first.click()
    expect(chat.page.get_by_role("button", name=MOVE)).to_have_count(2)
    expect(pictures.last).to_have_attribute(
        "src", f"{chat.server.origin}/pictures/walking.still.svg"
    )
    chat.page.reload()
    expect(chat.page.get_by_role("button", name=MOVE)).to_have_count(2)


def test_who_wishes_for_less_motion_gets_still_pictures(chat: Chat) -> None:
    _planned(chat)
    assert chat.page.locator(".picture img").first.evaluate(
        "one => one.decode().then(() => one.src.endsWith('.still.svg'))"
    )


def test_a_picture_that_arrives_moves_nothing(chat: Chat) -> None:
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        if held is None:
            route.continue_()
        else:
            held.append(route)

    chat.page.route("**/pictures/*", hold)
    chat.say("plan")
    last = chat.page.locator(".picture img").last
    last.wait_for()
    chat.page.locator("#start-session").wait_for()
    # Its place on the page: scrolling to the news is no jump.
    place = "one => [one.offsetTop, one.offsetHeight, document.body.scrollHeight]"
    before = last.evaluate(place)
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    assert last.evaluate("one => one.decode().then(() => one.naturalWidth)")
    assert last.evaluate(place) == before


def test_a_summary_is_offered_once_there_is_an_outcome(chat: Chat) -> None:
    expect(chat.page.locator("#summary")).to_be_hidden()
    chat.say("urgent")
    link = chat.page.get_by_role("link", name="Summary as PDF")
    expect(link).to_have_attribute(
        "href", f"{chat.server.origin}/summary/minted-conversation-0001.pdf"
    )


def test_the_summary_can_be_copied_as_text(chat: Chat) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.say("urgent")
    chat.page.get_by_role("button", name="Copy as text").click()
    expect(chat.page.get_by_text("The summary is copied.")).to_be_visible()
    assert chat.page.evaluate("navigator.clipboard.readText()") == (
        "What I told Spinewise"
    )


def test_a_summary_that_cannot_be_had_is_said_so(chat: Chat) -> None:
    chat.say("urgent")
    chat.page.get_by_role("button", name="Copy as text").wait_for()
    chat.failing = True
    chat.server.stop()
    chat.page.get_by_role("button", name="Copy as text").click()
    expect(chat.page.get_by_text("I could not copy it.")).to_be_visible()


def test_nothing_speaks_listens_or_sounds_until_it_is_asked_to(chat: Chat) -> None:
    for name in ("aloud", "chimes", "dictate"):
        expect(chat.page.locator(f"#option-{name}")).not_to_be_checked()
    expect(chat.page.locator("#dictate")).to_be_hidden()
    chat.page.get_by_role("button", name="Options").click()
    chat.page.get_by_role("dialog").get_by_role("button", name="Done").click()
    assert chat.focused() == "open-options"


FAKE_VOICE = """
    window.said = [];
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: class {
        constructor(text) { this.text = text; }
    }});
    Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => [{localService: %s, lang: 'en-GB'}],
        speak: words => window.said.push(words.text), cancel: () => {},
    }});
    window.webkitSpeechRecognition = window.SpeechRecognition = class extends EventTarget {
        start() {
            const result = new Event('result');
            result.results = [[{transcript: 'my back is stiff'}]];
            this.dispatchEvent(result);
            this.dispatchEvent(new Event('end'));
        }
        stop() {}
    };
"""


@pytest.mark.parametrize(("local", "spoken"), [("true", 1), ("false", 0)])
def test_answers_are_read_aloud_by_a_voice_of_this_device_alone(
    open_chat: Callable[..., Chat], local: str, spoken: int
) -> None:
    chat = open_chat()
    chat.page.add_init_script(FAKE_VOICE % local)
    chat.greeted()
    chat.page.locator("#open-options").click()
    chat.page.get_by_label("Read answers aloud").check()
    chat.page.get_by_role("button", name="Done").click()
    chat.say("hello")
    chat.hears("I heard: hello")
    assert chat.page.evaluate("window.said") == ["I heard: hello"] * spoken


def test_what_was_dictated_is_shown_and_waits_to_be_sent(
    open_chat: Callable[..., Chat],
) -> None:
    chat = open_chat()
    chat.page.add_init_script(FAKE_VOICE % "true")
    chat.greeted()
    chat.page.locator("#open-options").click()
    chat.page.get_by_label("Let me speak my message").check()
    chat.page.get_by_role("button", name="Done").click()
    chat.page.get_by_role("button", name="Speak").click()
    expect(chat.page.locator("#field")).to_have_value("my back is stiff")
    assert chat.focused() == "field"
    assert chat.server.answered == ["/greet"]


def test_clear_deletes_the_conversation_on_the_server(chat: Chat) -> None:
    # The greeting of before shows until the page is cleared, a moment after the click.
    with chat.page.expect_response("**/webhooks/web/minted-conversation-0001"):
        chat.page.get_by_role("button", name="Clear").click()
        chat.page.get_by_role("button", name="Yes, clear it").click()
    chat.hears("What is wrong with your back?")
    chat.say("and on")
    chat.hears("I heard: and on")
    assert chat.server.deleted == ["minted-conversation-0001"]


def test_a_deletion_that_failed_is_asked_for_again(chat: Chat) -> None:
    chat.failing = True
    chat.page.route("**/webhooks/web/minted*", lambda route: route.abort())
    with chat.page.expect_event("requestfailed"):
        chat.page.get_by_role("button", name="Clear").click()
        chat.page.get_by_role("button", name="Yes, clear it").click()
    chat.page.unroute("**/webhooks/web/minted*")
    with chat.page.expect_response("**/webhooks/web/minted-conversation-0001"):
        chat.page.reload()
    assert chat.server.deleted == ["minted-conversation-0001"]
