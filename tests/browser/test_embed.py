"""One script tag puts the chat on a site of somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, expect

from .conftest import DESKTOP, PHONE, Chat
from .fake_server import FakeServer
from .test_access import violations


@pytest.fixture
def site() -> Iterator[FakeServer]:
    """Return the server of the other site: another origin."""
    other = FakeServer()
    yield other
    other.stop()


@pytest.fixture
def visitor(
    open_chat: Callable[..., Chat], server: FakeServer, site: FakeServer
) -> Callable[..., Chat]:
    """Return a function that brings a person to the other site."""
    site.chat_host = server.origin.encode()
    server.framed_by = site.origin

    def visit(**options: object) -> Chat:
        chat = open_chat(**options)
        chat.also_asked = site.origin
        chat.page.goto(f"{site.origin}/host")
        return chat

    return visit


def _frame(chat: Chat) -> FrameLocator:
    return chat.page.frame_locator("iframe[title='Spinewise chat']")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_person_can_talk_on_a_site_of_another_origin(
    visitor: Callable[..., Chat], size: dict[str, int]
) -> None:
    chat = visitor(viewport=size)
    assert chat.server.requests == []  # nothing is asked before it is opened
    chat.page.get_by_role("button", name="Ask about my back").click()
    frame = _frame(chat)
    frame.get_by_text("What is wrong with your back?").wait_for()
    frame.locator("#field").fill("I can't feel when I pee")
    frame.locator("#field").press("Enter")
    frame.get_by_role("alert").get_by_text("Emergency: act now").wait_for()


def test_axe_finds_nothing_in_the_launcher_and_in_the_frame(
    visitor: Callable[..., Chat],
) -> None:
    chat = visitor()
    chat.page.get_by_role("button", name="Ask about my back").wait_for()
    assert violations(chat.page.main_frame) == []
    chat.page.get_by_role("button", name="Ask about my back").click()
    _frame(chat).get_by_text("What is wrong with your back?").wait_for()
    for frame in chat.page.frames:
        assert violations(frame) == [], frame.url


def test_closing_gives_the_focus_back_and_keeps_the_conversation(
    visitor: Callable[..., Chat],
) -> None:
    chat = visitor()
    launcher = chat.page.get_by_role("button", name="Ask about my back")
    launcher.press("Enter")
    frame = _frame(chat)
    frame.get_by_text("What is wrong with your back?").wait_for()
    frame.get_by_role("button", name="Close", exact=True).click()
    expect(launcher).to_be_focused()
    launcher.press("Enter")
    frame.locator("#field").press("Escape")
    expect(launcher).to_be_focused()
    launcher.press("Enter")
    expect(frame.get_by_text("What is wrong with your back?")).to_be_visible()
    assert chat.server.answered == ["/greet"]


def test_a_site_that_is_not_allowed_shows_no_chat(
    visitor: Callable[..., Chat], server: FakeServer
) -> None:
    server.framed_by = "'self'"
    chat = visitor()
    chat.failing = chat.forbidden = True
    chat.page.get_by_role("button", name="Ask about my back").click()
    chat.page.locator("iframe").wait_for()
    expect(_frame(chat).locator("main")).to_have_count(0)
    assert server.requests == []


def test_the_page_by_itself_offers_nothing_to_close(chat: Chat) -> None:
    expect(chat.page.locator("#close")).to_be_hidden()
