"""A real server says from its first moment that it is starting, never nothing."""

from __future__ import annotations

import time

import httpx
import pytest

from tests.e2e.bots import starting

_LIMIT_SECONDS = 120
_DANGER = {"sender": "early", "message": "my back hurts and I can't feel when I pee"}


@pytest.fixture(scope="module")
def answers(
    model: None, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[int, str, str]]:
    """Send the same message until the server is up; return what it answered.

    Each time the status, the text and what `/health` said just before.
    """
    seen: list[tuple[int, str, str]] = []
    limit = time.monotonic() + _LIMIT_SECONDS
    with starting(tmp_path_factory.mktemp("starting")) as url:
        while time.monotonic() < limit and (not seen or seen[-1][0] != 200):
            try:
                health = httpx.get(f"{url}/health", timeout=30).json()["status"]
            except httpx.ConnectError:  # the process has not opened its port yet
                time.sleep(0.02)
                continue
            reply = httpx.post(f"{url}/webhooks/rest/webhook", json=_DANGER, timeout=30)
            seen.append((reply.status_code, reply.json()[0]["text"], health))
            time.sleep(0.1)
    return seen


def test_a_message_that_comes_too_early_gets_the_emergency_line(
    answers: list[tuple[int, str, str]],
) -> None:
    status, text, health = answers[0]

    assert (status, health) == (503, "starting")
    assert "Call your local emergency number now" in text


def test_no_message_is_met_with_silence_while_the_server_starts(
    answers: list[tuple[int, str, str]],
) -> None:
    assert {status for status, _, _ in answers} == {503, 200}
    assert all(text for _, text, _ in answers)


def test_once_the_model_is_loaded_the_danger_is_answered(
    answers: list[tuple[int, str, str]],
) -> None:
    status, text, health = answers[-1]

    assert (status, health) in {(200, "ok"), (200, "starting")}
    assert "emergency department" in text
