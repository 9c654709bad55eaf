"""A fake service in a thread of its own: it can refuse, hang and be down."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from aiohttp import web

from tests.fakes.loop import WAIT_SECONDS, LoopThread

_Got = TypeVar("_Got")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong with one call.

    Attributes:
        method: of the API, or any when it is empty.
        status: answered in place of the real answer; 0 hangs up without one.
        retry_after: seconds that the caller is asked to wait, or no number at all.
        hang: seconds before the answer, longer than the caller waits.
        accepted: the call takes effect although its answer is lost.
        body: sent in place of the service's own error.
        after: how many calls of the method go well before it.
    """

    method: str = ""
    status: int = 500
    retry_after: int | str | None = None
    hang: float = 0
    accepted: bool = False
    body: bytes | None = None
    after: int = 0


@dataclass(kw_only=True)
class Call:
    """One call that the service took, with what it was sent."""

    method: str
    fields: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


class FakeService:
    """Runs `self.app()` on a free port; `calls` holds what it took."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.attempts: list[str] = []
        self.violations: list[str] = []
        self._faults: deque[Fault] = deque()
        self._loop = LoopThread()
        self._runner: web.AppRunner | None = None
        self.port = 0
        self.up()

    def app(self) -> web.Application:
        """Return the routes."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Where the service answers."""
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> None:
        """Begin to answer, on the same port as before."""
        self._loop.run(self._start())

    def down(self) -> None:
        """Stop answering: connections are refused."""
        self._loop.run(self._stop())

    def close(self) -> None:
        """Stop for good."""
        self.down()
        self._loop.close()

    def fail(self, *faults: Fault) -> None:
        """Let the next calls fail, one fault each."""
        self._faults.extend(faults)

    def fault_for(self, method: str) -> Fault | None:
        """Take the fault that is due for a call."""
        self.attempts.append(method)
        if not self._faults or self._faults[0].method not in ("", method):
            return None
        fault = self._faults.popleft()
        if fault.after:
            self._faults.appendleft(replace(fault, after=fault.after - 1))
            return None
        return fault

    def clear(self) -> None:
        """Forget calls and faults."""
        self.calls.clear()
        self.attempts.clear()
        getattr(self, "replaced", []).clear()
        self._faults.clear()

    def of(self, *methods: str) -> list[dict[str, Any]]:
        """Return the fields of the calls of these methods, in order."""
        return [each.fields for each in self.calls if each.method in methods]

    def wait_for(self, found: Callable[[], _Got], what: str = "") -> _Got:
        """Wait until `found` returns something that is true, and return it.

        Raises:
            AssertionError: it did not within half a minute.
        """
        limit = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < limit:
            got = found()
            if got:
                return got
            time.sleep(0.01)
        raise AssertionError(
            f"waited in vain: {what}; calls: {str(self.calls[-5:])[:800]}"
        )

    async def _start(self) -> None:
        self._runner = web.AppRunner(self.app(), shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        [address] = self._runner.addresses
        self.port = address[1]

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


async def failed(
    request: web.Request, fault: Fault, error: web.Response
) -> web.StreamResponse:
    """Fail as the fault says; `error` is the service's own way to say it."""
    if fault.hang:
        await asyncio.sleep(fault.hang)
    if not fault.status:
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    if fault.body is not None:
        kind = "application/json" if fault.body.startswith(b"{") else "text/html"
        return web.Response(status=fault.status, body=fault.body, content_type=kind)
    return error
