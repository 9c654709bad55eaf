"""The page is for everyone: keys, screen readers, small and magnified screens."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, expect

from .conftest import CHROMIUM, DESKTOP, FLAGS, PHONE, Chat
from .fake_server import FakeServer

AXE = Path(__file__).parent / "vendor" / "axe.min.js.gz"
NARROW = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 568}
ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %


def violations(frame: Frame) -> list[str]:
    """Return what axe-core finds wrong in a frame."""
    frame.evaluate(gzip.decompress(AXE.read_bytes()).decode())
    found = frame.evaluate(
        "axe.run({iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
        " 'wcag21aa', 'wcag22aa', 'best-practice']}).then(found => found.violations.map("
        " one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))"
    )
    return list(found)


def _ask(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.locator("#choices").wait_for()


def _emergency(chat: Chat) -> None:
    chat.say("I can't feel when I pee")
    chat.hears("Emergency: act now")


def _unfolded(chat: Chat) -> None:
    _emergency(chat)
    _plan(chat)
    for fold in chat.page.locator(".reasons summary").all():
        fold.click()


def _outcomes(chat: Chat) -> None:
    for tier in ("urgent", "clinician"):
        chat.say(tier)
    chat.hears("See a doctor")
    chat.say("attack")
    chat.hears("onerror=")


def _offline(chat: Chat) -> None:
    chat.page.clock.install()
    chat.failing = True
    chat.page.context.set_offline(True)
    chat.say("hello")
    chat.hurry_until(chat.page.locator("#retry"))


def _slow(chat: Chat) -> None:
    chat.page.clock.install()
    chat.server.mode = "hangs"
    chat.say("hello")
    chat.hurry_until(chat.page.locator("#trouble"))


def _hurt(chat: Chat) -> None:
    _session(chat)
    name = chat.page.locator("#session-title").inner_text()
    chat.page.get_by_role("button", name="That hurt").click()
    chat.hears("Stop that exercise for now.")
    chat.hears(f"I heard: {name} hurts.")


def _trouble(chat: Chat) -> None:
    chat.page.clock.install()
    chat.failing = True
    chat.server.mode = "fails"
    chat.say("hello")
    chat.hurry_until(chat.page.locator("#retry"))


def _dialog(chat: Chat) -> None:
    chat.page.locator("#clear").click()
    chat.page.get_by_role("dialog").wait_for()


def _plan(chat: Chat) -> None:
    chat.say("plan")
    chat.page.locator("#start-session").wait_for()


def _options(chat: Chat) -> None:
    chat.page.locator("#open-options").click()
    chat.page.get_by_role("dialog").wait_for()


def _session(chat: Chat) -> None:
    _plan(chat)
    chat.page.locator("#start-session").click()
    chat.page.get_by_role("button", name="I am ready").click()
    chat.page.get_by_role("button", name="Pause").click()


def _session_end(chat: Chat) -> None:
    _plan(chat)
    chat.page.locator("#start-session").click()
    for _ in range(2):
        chat.page.get_by_role("button", name="Skip this one").click()
    chat.page.get_by_role("heading", name="That is all for now").wait_for()


STATES = [
    *(_ask, _emergency, _unfolded, _outcomes, _trouble, _offline, _slow, _dialog),
    *(_plan, _options, _session, _session_end, _hurt),
]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_light_and_dark(
    open_chat: Callable[..., Chat], state: Callable[[Chat], None]
) -> None:
    chat = open_chat(viewport=PHONE).greeted()
    state(chat)
    for scheme in ("light", "dark"):
        chat.page.emulate_media(color_scheme=scheme)
        assert violations(chat.page.main_frame) == [], scheme


@pytest.mark.parametrize("state", STATES)
def test_nothing_needs_sideways_scrolling(
    open_chat: Callable[..., Chat], state: Callable[[Chat], None]
) -> None:
    chat = open_chat().greeted()
    state(chat)
    for size in (DESKTOP, PHONE, SMALLEST, ZOOMED):
        chat.page.set_viewport_size(size)  # type: ignore[arg-type]
        width = chat.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], size


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST, ZOOMED])
def test_the_emergency_action_is_in_view_when_it_arrives(
    open_chat: Callable[..., Chat], size: dict[str, int]
) -> None:
    chat = open_chat(viewport=size).greeted()
    _ask(chat)
    chat.page.get_by_role("button", name="Yes").click()
    link = chat.page.get_by_role("link", name="999")
    expect(link).to_be_in_viewport(ratio=1)
    # In view and not below the bar or the form.
    assert link.evaluate(
        "one => { const box = one.getBoundingClientRect();"
        " return document.elementFromPoint(box.x + 9, box.y + 9) === one; }"
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW, SMALLEST])
def test_a_long_answer_is_shown_from_its_beginning(
    open_chat: Callable[..., Chat], size: dict[str, int]
) -> None:
    chat = open_chat(viewport=size).greeted()
    _plan(chat)
    bar, card = (chat.page.locator(each).bounding_box() for each in ("#bar", ".card"))
    assert bar is not None
    assert card is not None
    assert 0 <= card["y"] - (bar["y"] + bar["height"]) <= 40


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_the_bar_of_a_phone_is_one_row(
    open_chat: Callable[..., Chat], size: dict[str, int]
) -> None:
    chat = open_chat(viewport=size).greeted()
    assert chat.page.locator("#bar").bounding_box()["height"] <= 60  # type: ignore[index]


@pytest.mark.parametrize("size", [PHONE, SMALLEST])
def test_targets_are_large_enough(
    open_chat: Callable[..., Chat], size: dict[str, int]
) -> None:
    chat = open_chat(viewport=size).greeted()
    _emergency(chat)
    _ask(chat)
    sizes = (
        "all => all.filter(one => one.checkVisibility())"
        ".map(one => one.getBoundingClientRect()).map(b => Math.min(b.width, b.height))"
    )
    buttons = chat.page.locator("button, textarea").evaluate_all(sizes)
    links = chat.page.locator("#log a").evaluate_all(sizes)
    assert min(buttons) >= 44
    assert min(links) >= 24


def test_a_whole_conversation_needs_only_the_keyboard(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    keyboard.press("Tab")
    assert chat.focused() == "skip"
    keyboard.press("Enter")
    assert chat.focused() == "field"
    keyboard.type("my lower back is tight")
    keyboard.press("Enter")
    chat.page.locator("#choices").wait_for()
    assert chat.focused() == "field"
    for _ in range(3):
        keyboard.press("Shift+Tab")
    expect(chat.page.get_by_role("button", name="Yes")).to_be_focused()
    keyboard.press("Space")
    chat.hears("Emergency: act now")
    assert chat.focused() == "field"


def test_shift_and_enter_makes_a_line_and_enter_sends_both(chat: Chat) -> None:
    field = chat.page.locator("#field")
    field.press_sequentially("one")
    field.press("Shift+Enter")
    field.press_sequentially("two")
    field.press("Enter")
    chat.hears("I heard: one")
    assert chat.server.answered[-1] == "one\ntwo"
    expect(field).to_have_value("")


def test_enter_on_an_empty_field_sends_nothing(chat: Chat) -> None:
    chat.say("   ")
    chat.say("")
    assert len(chat.transcript()) == 2


def test_enter_that_ends_a_composed_word_does_not_send(chat: Chat) -> None:
    chat.page.locator("#field").fill("腰が")
    chat.page.locator("#field").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True}
    )
    expect(chat.page.locator("#field")).to_have_value("腰が")
    assert len(chat.transcript()) == 2


def test_the_send_button_gives_the_focus_back(chat: Chat) -> None:
    chat.page.locator("#field").fill("hello")
    chat.page.get_by_role("button", name="Send").click()
    chat.hears("I heard: hello")
    assert chat.focused() == "field"


def test_the_focus_is_to_be_seen(chat: Chat) -> None:
    chat.page.keyboard.press("Tab")
    for control in ("#clear", "#field", "#send"):
        chat.page.locator(control).focus()
        style = chat.page.locator(control).evaluate(
            "one => [getComputedStyle(one).outlineStyle,"
            " parseFloat(getComputedStyle(one).outlineWidth)]"
        )
        assert style == ["solid", 3]


def test_the_message_list_is_a_polite_log(chat: Chat) -> None:
    log = chat.page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_contain_text("Spinewise said:")


def test_a_message_from_right_to_left_stands_so(chat: Chat) -> None:
    chat.say("ظهري يؤلمني")
    chat.hears("I heard:")
    bubble = chat.page.locator(".message.person .bubble")
    assert bubble.evaluate("one => getComputedStyle(one).direction") == "rtl"


@pytest.mark.parametrize(
    ("motion", "moves"), [("reduce", False), ("no-preference", True)]
)
def test_motion_follows_the_wish_of_the_person(
    open_chat: Callable[..., Chat], motion: str, moves: bool
) -> None:
    chat = open_chat(reduced_motion=motion).greeted()
    names = chat.page.evaluate(
        "[getComputedStyle(document.querySelector('#typing i')).animationName,"
        " getComputedStyle(document.documentElement).scrollBehavior]"
    )
    assert names == (["typing", "smooth"] if moves else ["none", "auto"])


def test_the_printed_page_holds_the_words_and_no_controls(chat: Chat) -> None:
    _emergency(chat)
    chat.page.emulate_media(media="print")
    for control in ("#composer", "#clear"):
        expect(chat.page.locator(control)).to_be_hidden()
    expect(chat.page.get_by_text("Emergency: act now")).to_be_visible()
    expect(chat.page.locator("#notice")).to_be_visible()
    assert chat.page.get_by_text("You said:", exact=True).bounding_box()["width"] > 20  # type: ignore[index]


def test_large_letters_leave_a_phone_its_conversation(browser: Browser) -> None:
    letters = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(executable_path=CHROMIUM, args=letters)
    server = FakeServer()
    page = large.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(server.url)
    page.get_by_text("What is wrong with your back?").wait_for()
    page.locator("#field").fill("I can't feel when I pee")
    page.get_by_role("button", name="Send").click()
    page.locator(".card.emergency").wait_for()

    bars = "['bar', 'composer'].map(id => getComputedStyle(document.getElementById(id))"
    positions = page.evaluate(f"{bars}.position)")
    width = page.evaluate("document.documentElement.scrollWidth")

    assert positions == ["static", "static"]
    assert width <= PHONE["width"]
    large.close()
    server.stop()
