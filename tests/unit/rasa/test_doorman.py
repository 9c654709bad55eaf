"""A starting server says so, and whoever comes in is answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from spinewise.rasa.doorman import Doorman, starting_text

EMERGENCY = "Call your local emergency number now"


@pytest.fixture
def doorman() -> Iterator[Doorman]:
    held = Doorman("127.0.0.1", 0)
    yield held
    held.leave()
    held.socket.close()


@pytest.fixture
def url(doorman: Doorman) -> str:
    return f"http://127.0.0.1:{doorman.socket.getsockname()[1]}"


def test_health_says_that_the_server_is_starting(url: str) -> None:
    reply = httpx.get(f"{url}/health")

    assert reply.status_code == 503
    assert reply.json() == {
        "status": "starting",
        "model": None,
        "knowledge": None,
        "actions": "down",
        "store": "down",
    }


def test_a_message_over_rest_gets_the_emergency_line(url: str) -> None:
    message = {"sender": "someone", "message": "I can't feel when I pee"}

    reply = httpx.post(f"{url}/webhooks/rest/webhook", json=message)

    assert reply.status_code == 503
    (said,) = reply.json()
    assert said["recipient_id"] == "someone"
    assert EMERGENCY in said["text"]


def test_a_message_of_the_page_gets_the_emergency_line(url: str) -> None:
    message = {"conversation": "abc", "message": "I can't feel when I pee"}

    reply = httpx.post(f"{url}/webhooks/web/webhook", json=message)

    assert reply.status_code == 503
    assert reply.json() == {
        "conversation": "abc",
        "messages": [{"text": starting_text()}],
    }
    assert EMERGENCY in starting_text()


@pytest.mark.parametrize("body", [b"", b"no json", b"[1, 2]", b"\xff"])
def test_an_odd_message_is_answered_too(url: str, body: bytes) -> None:
    reply = httpx.post(f"{url}/webhooks/rest/webhook", content=body)

    assert EMERGENCY in reply.json()[0]["text"]


@pytest.mark.parametrize("service", ["slack", "telegram"])
def test_a_service_is_told_to_send_its_message_again(url: str, service: str) -> None:
    reply = httpx.post(f"{url}/webhooks/{service}/webhook", json={})

    assert reply.status_code == 503
    assert int(reply.headers["Retry-After"]) > 0


def test_who_opens_the_page_sees_it_as_soon_as_it_is_there(url: str) -> None:
    reply = httpx.get(f"{url}/chat")

    assert reply.status_code == 503
    assert reply.text == starting_text()
    assert int(reply.headers["Refresh"]) > 0


def test_who_comes_after_the_doorman_left_waits_for_the_server(
    doorman: Doorman,
) -> None:
    doorman.leave()
    answered: list[Any] = []
    with socket.create_connection(doorman.socket.getsockname()) as visitor:

        def serve() -> None:
            taken, _ = doorman.socket.accept()
            taken.sendall(b"the server")
            taken.close()

        serving = threading.Thread(target=serve)
        serving.start()
        answered.append(visitor.recv(100))
        serving.join()

    assert answered == [b"the server"]


def test_a_taken_port_is_refused() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="in use"),
    ):
        Doorman("127.0.0.1", taken.getsockname()[1])
