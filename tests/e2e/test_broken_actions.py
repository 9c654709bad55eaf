"""The actions stopped, hung and killed: danger is answered all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from spinewise.knowledge import load
from spinewise.knowledge.types import Tier
from spinewise.settings import settings
from spinewise.triage import Assertion, Case, Mention, assess
from tests.e2e.bots import Talk, action_server, card, hung_server, kill, words

CANNOT_FEEL = "my back hurts and I can't feel when I pee"
SAFE_TEXT = "something broke on my side"


@contextmanager
def killed_in_the_middle(tmp_path: Path, port: int, talk: Talk) -> Iterator[None]:
    """Let the actions work for one message, then kill them."""
    with action_server(tmp_path, port) as child:
        assert SAFE_TEXT not in words(talk.say("my lower back is tight"))
        kill(child)
        yield


@pytest.fixture(params=["stopped", "hung", "killed"])
def talk(
    request: pytest.FixtureRequest, remote_url: str, actions_port: int, tmp_path: Path
) -> Iterator[Talk]:
    """A conversation whose action server is broken in one of three ways."""
    talk = Talk(remote_url)
    broken = {
        "stopped": lambda: nullcontext(),
        "hung": lambda: hung_server(actions_port),
        "killed": lambda: killed_in_the_middle(tmp_path, actions_port, talk),
    }
    with broken[request.param]():
        yield talk


def test_a_typed_emergency_is_answered(talk: Talk) -> None:
    answer = talk.say(CANNOT_FEEL)

    assert "emergency department now" in answer[0]["text"]
    assert (card(answer) or {})["tier"] == "emergency"


@pytest.mark.parametrize("question", ["nerves", "chest_or_accident"])
def test_a_pressed_yes_is_answered(talk: Talk, question: str) -> None:
    answer = talk.press(question, "yes")

    assert (card(answer) or {})["tier"] == "emergency"


def test_a_confirmed_danger_sign_is_answered(talk: Talk) -> None:
    answer = talk.press("confirm.cauda_equina.saddle_numbness", "yes")

    assert (card(answer) or {})["tier"] == "emergency"


def emergencies_alone() -> list[str]:
    """The findings that are an emergency without any other."""
    knowledge = load(settings().knowledge_path)
    return [
        finding
        for finding in knowledge.findings
        if assess(Case(mentions=(present(finding),)), knowledge).tier is Tier.EMERGENCY
    ]


def present(finding: str) -> Mention:
    """A finding that is there."""
    return Mention(finding=finding, assertion=Assertion.PRESENT)


@pytest.mark.parametrize("finding", emergencies_alone())
def test_every_danger_sign_confirmed_by_a_button_is_answered_without_actions(
    remote_url: str, finding: str
) -> None:
    answer = Talk(remote_url).press(f"confirm.{finding}", "yes")

    assert (card(answer) or {})["tier"] == "emergency"
    assert answer[0]["text"].strip()


@pytest.mark.parametrize("message", ["my back is stiff", "", "/unknown_intent", "why?"])
def test_every_other_message_gets_the_safe_text_with_the_emergency_line(
    talk: Talk, message: str
) -> None:
    text = words(talk.say(message))

    assert SAFE_TEXT in text
    assert "emergency number" in text


def test_a_danger_sign_heard_while_actions_are_down_is_not_lost(talk: Talk) -> None:
    talk.say("my back aches and I have a fever")

    assert talk.slots()["tier"] == "urgent"


def test_health_says_that_the_actions_are_down(talk: Talk) -> None:
    import httpx

    reply = httpx.get(f"{talk.url}/health", timeout=10)

    assert reply.status_code == 503
    assert reply.json()["actions"] == "down"
