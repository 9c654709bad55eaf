"""The page's own channel over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest


def post(url: str, **body: Any) -> dict[str, Any]:
    """Send one message of the page."""
    reply = httpx.post(f"{url}/webhooks/web/webhook", json=body, timeout=30)
    reply.raise_for_status()
    return dict(reply.json())


def test_the_server_mints_a_conversation_that_cannot_be_guessed(url: str) -> None:
    first = post(url, message="hi")["conversation"]
    second = post(url, message="hi")["conversation"]

    assert first != second
    assert len(first) >= 22


def test_a_made_up_conversation_gets_a_minted_one_and_an_answer(url: str) -> None:
    answer = post(url, message="hi", conversation="1")

    assert answer["conversation"] != "1"
    assert answer["messages"]


def test_a_conversation_goes_on_under_its_id(url: str) -> None:
    first = post(url, message="my lower back is tight")

    second = post(
        url,
        conversation=first["conversation"],
        message='/answer{"question": "nerves", "value": "yes"}',
    )

    [emergency] = [m for m in second["messages"] if m.get("card")]
    assert emergency["card"]["tier"] == "emergency"
    assert emergency["text"].startswith("Go to the emergency department now")


def test_the_same_message_id_gets_the_same_answer_and_counts_once(url: str) -> None:
    conversation = post(url, message="my lower back is tight")["conversation"]
    key = uuid4().hex
    answer = '/answer{"question": "nerves", "value": "no"}'

    first = post(url, conversation=conversation, message=answer, message_id=key)
    again = post(url, conversation=conversation, message=answer, message_id=key)
    new = post(url, conversation=conversation, message=answer, message_id=uuid4().hex)

    assert again == first
    assert new != first


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b'{"message": 5}'])
def test_a_body_that_is_no_message_gets_an_answer_too(url: str, body: bytes) -> None:
    reply = httpx.post(f"{url}/webhooks/web/webhook", content=body, timeout=30)

    assert reply.status_code == 200
    assert reply.json()["messages"][0]["text"]


def test_the_page_and_its_files_are_served_under_a_strict_policy(url: str) -> None:
    page = httpx.get(f"{url}/chat", timeout=10)

    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fsettings.yml", "chat.py"])
def test_no_other_file_is_served(url: str, name: str) -> None:
    assert httpx.get(f"{url}/chat/{name}", timeout=10).status_code == 404


def test_health_names_the_model_and_the_knowledge(url: str) -> None:
    reply = httpx.get(f"{url}/health", timeout=10)

    assert reply.status_code == 200
    assert reply.json()["status"] == "ok"
    assert reply.json()["actions"] == "ok"
    assert reply.json()["store"] == "ok"
    assert len(reply.json()["knowledge"]) == 64


def test_rasas_http_api_is_closed_without_its_token(url: str) -> None:
    assert httpx.get(f"{url}/domain", timeout=10).status_code == 401
