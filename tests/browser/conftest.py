"""A browser, a fake server, and a page that may not misbehave unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from .fake_server import FakeServer

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


# Not the session's: Playwright's loop must be gone before another folder's async tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return one headless Chromium for all tests of this folder."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """Return a fake server that works until a test breaks it."""
    fake = FakeServer()
    yield fake
    fake.stop()


@dataclass
class Chat:
    """A person at the page."""

    page: Page
    server: FakeServer
    complaints: list[str] = field(default_factory=list)
    failing: bool = False  # a test that breaks the server expects its errors
    forbidden: bool = False  # a test that frames what may not be framed, too
    also_asked: str = "data:"  # another origin that may be asked: the site around
    sent: int = 0  # messages on their way to the server, and there
    underway: int = 0  # of them without an answer

    def open(self) -> None:
        """Open the page and wait until it shows itself."""
        self.page.goto(self.server.url)
        self.page.locator("main").wait_for()

    def greeted(self) -> Chat:
        """Open the page and wait for the bot's first words."""
        self.open()
        self.page.get_by_text("What is wrong with your back?").wait_for()
        return self

    def say(self, text: str) -> None:
        """Type a message and send it with Enter."""
        self.page.locator("#field").fill(text)
        self.page.locator("#field").press("Enter")

    def hears(self, text: str) -> None:
        """Wait until the bot has said this."""
        self.page.locator(".message.bot").get_by_text(text).first.wait_for()

    def hurry_until(self, locator: Locator) -> None:
        """Let the page's clock run fast (`page.clock` installed) until this shows."""
        for _ in range(200):
            self._let_the_network_work()
            if locator.is_visible():
                return
            self.page.clock.run_for(250)
        raise AssertionError(f"{locator} never showed")

    def _let_the_network_work(self) -> None:
        """Wait in real time, so that the page's clock outruns no request.

        What is hung is left as it is once the server has it.
        """
        for _ in range(500):
            hung = self.server.mode == "hangs"
            if not self.underway or (hung and len(self.server.requests) == self.sent):
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("a request neither arrived nor ended")

    def transcript(self) -> list[tuple[str, str]]:
        """Return who said what, as shown."""
        return [
            (who, text)
            for who, text in self.page.locator(".message").evaluate_all(
                "all => all.map(one => [one.classList[1],"
                " one.querySelector('.bubble').innerText])"
            )
        ]

    def focused(self) -> str:
        """Return the id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))


@pytest.fixture
def open_chat(browser: Browser, server: FakeServer) -> Iterator[Callable[..., Chat]]:
    """Return a function that makes a person at a new page.

    Whatever they do, at the end of the test the page has asked no other host,
    broken no content policy and logged no error.
    """
    opened: list[Chat] = []

    def make(**options: Any) -> Chat:
        options.setdefault("viewport", DESKTOP)
        options.setdefault("reduced_motion", "reduce")
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(5000)
        chat = Chat(page, server)
        _watch(chat)
        opened.append(chat)
        return chat

    yield make
    for chat in opened:
        chat.page.context.close()
    assert [complaint for chat in opened for complaint in chat.complaints] == []


def _watch(chat: Chat) -> None:
    def logged(message: Any) -> None:
        lost = chat.failing and "Failed to load resource" in message.text
        lost = lost or (chat.forbidden and "frame-ancestors" in message.text)
        if message.type in {"error", "warning"} and not lost:
            chat.complaints.append(f"{message.type}: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((chat.server.origin, chat.also_asked, "data:")):
            chat.complaints.append(f"asked {request.url}")

    chat.page.on("console", logged)
    chat.page.on("pageerror", lambda error: chat.complaints.append(f"thrown: {error}"))

    def begins(request: Any) -> None:
        if request.url.endswith("/webhook"):
            chat.sent += 1
            chat.underway += 1

    def ends(request: Any) -> None:
        if request.url.endswith("/webhook"):
            chat.underway -= 1

    chat.page.on("request", asked)
    chat.page.on("request", begins)
    chat.page.on("requestfinished", ends)
    chat.page.on("requestfailed", ends)
    chat.page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " e => console.error('policy broken: ' + e.violatedDirective))"
    )


@pytest.fixture
def chat(open_chat: Callable[..., Chat]) -> Chat:
    """Return a person at a desktop page whom the bot has greeted."""
    return open_chat().greeted()
