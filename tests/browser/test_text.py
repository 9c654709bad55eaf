"""Which numbers become links to dial, and how lists are found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .fake_server import FakeServer


@pytest.fixture(scope="module")
def module(browser: Browser) -> Iterator[Page]:
    """Return a page on which the module `text.js` can be called."""
    server = FakeServer()
    page = browser.new_page()
    page.goto(server.url)
    yield page
    page.close()
    server.stop()


def _numbers(page: Page, text: str) -> list[str]:
    call = (
        "text => import('/chat/text.js')"
        ".then(({phoneNumbers}) => phoneNumbers(text).map(one => one.text))"
    )
    return list(page.evaluate(call, text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 999 now.", ["999"]),
        ("Call 999 or 112, or dial 000.", ["999", "112", "000"]),
        ("Call your local emergency number (112 works on many mobiles).", ["112"]),
        (
            "You can call:\n- Samaritans: 116 123\n- Lifeline: 13 11 14",
            ["116 123", "13 11 14"],
        ),
        ("phone +44 20 7946 0018 today", ["+44 20 7946 0018"]),
        ("Ring (020) 7946 0018.", ["(020) 7946 0018"]),
        ("call 1-800-222-1222", ["1-800-222-1222"]),
        ("Telephone: 0120-783-556", ["0120-783-556"]),
        ("Call 15 in France", ["15"]),
        ("Call 116 123 24 hours a day", ["116 123"]),
        ("Helpline: 1737", ["1737"]),
        ("Call:999", ["999"]),
    ],
)
def test_a_number_to_dial_is_found(module: Page, text: str, numbers: list[str]) -> None:
    assert _numbers(module, text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "999 things to do",
        "Call your doctor within 24 hours",
        "Call us if it lasts 100 days",
        "Call if you have a fever of 38.5 or 101.3",
        "Call for help. You are 120% sure",
        "Call or text SHOUT to 85258",
        'Call now. You said: "it hurts 365 and 911"',
        "Call now. You said: “I took 400”",
        "Call before 2026-11-22",
        "Recall 999",
        "Call room A101",
    ],
)
def test_other_numbers_stay_text(module: Page, text: str) -> None:
    assert _numbers(module, text) == []


def _html(page: Page, text: str) -> str:
    call = """text => import('/chat/text.js').then(({rendered}) => {
        const box = document.createElement('div');
        box.append(rendered(text, {phones: true}));
        return box.innerHTML;
    })"""
    return str(page.evaluate(call, text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("Do:\n- a\n- b\n\nend", "<p>Do:</p><ul><li>a</li><li>b</li></ul><p>end</p>"),
        (
            "1. a\n\n2. b\n   more",
            '<ol><li value="1">a</li><li value="2">b<br>   more</li></ol>',
        ),
        ("- a\nHow much: b", "<ul><li>a</li></ul><p>How much: b</p>"),
        ("3) c", '<ol><li value="3">c</li></ol>'),
        ("a-b\n-1 is cold", "<p>a-b<br>-1 is cold</p>"),
        ("- call 112 now", '<ul><li>call <a href="tel:112">112</a> now</li></ul>'),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        ("", ""),
    ],
)
def test_text_becomes_paragraphs_and_lists(module: Page, text: str, html: str) -> None:
    assert _html(module, text) == html
