"""A guided session: the plan step by step, at the person's own pace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from .conftest import PHONE, Chat


@pytest.fixture
def led(open_chat: Callable[..., Chat]) -> Chat:
    """Return a person on a phone whose session has begun and whose clock stands."""
    chat = open_chat(viewport=PHONE)
    chat.page.clock.install()
    chat.greeted()
    chat.say("plan")
    chat.page.get_by_role("button", name="Start a guided session").click()
    _title(chat, "Bridge")
    return chat


def _title(chat: Chat, words: str) -> None:
    heading = chat.page.get_by_role("dialog").get_by_role("heading", level=2)
    expect(heading).to_have_text(words)
    expect(heading).to_be_focused()


def _step(chat: Chat) -> Locator:
    return chat.page.locator("#session-step")


def _press(chat: Chat, name: str) -> None:
    chat.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def test_nothing_counts_until_the_person_is_ready(led: Chat) -> None:
    expect(_step(led)).to_contain_text("first position")
    led.page.clock.run_for(600_000)
    expect(_step(led)).to_contain_text("first position")
    expect(led.page.get_by_role("dialog").get_by_role("img")).to_have_attribute(
        "alt", "A person lifts the hips."
    )


def test_a_hold_counts_down_then_rests_then_goes_on_by_itself(led: Chat) -> None:
    _press(led, "I am ready")
    expect(_step(led)).to_have_text("Hold for 5 seconds. First side. Number 1 of 2.")
    expect(led.page.get_by_role("timer")).to_have_text("5")
    led.page.clock.run_for(2_000)
    expect(led.page.get_by_role("timer")).to_have_text("3")
    led.page.clock.run_for(3_200)
    expect(_step(led)).to_have_text("Let go and rest for 3 seconds.")
    led.page.clock.run_for(3_200)
    expect(_step(led)).to_have_text("Hold for 5 seconds. First side. Number 2 of 2.")
    led.page.clock.run_for(5_200)
    expect(_step(led)).to_have_text("Change to the other side.")


def test_a_pause_lasts_as_long_as_it_takes(led: Chat) -> None:
    _press(led, "I am ready")
    led.page.clock.run_for(2_000)
    _press(led, "Pause")
    led.page.clock.run_for(3_600_000)
    expect(_step(led)).to_contain_text("Paused")
    expect(led.page.get_by_role("timer")).to_have_text("3")
    _press(led, "Go on")
    led.page.clock.run_for(1_000)
    expect(led.page.get_by_role("timer")).to_have_text("2")


def test_what_was_done_is_ticked_and_what_was_skipped_is_not(led: Chat) -> None:
    _press(led, "Skip this one")
    _title(led, "Short walks")
    _press(led, "I am ready")
    expect(_step(led)).to_have_text("Take your time.")
    _press(led, "Done")
    _title(led, "Well done")
    expect(led.page.locator("#session-done li")).to_have_text(
        ["Bridge: left out", "Short walks: done"]
    )
    _press(led, "Close")
    expect(led.page.locator("#start-session")).to_be_focused()
    for _ in ("at once", "after a reload"):
        expect(led.page.locator("#last-time")).to_contain_text(
            "Last time: 1 exercise on"
        )
        led.page.reload()
    assert led.page.evaluate("localStorage.length") == 0


def test_who_left_all_out_is_not_praised_and_nothing_is_remembered(led: Chat) -> None:
    for _ in range(2):
        _press(led, "Skip this one")
    _title(led, "That is all for now")
    _press(led, "Close")
    expect(led.page.locator("#last-time")).to_have_text("")


def test_the_clock_and_every_button_of_a_session_fit_a_phone(led: Chat) -> None:
    led.page.set_viewport_size({"width": 360, "height": 740})
    _press(led, "I am ready")
    for control in led.page.locator("#session button, #session-left").all():
        expect(control).to_be_in_viewport(ratio=1)


def test_the_device_remembers_only_for_who_asks_and_forgets_again(led: Chat) -> None:
    _press(led, "Skip this one")
    _press(led, "I am ready")
    _press(led, "Done")
    led.page.get_by_label("Remember on this device").check()
    assert "walking" in led.page.evaluate("localStorage['spinewise.done.1']")
    led.page.get_by_label("Remember on this device").uncheck()
    assert led.page.evaluate("localStorage.length") == 0


def test_that_hurt_stops_names_the_danger_signs_and_tells_the_bot(led: Chat) -> None:
    _press(led, "I am ready")
    name = led.page.locator("#session-title").inner_text()
    _press(led, "That hurt")
    expect(led.page.get_by_role("dialog")).to_have_count(0)
    expect(led.page.get_by_text("Stop that exercise for now.")).to_be_visible()
    expect(led.page.get_by_role("link", name="112").last).to_be_visible()
    led.hears(f"I heard: {name} hurts.")
    led.page.clock.run_for(60_000)
    expect(led.page.get_by_role("dialog")).to_have_count(0)


def test_escape_ends_the_session_and_no_timer_goes_on(led: Chat) -> None:
    _press(led, "I am ready")
    led.page.keyboard.press("Escape")
    expect(led.page.get_by_role("dialog")).to_have_count(0)
    expect(led.page.locator("#start-session")).to_be_focused()
    led.page.clock.run_for(60_000)
    expect(led.page.locator("#session-left")).to_have_text("5")


def test_a_whole_session_needs_only_the_keyboard(led: Chat) -> None:
    for button, step in (("I am ready", "Hold for 5"), ("Next", "Let go and rest")):
        led.page.get_by_role("dialog").get_by_role("button", name=button).focus()
        led.page.keyboard.press("Enter")
        expect(_step(led)).to_contain_text(step)


CUES = """
    window.cues = [];
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: class {
        constructor(text) { this.text = text; }
    }});
    Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => [{localService: true, lang: 'en-GB'}],
        speak: words => window.cues.push(words.text), cancel: () => {},
    }});
    const silent = {setValueAtTime() {}, exponentialRampToValueAtTime() {}};
    window.AudioContext = class {
        currentTime = 0;
        createGain() { return {gain: silent, connect: () => {}}; }
        createOscillator() {
            return {frequency: {}, connect: to => to, stop() {},
                start() { window.cues.push(this.frequency.value); }};
        }
    };
"""


@pytest.mark.parametrize(
    ("wish", "cues"),
    [
        ("#option-aloud", ["Hold for 5 seconds. First side. Number 1 of 2."]),
        ("#option-chimes", [880, 440, 440, 440]),
        (None, []),
    ],
)
def test_a_session_speaks_and_chimes_only_as_it_was_asked_to(
    open_chat: Callable[..., Chat], wish: str | None, cues: list[object]
) -> None:
    chat = open_chat()
    chat.page.add_init_script(CUES)
    chat.page.clock.install()
    chat.greeted()
    chat.say("plan")
    chat.page.locator("#start-session").wait_for()
    if wish:
        chat.page.locator("#open-options").click()
        chat.page.locator(wish).check()
        chat.page.get_by_role("button", name="Done").click()
    chat.page.locator("#start-session").click()
    _title(chat, "Bridge")
    _press(chat, "I am ready")
    for _ in range(4):
        chat.page.clock.run_for(1_000)
    assert chat.page.evaluate("window.cues") == cues


@pytest.mark.parametrize(
    ("dose", "steps"),
    [
        ({"reps": 10}, "ready move"),
        ({"sides": 2, "reps": 5}, "ready move change move"),
        ({"hold_seconds": 5, "reps": 3}, "ready hold rest hold rest hold"),
        ({"hold_seconds": 5, "sides": 2}, "ready hold change hold"),
        ({"sets": 2, "hold_seconds": 5}, "ready hold rest hold"),
    ],
)
def test_a_dose_becomes_steps_with_its_rounds_sides_holds_and_rests(
    chat: Chat, dose: dict[str, int], steps: str
) -> None:
    kinds = chat.page.evaluate(
        "dose => import('/chat/session.js').then(({stepsOf}) =>"
        " stepsOf({dose}).map(step => step.kind).join(' '))",
        dose,
    )
    assert kinds == steps


def test_a_variant_is_told_without_the_picture_of_the_usual_way(chat: Chat) -> None:
    chat.page.evaluate(
        "import('/chat/session_view.js').then(m => m.begin("
        "[{id: 'bridge', variant: 'easier'}]))"
    )
    _title(chat, "Bridge")
    expect(chat.page.locator("#session-steps li").first).to_have_text(
        "Lift your hips only a little."
    )
    expect(chat.page.get_by_role("dialog").get_by_role("img")).to_have_count(0)


def test_a_server_that_is_away_leaves_the_written_plan(chat: Chat) -> None:
    chat.say("plan")
    start = chat.page.get_by_role("button", name="Start a guided session")
    start.wait_for()
    chat.failing = True
    chat.server.stop()
    start.click()
    expect(chat.page.get_by_text("I could not get the exercises.")).to_be_visible()


@pytest.mark.parametrize("asked", ["my lower back is tight", "confirm"])
def test_a_question_about_danger_takes_the_session_away(chat: Chat, asked: str) -> None:
    chat.say("plan")
    chat.page.locator("#start-session").wait_for()
    chat.say(asked)
    chat.page.locator("#choices").wait_for()
    expect(chat.page.locator("#start-session")).to_be_hidden()


def test_a_question_about_the_talk_leaves_the_session(chat: Chat) -> None:
    chat.say("plan")
    chat.say("country")
    chat.page.locator("#choices").wait_for()
    expect(chat.page.locator("#start-session")).to_be_visible()


@pytest.mark.parametrize("later", ["urgent", "I can't feel when I pee"])
def test_a_danger_sign_takes_the_session_away(chat: Chat, later: str) -> None:
    chat.say("plan")
    chat.page.locator("#start-session").wait_for()
    chat.say(later)
    chat.hears("Call 999" if later != "urgent" else "Get checked today")
    expect(chat.page.locator("#start-session")).to_be_hidden()
