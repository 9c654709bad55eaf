"""The summary over HTTP: text and PDF, for ids that cannot be guessed."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from tests.e2e.bots import Talk

UNGUESSABLE = "summary-of-a-conversation-1"


@pytest.fixture(scope="module")
def address(url: str) -> str:
    """Where the summary of a conversation is."""
    talk = Talk(url, sender=UNGUESSABLE)
    talk.say("my back hurts and I have a fever")
    replace(talk, sender="bob").say("my back hurts and I have a fever")
    return f"{url}/summary"


def test_the_text_holds_the_persons_words(address: str) -> None:
    reply = httpx.get(f"{address}/{UNGUESSABLE}.txt")

    assert reply.status_code == 200
    assert "my back hurts and I have a fever" in reply.text
    assert reply.headers["cache-control"] == "no-store"


def test_the_pdf_is_a_pdf(address: str) -> None:
    reply = httpx.get(f"{address}/{UNGUESSABLE}.pdf")

    assert reply.headers["content-type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "file", ["bob.txt", "nobody-was-ever-called-this.txt", f"{UNGUESSABLE}.exe"]
)
def test_what_is_guessed_or_unknown_is_not_found(address: str, file: str) -> None:
    assert httpx.get(f"{address}/{file}").status_code == 404
