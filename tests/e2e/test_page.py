"""The real page against the real bot, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE


@pytest.fixture(scope="module")
def page(url: str) -> Iterator[Page]:
    """A phone with the page of the running bot, greeted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_context(viewport=PHONE).new_page()
        opened.set_default_timeout(20_000)
        yield opened
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
    for part in ("(1/", "(2/", "(3/", "(4/"):
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
