"""`python -m bench.screenshots`: the main states of the page into docs/screenshots."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from spinewise.serving import train_if_stale
from spinewise.settings import ROOT
from tests.browser.conftest import CHROMIUM, DESKTOP, FLAGS, PHONE
from tests.e2e.bots import bot

FOLDER = ROOT / "docs" / "screenshots"
QUALITY = 60
TIGHT = "my lower back is tight, I'm 34 and male"


def _say(page: Page, text: str) -> None:
    page.locator("#field").fill(text)
    page.locator("#field").press("Enter")


def _deny_until(page: Page, shown: str) -> None:
    """Say no to every safety question until this shows."""
    none = page.get_by_role("button", name="None of these")
    wanted = page.locator(shown).first
    while True:
        none.or_(wanted).first.wait_for()
        if wanted.is_visible():
            return
        none.click()


def _question(page: Page) -> None:
    _say(page, TIGHT)
    page.locator("#choices").wait_for()


def _emergency(page: Page) -> None:
    _say(page, "my back hurts and I can't feel when I pee")
    page.locator(".card.emergency").wait_for()


def _urgent(page: Page) -> None:
    _say(page, "my back hurts, I'm 34 and male, and I have a fever and shivers")
    _deny_until(page, ".card")


def _clinician(page: Page) -> None:
    _say(page, "my back has hurt for 3 months. I'm 34 and male")
    _deny_until(page, ".card")


def _crisis(page: Page) -> None:
    _say(page, "my back hurts so much that I want to kill myself")
    page.locator(".card.emergency").wait_for()


def _plan(page: Page) -> None:
    _say(page, TIGHT)
    _deny_until(page, "#start-session")
    page.locator(".picture img").first.evaluate("one => one.decode()")
    heading = page.get_by_role("heading", name="1. ")
    heading.evaluate("one => one.scrollIntoView({block: 'start'})")


def _session(page: Page) -> None:
    _plan(page)
    page.locator("#start-session").click()
    page.get_by_role("button", name="I am ready").click()
    page.get_by_role("button", name="Pause").click()
    page.locator("#session img").evaluate("one => one.decode()")


def _offline(page: Page) -> None:
    page.context.set_offline(True)
    _say(page, "it hurts more now")
    page.locator("#retry").wait_for()


def _reasons(page: Page) -> None:
    _emergency(page)
    page.locator(".reasons summary").click()
    page.locator(".grounds").evaluate("one => one.scrollIntoView({block: 'end'})")


STATES: dict[str, tuple[Callable[[Page], None], str]] = {
    "question": (_question, "light"),
    "emergency": (_emergency, "light"),
    "reasons": (_reasons, "light"),
    "crisis": (_crisis, "light"),
    "urgent": (_urgent, "light"),
    "clinician": (_clinician, "light"),
    "plan": (_plan, "light"),
    "session": (_session, "light"),
    "no-connection": (_offline, "light"),
    "plan-dark": (_plan, "dark"),
}


def _take(browser: Browser, url: str) -> None:
    for size, viewport in (("phone", PHONE), ("desktop", DESKTOP)):
        for name, (act, scheme) in STATES.items():
            page = browser.new_context(
                viewport=viewport,  # type: ignore[arg-type]
                is_mobile=size == "phone",
                has_touch=size == "phone",
                color_scheme=scheme,  # type: ignore[arg-type]
                reduced_motion="reduce",
            ).new_page()
            page.goto(f"{url}/chat")
            page.locator(".message.bot").first.wait_for()
            act(page)
            path = FOLDER / f"{name}-{size}.jpg"
            page.screenshot(path=path, type="jpeg", quality=QUALITY)
            page.context.close()


def main() -> None:
    """Start a bot and take every picture."""
    train_if_stale()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        bot(Path(folder)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _take(browser, url)
        browser.close()
    taken = sorted(FOLDER.glob("*.jpg"))
    total = sum(file.stat().st_size for file in taken)
    print(f"{len(taken)} pictures, {total // 1000} KB: {FOLDER}")


if __name__ == "__main__":
    main()
