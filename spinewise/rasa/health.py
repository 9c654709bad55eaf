"""`GET /health`, and the action gateway that the server works with."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.knowledge import knowledge_hash
from spinewise.rasa.gateway import InProcessActions, RemoteActions, gateway_for
from spinewise.rasa.hot_path import make_lean
from spinewise.rasa.model_info import model_knowledge_hash
from spinewise.rasa.privacy import silence_quoting_warnings
from spinewise.settings import settings

_GATEWAY = "spinewise_gateway"
_PROBE_CONVERSATION = "spinewise-health-probe"


def attach_gateway(app: Sanic) -> None:
    """Set up a loaded agent for our gateway and speed; again after a reload."""
    agent = getattr(app.ctx, "agent", None)
    if agent is None or agent.processor is None:
        return
    gateway = getattr(app.ctx, _GATEWAY, None)
    if gateway is None:
        wanted = settings().actions
        gateway = gateway_for(
            agent.action_endpoint,
            in_process=wanted.in_process,
            timeout_seconds=wanted.timeout_seconds,
        )
        setattr(app.ctx, _GATEWAY, gateway)
    agent.action_endpoint = gateway
    agent.processor.action_endpoint = gateway
    make_lean(agent.processor)


def add_health(blueprint: Blueprint) -> None:
    """Add `GET /health`: 200 when all is well, else 503."""

    @blueprint.listener("after_server_start")
    async def attach(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        attach_gateway(app)
        silence_quoting_warnings()

    @blueprint.route("/health", methods=["GET"])
    async def health(request: Request) -> HTTPResponse:
        state = await health_of(request.app)
        return response.json(state, status=200 if state["status"] == "ok" else 503)


async def health_of(app: Sanic) -> dict[str, Any]:
    """Return the state of the parts, as the contract's `/health` shows it."""
    attach_gateway(app)
    agent = getattr(app.ctx, "agent", None)
    if agent is None:
        return {"status": "starting", "model": None, "knowledge": _on_disk()}
    if agent.processor is None:  # the model could not be loaded
        return {"status": "degraded", "model": None, "knowledge": _on_disk()}
    actions = await _actions_up(getattr(app.ctx, _GATEWAY))
    store = await _store_up(agent.tracker_store)
    in_model = model_knowledge_hash(agent)
    whole = actions and store and in_model == _on_disk()
    return {
        "status": "ok" if whole else "degraded",
        "model": agent.processor.model_filename,
        "knowledge": in_model,
        "actions": "ok" if actions else "down",
        "store": "ok" if store else "down",
    }


def _on_disk() -> str | None:
    try:
        return knowledge_hash(settings().knowledge_path)
    except OSError:
        return None


async def _actions_up(gateway: InProcessActions | RemoteActions) -> bool:
    return await gateway.is_up()


async def _store_up(store: Any) -> bool:
    # Rasa wraps the store in one that hides its failures, so that one is asked
    # which is behind it.
    store = getattr(store, "_tracker_store", store)
    try:
        if hasattr(store, "is_up"):
            return bool(await store.is_up())
        await asyncio.wait_for(store.retrieve(_PROBE_CONVERSATION), timeout=2)
    except Exception:  # any store, any driver: whatever it raises, it is down
        return False
    return True
