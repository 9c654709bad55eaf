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


def test_a_first_message_sent_twice_begins_one_conversation(url: str) -> None:
    key = uuid4().hex

    first = post(url, message="my lower back is tight", message_id=key)
    again = post(url, message="my lower back is tight", message_id=key)

    assert again == first


def test_a_short_message_id_never_joins_two_strangers(url: str) -> None:
    one, other = (post(url, message="hi", message_id="1") for _ in range(2))

    assert one["conversation"] != other["conversation"]


def test_an_id_with_a_changed_letter_is_not_taken(url: str) -> None:
    real = post(url, message="I can't feel when I pee")["conversation"]
    forged = ("B" if real[0] == "A" else "A") + real[1:]

    assert post(url, conversation=forged, message="hi")["conversation"] != forged
    assert httpx.delete(f"{url}/webhooks/web/{forged}").status_code == 404


def test_a_deleted_conversation_is_forgotten(url: str) -> None:
    told = post(url, message="my lower back is tight", message_id=uuid4().hex)
    conversation = told["conversation"]
    tracker = f"{url}/conversations/{conversation}/tracker?token=test"
    assert httpx.get(tracker).json()["latest_message"]["text"]

    deleted = httpx.delete(f"{url}/webhooks/web/{conversation}", timeout=10)

    assert deleted.status_code == 204
    assert not httpx.get(tracker).json()["latest_message"]["text"]
    # The id stays good: a page in another tab goes on with an empty memory.
    answer = post(url, conversation=conversation, message="hi")
    assert answer["conversation"] == conversation


def lost(url: str) -> str:
    """Return a conversation that the server does not know any more."""
    conversation = str(post(url, message="hi")["conversation"])
    httpx.delete(f"{url}/webhooks/web/{conversation}", timeout=10)
    return conversation


def tier(url: str, conversation: str) -> str:
    """Return the tier of a conversation."""
    tracker = f"{url}/conversations/{conversation}/tracker?token=test"
    return str(httpx.get(tracker, timeout=10).json()["slots"]["tier"])


DANGER = "my back hurts and I can't feel when I pee"


def test_a_lost_conversation_is_told_again_before_the_new_message(url: str) -> None:
    conversation = lost(url)
    earlier = [{"message": DANGER, "ago": 60}, {"message": "ok", "ago": 5.5}]

    answer = post(url, message="thanks", conversation=conversation, earlier=earlier)

    assert tier(url, conversation) == "emergency"
    assert len(answer["messages"]) <= 2  # what was said before is not said again


def test_what_is_told_again_counts_once_and_only_where_it_was_lost(url: str) -> None:
    conversation = post(url, message="my lower back is tight")["conversation"]
    earlier = [{"message": DANGER, "ago": 60}]

    post(url, message="thanks", conversation=conversation, earlier=earlier)

    assert tier(url, conversation) != "emergency"


def test_what_was_told_before_a_long_silence_is_over(url: str) -> None:
    conversation = lost(url)
    earlier = [{"message": DANGER, "ago": 14 * 3600}, {"message": "hi", "ago": 60}]

    post(url, message="my back is tight", conversation=conversation, earlier=earlier)

    assert tier(url, conversation) != "emergency"


@pytest.mark.parametrize("earlier", [5, "x", [5], [{"message": 5, "ago": "x"}], {}])
def test_malformed_earlier_words_count_as_none(url: str, earlier: object) -> None:
    answer = post(url, message="hi", conversation=lost(url), earlier=earlier)

    assert answer["messages"]


def test_what_a_person_had_deleted_is_not_told_again(url: str) -> None:
    told = post(url, message=DANGER, message_id=uuid4().hex)
    earlier = [{"message": DANGER, "ago": 60}]
    with_it = {"conversation": told["conversation"], "earlier": earlier}
    post(url, message="forget me", **with_it)
    yes = '/answer{"question": "forget", "value": "yes"}'

    deleted = post(url, message=yes, **with_it)
    again = post(url, message="hello", **with_it)

    assert deleted["forgotten"]
    assert again["forgotten"]
    assert tier(url, told["conversation"]) != "emergency"
    after = post(url, message="hi", conversation=told["conversation"], earlier=[])
    assert "forgotten" not in after


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


def test_another_site_may_load_the_launcher_and_it_comes_small(url: str) -> None:
    launcher = httpx.get(f"{url}/chat/embed.js", timeout=10)

    assert launcher.headers["access-control-allow-origin"] == "*"
    assert launcher.headers["content-encoding"] == "gzip"
    assert "spinewise-chat" in launcher.text


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


@pytest.mark.parametrize(
    ("kind", "media", "start"),
    [
        ("svg", "image/svg+xml", b"<?xml"),
        ("still.svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_every_kind_of_picture_is_served(
    url: str, kind: str, media: str, start: bytes
) -> None:
    reply = httpx.get(f"{url}/pictures/bridge.{kind}", timeout=10)

    assert reply.headers["content-type"] == media
    assert reply.content.startswith(start)


@pytest.mark.parametrize("name", ["nothing.svg", "bridge.gif", "bridge", "..%2Fx.svg"])
def test_no_other_picture_is_served(url: str, name: str) -> None:
    assert httpx.get(f"{url}/pictures/{name}", timeout=10).status_code == 404


def test_exercises_come_with_their_pictures(url: str) -> None:
    conversation = post(url, message="my lower back is tight, I'm 34 and male")[
        "conversation"
    ]
    messages: list[dict[str, Any]] = []
    for group in ("nerves", "chest_or_accident", "unwell", "history"):
        answer = f'/answer{{"question": "{group}", "value": "no"}}'
        messages = post(url, conversation=conversation, message=answer)["messages"]

    pictures = [message["image"] for message in messages if "image" in message]
    assert len(pictures) >= 2
    shown = [message for message in messages if "exercise" in message]
    assert len(shown) >= len(pictures)
    assert all(one["exercise"]["name"] in one["text"] for one in shown)
    for picture in pictures:
        assert httpx.get(f"{url}{picture['src']}", timeout=10).status_code == 200
        assert picture["alt"].startswith(("A person", "Seen from"))
        assert 0.3 < picture["width"] / picture["height"] < 3


def test_a_guided_session_can_ask_what_an_exercise_needs(url: str) -> None:
    bridge = httpx.get(f"{url}/exercises/bridge", timeout=10).json()

    assert bridge["dose"]["hold_seconds"] == 10
    assert bridge["dose"]["sides"] == 1
    assert bridge["picture"] == "/pictures/bridge.svg"
    assert {"width", "height"} <= set(bridge)
    assert httpx.get(f"{url}/exercises/nothing", timeout=10).status_code == 404
