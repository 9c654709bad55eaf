"""`spinewise run` is killed in the middle of a conversation, and comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psutil
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.e2e.bots import ROOT, free_port


@contextmanager
def spinewise_run(port: int) -> Iterator[subprocess.Popen[str]]:
    """Start the command as a person does; yields once it says that it is ready."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "spinewise.cli", "run"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as command:
        assert command.stdout is not None
        try:
            assert any("Spinewise is ready" in line for line in command.stdout)
            yield command
        finally:
            kill(command)


def kill(command: subprocess.Popen[str]) -> None:
    """End the command and its server at once, as a power cut does."""
    if command.poll() is None:
        ended = [command, *psutil.Process(command.pid).children(recursive=True)]
        for each in ended:
            os.kill(each.pid, signal.SIGKILL)
        psutil.wait_procs(ended[1:])  # the port must be free again
    command.wait()


@pytest.fixture
def page() -> Iterator[Page]:
    """A phone's browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_context(viewport=PHONE).new_page()
        browser.close()


@pytest.mark.usefixtures("model")
def test_a_server_killed_in_the_middle_loses_nothing_and_the_talk_goes_on(
    page: Page,
) -> None:
    port = free_port()
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)

    def press(title: str, then: str) -> None:
        page.get_by_role("button", name=title).click()
        expect(page.locator(".message.bot").last).to_contain_text(then)

    with ExitStack() as first:
        command = first.enter_context(spinewise_run(port))
        page.goto(f"http://127.0.0.1:{port}/chat")
        page.locator(".message.bot").first.wait_for()
        page.locator("#field").fill(
            "my back hurts, I'm 34 and male, and I have a fever"
        )
        page.locator("#field").press("Enter")
        expect(page.locator(".message.bot").last).to_contain_text("Question 1 of")
        press("None of these", "Question 2 of")
        before = page.locator(".message").all_inner_texts()
        kill(command)

        page.get_by_role("button", name="None of these").click()
        trouble = page.locator("#trouble")
        expect(trouble).to_contain_text("Call your local emergency number now")
        expect(page.locator(".unanswered")).to_have_count(1)
        assert page.locator(".message").all_inner_texts()[: len(before)] == before

    with spinewise_run(port):
        page.get_by_role("button", name="Try again").click()
        expect(trouble).to_be_hidden()
        card = page.locator(".card.urgent")
        none = page.get_by_role("button", name="None of these")
        none.or_(card).first.wait_for()
        while none.is_visible():
            none.click()
            none.or_(card).first.wait_for()

    # The fever was told to the server that was killed.
    expect(card).to_contain_text("fever")
    expect(page.locator(".unanswered")).to_have_count(0)
    asked = page.get_by_text("Question 1 of")
    expect(asked).to_have_count(1)
    expect.set_options(timeout=5_000)
