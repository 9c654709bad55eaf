"""How the server reaches its custom actions.

Rasa posts every action call to a URL and waits up to five minutes. This endpoint
runs the actions in the server's own process (one process less, no HTTP round
trip), or posts as before; in both cases a call that hangs counts as failed after
a few seconds, so that the channel can still answer.
"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

_ACTION_PACKAGE = "actions"


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint that runs rasa_sdk's executor without HTTP."""

    def __init__(self, *, timeout_seconds: float) -> None:
        # Without selective_domain Rasa would dump the whole domain per call.
        super().__init__(url="in-process", selective_domain=True)
        self._timeout = timeout_seconds
        self._executor = ActionExecutor()
        self._executor.register_package(_ACTION_PACKAGE)
        _trust_own_results()

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        """Run the action named in `json` and return its events and responses.

        Raises:
            TimeoutError: the action took longer than the set time.
            Exception: whatever the action raised.
        """
        return await asyncio.wait_for(self._executor.run(kwargs["json"]), self._timeout)

    async def is_up(self) -> bool:
        """Whether actions can be run: always, once they are imported."""
        return bool(self._executor.actions)


def _trust_own_results() -> None:
    """Let Rasa take what the executor made without a JSON schema check.

    The check compiles its schema anew for every call and took a third of a turn; it
    guards against foreign servers, and these results never leave the process.
    """
    RemoteAction._validate_action_result = lambda _self, _result: True


class RemoteActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint over HTTP whose calls fail after a few seconds."""

    def __init__(self, configured: EndpointConfig, *, timeout_seconds: float) -> None:
        super().__init__(
            configured.url,
            configured.params,
            configured.headers,
            configured.basic_auth,
            configured.token,
            configured.token_name,
            configured.cafile,
            **configured.kwargs,
        )
        self._timeout = timeout_seconds

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Post as Rasa does, with the set time limit.

        Raises:
            TimeoutError, aiohttp.ClientError: the server hung or was not there.
        """
        return await super().request(*args, **{**kwargs, "timeout": self._timeout})

    async def is_up(self) -> bool:
        """Whether the action server answers its health route in time."""
        url = (self.url or "").rsplit("/", 1)[0] + "/health"
        limit = aiohttp.ClientTimeout(total=min(self._timeout, 1))
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.get(url) as response,
            ):
                return bool(response.status == 200)
        except (TimeoutError, aiohttp.ClientError):
            return False


def gateway_for(
    configured: EndpointConfig | None, *, in_process: bool, timeout_seconds: float
) -> InProcessActions | RemoteActions:
    """Return the endpoint that the settings ask for.

    Without a configured URL the actions run in process whatever the settings say:
    there is nowhere else to run them.
    """
    if in_process or configured is None or not configured.url:
        return InProcessActions(timeout_seconds=timeout_seconds)
    return RemoteActions(configured, timeout_seconds=timeout_seconds)
