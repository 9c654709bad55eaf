"""Both ways to reach the actions end in time."""

from __future__ import annotations

import asyncio

import pytest
from rasa.utils.endpoints import EndpointConfig

from spinewise.rasa.gateway import InProcessActions, RemoteActions, gateway_for


def test_actions_run_in_process_unless_the_settings_say_otherwise() -> None:
    configured = EndpointConfig(url="http://127.0.0.1:1/webhook")

    inside = gateway_for(configured, in_process=True, timeout_seconds=1)
    outside = gateway_for(configured, in_process=False, timeout_seconds=1)

    assert isinstance(inside, InProcessActions)
    assert isinstance(outside, RemoteActions)
    assert outside.url == configured.url


def test_without_an_address_actions_run_in_process() -> None:
    gateway = gateway_for(None, in_process=False, timeout_seconds=1)

    assert isinstance(gateway, InProcessActions)


async def test_an_action_in_process_says_what_it_has_to_say() -> None:
    gateway = InProcessActions(timeout_seconds=5)
    tracker = {"sender_id": "a", "slots": {}, "latest_message": {}, "events": []}

    result = await gateway.request(
        json={"next_action": "action_next_step", "tracker": tracker, "domain": {}}
    )

    said = [response["response"] for response in result["responses"]]
    assert said == ["utter_intro", "utter_ask_complaint"]


async def test_an_action_that_fails_says_the_safe_text() -> None:
    gateway = InProcessActions(timeout_seconds=5)
    broken = {
        "sender_id": "a",
        "slots": {"case": {"no such key": 1, "mentions": "nonsense"}},
        "latest_message": {},
        "events": [],
    }

    result = await gateway.request(
        json={"next_action": "action_next_step", "tracker": broken, "domain": {}}
    )

    said = [response["response"] for response in result["responses"]]
    assert said == ["utter_could_not_answer"]


async def test_a_hung_action_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = InProcessActions(timeout_seconds=0.05)

    async def hang(_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(gateway._executor, "run", hang)

    with pytest.raises(TimeoutError):
        await gateway.request(json={})


async def test_a_missing_action_server_is_down_and_not_an_error() -> None:
    configured = EndpointConfig(url="http://127.0.0.1:1/webhook")
    gateway = RemoteActions(configured, timeout_seconds=1)

    assert not await gateway.is_up()
