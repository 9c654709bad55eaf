"""The real page against the real bot, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE

HTTPS = re.compile("^https://")


@pytest.fixture(scope="module")
def page(url: str) -> Iterator[Page]:
    """A phone with the page of the running bot, greeted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_context(viewport=PHONE).new_page()
        opened.set_default_timeout(20_000)
        # The first answers of a new server on a busy machine take their time.
        expect.set_options(timeout=20_000)
        yield opened
        expect.set_options(timeout=5_000)
        browser.close()


@pytest.fixture
def chat(page: Page, url: str) -> Page:
    """The page in a new conversation."""
    page.context.clear_cookies()
    page.goto(f"{url}/chat")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator(".message.bot").first).to_contain_text("computer program")
    return page


def say(page: Page, text: str) -> None:
    """Type a message and send it."""
    page.locator("#field").fill(text)
    page.locator("#field").press("Enter")


def test_a_tight_back_reaches_its_exercises_by_buttons(chat: Page) -> None:
    say(chat, "my lower back is tight, I'm 34 and male")
    for part in ("Question 1 of", "Question 2 of", "Question 3 of", "Question 4 of"):
        expect(chat.locator(".message.bot").last).to_contain_text(part)
        chat.get_by_role("button", name="None of these").click()

    expect(chat.get_by_text("Care for yourself").first).to_be_visible()
    expect(chat.get_by_text("How much:").first).to_be_visible()


def test_an_emergency_is_shown_as_a_card_with_the_action_first(chat: Page) -> None:
    say(chat, "my back hurts and I can't feel when I pee")

    card = chat.locator(".message.bot").last
    expect(card).to_contain_text("Emergency")
    expect(card).to_contain_text("Go to the emergency department now")
    expect(card).to_contain_text("can't feel when I pee")


def test_a_crisis_is_answered_with_a_number_to_tap_and_no_exercise(chat: Page) -> None:
    say(chat, "my back hurts so much that I want to kill myself")

    card = chat.locator(".card.emergency")
    expect(card.get_by_role("heading")).to_have_text("Emergency: act now")
    expect(card).to_contain_text("I'm sorry it hurts so much")
    expect(card.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(chat.locator("#start-session")).to_be_hidden()


def test_an_emergency_card_unfolds_the_rule_and_its_source(chat: Page) -> None:
    say(chat, "my back hurts and I can't feel when I pee")
    fold = chat.locator(".card.emergency .reasons")
    fold.get_by_text("Why, and my sources").click()

    expect(fold).to_contain_text("Rule: cauda_equina.urine_incontinence")
    expect(fold.get_by_role("link").first).to_have_attribute("href", HTTPS)


@pytest.mark.parametrize(
    ("tier", "told", "heading"),
    [
        ("urgent", "my back hurts and I have a fever and shivers", "Urgent: today"),
        ("clinician", "my back has hurt for 3 months", "See someone soon"),
    ],
)
def test_a_sign_for_a_clinician_ends_in_its_card(
    chat: Page, tier: str, told: str, heading: str
) -> None:
    say(chat, f"{told}. I'm 34 and male")
    card = chat.locator(f".card.{tier}")
    none = chat.get_by_role("button", name="None of these")
    none.or_(card).first.wait_for()
    while none.is_visible():
        none.click()
        none.or_(card).first.wait_for()

    expect(card.get_by_role("heading")).to_have_text(heading)
    expect(chat.get_by_role("link", name="Summary as PDF")).to_be_visible()
    if tier == "urgent":
        expect(chat.locator("#start-session")).to_be_hidden()


def test_a_plan_can_be_followed_and_taken_along(chat: Page) -> None:
    say(chat, "my lower back is tight, I'm 34 and male")
    for part in ("1 of", "2 of", "3 of", "4 of"):
        expect(chat.locator(".message.bot").last).to_contain_text(part)
        chat.get_by_role("button", name="None of these").click()
    start = chat.get_by_role("button", name="Start a guided session")
    start.wait_for()
    pictures = chat.locator("#log .picture img")
    assert pictures.first.evaluate("one => one.decode().then(() => one.naturalWidth)")

    start.click()
    dialog = chat.get_by_role("dialog")
    expect(dialog.get_by_text("Exercise 1 of")).to_be_visible()
    dialog.get_by_role("button", name="I am ready").click()
    dialog.get_by_role("button", name="That hurt").click()
    expect(chat.get_by_text("Stop that exercise for now.")).to_be_visible()

    pdf = chat.get_by_role("link", name="Summary as PDF").get_attribute("href")
    assert chat.request.get(str(pdf)).body().startswith(b"%PDF")


def test_clear_deletes_the_conversation_on_the_server(chat: Page, url: str) -> None:
    say(chat, "something private about my back")
    expect(chat.locator(".message.bot").nth(2)).to_be_visible()
    kept = chat.evaluate("JSON.parse(sessionStorage['spinewise.conversation.1'])")

    chat.get_by_role("button", name="Clear").click()
    with chat.expect_response("**/webhooks/web/*.*") as deleted:
        chat.get_by_role("button", name="Yes, clear it").click()

    assert deleted.value.status == 204
    assert deleted.value.url.endswith(kept["conversation"])
