"""What a person at the page sees and does while the server works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, Chat
from .conversations import NO, YES


def test_the_bot_introduces_itself_and_the_greeting_is_not_shown(chat: Chat) -> None:
    assert [who for who, _ in chat.transcript()] == ["bot", "bot"]
    assert chat.server.answered == ["/greet"]


def test_the_first_call_names_no_conversation_and_later_ones_the_minted(
    chat: Chat,
) -> None:
    chat.say("hello there")
    chat.hears("I heard: hello there")
    assert "conversation" not in chat.server.requests[0]
    assert chat.server.requests[1]["conversation"] == "minted-conversation-0001"
    assert (
        chat.server.requests[0]["message_id"] != chat.server.requests[1]["message_id"]
    )


def test_what_was_told_goes_along_for_a_server_that_lost_it(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.get_by_role("button", name="No", exact=True).click()
    chat.hears("Knee rolls")
    chat.page.reload()
    chat.say("and now?")
    chat.hears("I heard: and now?")

    earlier = chat.server.requests[-1]["earlier"]
    assert [each["message"] for each in earlier] == ["my lower back is tight", NO]
    assert all(0 <= each["ago"] < 60 for each in earlier)


def test_what_the_server_forgot_on_demand_is_not_told_again(chat: Chat) -> None:
    chat.say("something private")
    chat.hears("I heard: something private")
    chat.server.forgets = True
    chat.say("forget me")
    chat.hears("I heard: forget me")
    chat.server.forgets = False
    chat.say("hello")
    chat.hears("I heard: hello")
    assert chat.server.requests[-1]["earlier"] == []


@pytest.mark.parametrize(
    "words", ["not a doctor", "not a medical device", "No clinician has reviewed"]
)
def test_the_page_says_what_it_is_not(chat: Chat, words: str) -> None:
    expect(chat.page.locator("#notice")).to_contain_text(words)


def test_a_typed_message_is_shown_and_answered_in_order(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.hears("Do you have any of these?")
    assert [who for who, _ in chat.transcript()][2:] == ["person", "bot", "bot"]
    expect(chat.page.locator("#typing")).to_be_hidden()


def test_lists_and_paragraphs_become_elements(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.hears("Do you have any of these?")
    items = chat.page.locator(".message.bot").last.locator("ul > li")
    expect(items).to_have_text(
        ["You can't feel when you pee", "Numb between your legs", "A weak leg"]
    )


def test_progress_is_said_in_words(chat: Chat) -> None:
    chat.say("my lower back is tight")
    expect(chat.page.get_by_text("Question 1 of 5")).to_be_visible()


def test_a_choice_is_shown_by_its_title_and_sent_as_its_payload(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.get_by_role("button", name="Yes").click()
    chat.hears("Emergency: act now")
    assert ("person", "Yes") in chat.transcript()
    assert chat.server.answered[-1] == YES
    expect(chat.page.locator("#choices")).to_have_count(0)


def test_choices_stay_while_the_person_types_and_go_once_they_sent(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.locator("#choices").wait_for()
    chat.page.locator("#field").fill("I pressed the wrong one")
    expect(chat.page.get_by_role("button", name="Not sure")).to_be_enabled()
    chat.page.locator("#field").press("Enter")
    chat.hears("I heard: I pressed the wrong one")
    expect(chat.page.locator("#choices")).to_have_count(0)


def test_an_emergency_is_an_assertive_card_with_numbers_to_tap(chat: Chat) -> None:
    chat.say("I can't feel when I pee")
    card = chat.page.get_by_role("alert").filter(has_text="Emergency: act now")
    expect(card.get_by_role("heading")).to_have_text("Emergency: act now")
    links = card.get_by_role("link").evaluate_all("all => all.map(a => a.href)")
    assert links == ["tel:999", "tel:112", "tel:116123", "tel:+442079460018"]


@pytest.mark.parametrize(
    ("message", "heading", "links"),
    [
        ("urgent", "Urgent: today", ["tel:111"]),
        ("clinician", "See someone soon", []),
        (NO, "Care for yourself", ["tel:555123"]),
    ],
)
def test_each_tier_stands_in_words_on_its_card(
    chat: Chat, message: str, heading: str, links: list[str]
) -> None:
    chat.say(message)
    card = chat.page.locator(".card")
    expect(card.get_by_role("heading")).to_have_text(heading)
    assert card.locator("a").evaluate_all("all => all.map(a => a.href)") == links
    expect(card).not_to_have_attribute("role", "alert")


def test_a_card_unfolds_words_reason_rule_and_sources(chat: Chat) -> None:
    chat.say("I can't feel when I pee")
    fold = chat.page.locator(".card .reasons")
    expect(fold.get_by_text("The nerves to your bladder")).to_be_hidden()

    fold.get_by_text("Why, and my sources").click()

    expect(fold.get_by_text("The nerves to your bladder")).to_be_visible()
    expect(fold).to_contain_text("“can't feel when I pee”")
    expect(fold).to_contain_text("Rule: nerves.pee, looked at on 2026-11-22")
    expect(fold.get_by_role("listitem")).to_have_text(
        ["Warning card (A hospital)", "A book (A house)"]
    )
    source = fold.get_by_role("link", name="Warning card")
    expect(source).to_have_attribute("href", "https://hospital.example/card")
    expect(source).to_have_attribute("rel", "noopener noreferrer")


def test_a_card_of_self_care_unfolds_what_was_denied_and_why_to_move(
    chat: Chat,
) -> None:
    chat.say("plan")
    fold = chat.page.locator(".card .reasons")
    fold.locator("summary").press("Enter")
    expect(fold.get_by_text("numb between the legs")).to_be_visible()
    expect(fold.get_by_role("heading")).to_have_text("Bridge")
    expect(fold).to_contain_text("A guideline")
    expect(fold.get_by_role("link")).to_have_count(0)  # it was no web address


def test_on_paper_a_card_is_unfolded(chat: Chat) -> None:
    chat.say("I can't feel when I pee")
    reason = chat.page.get_by_text("The nerves to your bladder")
    expect(reason).to_be_hidden()
    chat.page.emulate_media(media="print")
    expect(reason).to_be_visible()


def test_a_card_without_a_text_frames_the_text_beside_it(chat: Chat) -> None:
    chat.say("clinician")
    expect(chat.page.locator(".card")).to_contain_text("See a doctor or a physio")
    assert len(chat.transcript()) == 4


def test_messages_sent_in_one_breath_are_answered_in_order(chat: Chat) -> None:
    for text in ("one", "two", "three"):
        chat.say(text)
    chat.hears("I heard: three")
    assert chat.server.answered == ["/greet", "one", "two", "three"]


def test_a_picture_of_this_page_is_shown_with_its_alt_text(chat: Chat) -> None:
    chat.say("picture")
    picture = chat.page.get_by_role("img", name="A teal box")
    picture.wait_for()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)")


def test_an_exercise_is_headed_by_its_name_and_shown_before_it_is_told(
    chat: Chat,
) -> None:
    chat.say("plan")
    walk = chat.page.locator(".message.bot").filter(has_text="Easy on the back")
    expect(walk.get_by_role("heading", level=3)).to_have_text("2. Short walks")
    parts = walk.locator(".body > *").evaluate_all("all => all.map(one => one.tagName)")
    assert parts == ["H3", "DIV", "P", "P", "P"]
    expect(walk.locator("p")).to_have_text(
        ["Easy on the back.", "How much: 5 minutes.", "Phone 555 123 if it gets worse."]
    )


def test_a_number_to_call_can_be_tapped_wherever_the_bot_names_it(chat: Chat) -> None:
    chat.say("plan")
    link = chat.page.get_by_role("link", name="555 123")
    expect(link).to_have_attribute("href", "tel:555123")


def test_a_picture_from_elsewhere_is_not_fetched_but_described(chat: Chat) -> None:
    chat.say("foreign picture")
    chat.hears("A far box")
    expect(chat.page.locator("#log img")).to_have_count(0)


def test_markup_and_script_links_stay_text(chat: Chat) -> None:
    chat.say("attack")
    chat.hears("onerror=")
    assert chat.page.locator("#log :is(img, script, b, i, u)").count() == 0
    hrefs = chat.page.locator("#log a").evaluate_all("all => all.map(a => a.href)")
    assert hrefs == ["tel:999"]
    chat.page.get_by_role("button", name="<b>bold</b>").click()
    chat.hears("I heard: <i>payload</i>")
    assert chat.page.evaluate("window.hacked") is None


def test_what_the_person_types_stays_text(chat: Chat) -> None:
    chat.say("<img src=x onerror=window.hacked=1>")
    chat.hears("I heard: <img")
    assert chat.page.evaluate("window.hacked") is None


def test_an_answer_of_odd_shape_does_no_harm(chat: Chat) -> None:
    chat.say("odd")
    chat.hears("Still here")
    chat.say("and on")
    chat.hears("I heard: and on")


def test_a_reload_keeps_the_conversation_and_its_choices(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.locator("#choices").wait_for()
    before = chat.transcript()
    chat.page.reload()
    chat.page.get_by_role("button", name="Yes").wait_for()
    assert chat.transcript() == before
    chat.page.get_by_role("button", name="Yes").click()
    chat.hears("Emergency: act now")
    assert chat.server.answered.count("/greet") == 1
    assert chat.server.requests[-1]["conversation"] == "minted-conversation-0001"


def test_a_reload_does_not_raise_the_alarm_again(chat: Chat) -> None:
    chat.say("I can't feel when I pee")
    chat.hears("Emergency: act now")
    chat.page.reload()
    chat.hears("Emergency: act now")
    expect(chat.page.locator(".card")).not_to_have_attribute("role", "alert")


def test_clear_forgets_here_and_starts_anew(chat: Chat) -> None:
    chat.say("something private")
    chat.hears("I heard: something private")
    chat.page.get_by_role("button", name="Clear").click()
    chat.page.get_by_role("button", name="Yes, clear it").click()
    expect(chat.page.locator(".message.person")).to_have_count(0)
    chat.hears("What is wrong with your back?")
    assert chat.server.requests[-1]["message"] == "/greet"
    assert "conversation" not in chat.server.requests[-1]
    assert "private" not in chat.page.content()
    assert "private" not in chat.page.evaluate("JSON.stringify({...sessionStorage})")
    assert chat.page.evaluate("localStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("way", ["button", "escape"])
def test_a_clear_pressed_by_mistake_can_be_taken_back(chat: Chat, way: str) -> None:
    chat.page.get_by_role("button", name="Clear").click()
    if way == "button":
        chat.page.get_by_role("button", name="Keep it").click()
    else:
        chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("dialog")).to_be_hidden()
    assert len(chat.transcript()) == 2
    assert chat.focused() == "clear"


def test_another_tab_starts_its_own_conversation(
    open_chat: Callable[..., Chat], chat: Chat
) -> None:
    open_chat(viewport=PHONE).greeted()
    assert [body.get("conversation") for body in chat.server.requests] == [None, None]


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"entries": [{"from": "bot"}], "outbox": []}']
)
def test_a_broken_memory_starts_anew(chat: Chat, kept: str) -> None:
    chat.page.evaluate(
        "kept => sessionStorage.setItem('spinewise.conversation.1', kept)", kept
    )
    chat.page.reload()
    chat.hears("What is wrong with your back?")
    chat.say("and on")
    chat.hears("I heard: and on")


def test_two_hundred_messages_leave_the_page_usable(chat: Chat) -> None:
    entries = [
        {"from": "person", "id": str(number), "text": f"message {number}"}
        for number in range(200)
    ]
    chat.page.evaluate(
        "entries => sessionStorage.setItem('spinewise.conversation.1', JSON.stringify("
        "{conversation: 'minted-conversation-0001', entries, outbox: []}))",
        entries,
    )
    chat.page.reload()
    chat.say("still there?")
    chat.hears("I heard: still there?")
    expect(chat.page.locator(".message")).to_have_count(202)
