"""Real servers for the end-to-end tests: started, talked to, broken on purpose."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

ROOT = Path(__file__).resolve().parents[2]
_START_LIMIT_SECONDS = 120


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Talk:
    """One conversation over the REST webhook."""

    url: str
    sender: str = field(default_factory=lambda: uuid4().hex)
    # A client that keeps its connection; the module itself opens one a message.
    client: Any = httpx

    def say(self, message: str) -> list[dict[str, Any]]:
        """Send a message; return the bot's messages."""
        reply = self.client.post(
            f"{self.url}/webhooks/rest/webhook",
            json={"sender": self.sender, "message": message},
            timeout=30,
        )
        reply.raise_for_status()
        return list(reply.json())

    def press(self, question: str, value: str) -> list[dict[str, Any]]:
        """Press the button that answers `question` with `value`."""
        return self.say(f'/answer{{"question": "{question}", "value": "{value}"}}')

    def slots(self) -> dict[str, Any]:
        """Return the conversation's slots, by Rasa's HTTP API."""
        return dict(self._tracker()["slots"])

    def events(self) -> list[dict[str, Any]]:
        """Return the conversation's events, oldest first."""
        return list(self._tracker()["events"])

    def every_message_is_answered_before_the_next(self) -> bool:
        """Whether the bot spoke between every two messages of the person."""
        turns = [e["event"] for e in self.events() if e["event"] in ("user", "bot")]
        return turns[-1:] == ["bot"] and not any(
            pair == ("user", "user") for pair in pairwise(turns)
        )

    def _tracker(self) -> dict[str, Any]:
        reply = httpx.get(
            f"{self.url}/conversations/{self.sender}/tracker",
            params={"token": "test", "include_events": "ALL"},
            timeout=30,
        )
        reply.raise_for_status()
        return dict(reply.json())


def words(messages: list[dict[str, Any]]) -> str:
    """Return all texts of an answer."""
    return "\n".join(message.get("text") or "" for message in messages)


def card(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the care card of an answer, if it has one."""
    for message in messages:
        found = (message.get("custom") or {}).get("card")
        if found:
            return dict(found)
    return None


def buttons(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the buttons of an answer."""
    return [button for message in messages for button in message.get("buttons") or []]


def _environment(**extra: str) -> dict[str, str]:
    # Without compiled copies of its modules a server takes twice as long to start.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SANIC_HOST": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        **extra,
    }


@contextmanager
def process(*arguments: str, env: dict[str, str], log: Path) -> Iterator[Any]:
    """Run `python -m ...` until the block ends."""
    with log.open("ab") as sink:
        child = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *arguments],
            cwd=ROOT,
            env=env,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )
        try:
            yield child
        finally:
            kill(child)


@contextmanager
def running(
    environment: dict[str, str], folder: Path = ROOT
) -> Iterator[subprocess.Popen[str]]:
    """Run the project of a folder as `make run` does, and end it with the block."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "spinewise.cli", "run"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.terminate()
            child.wait(timeout=30)


def until_ready(child: subprocess.Popen[str]) -> str:
    """Wait until a running bot says that it is ready; return what it says."""
    assert child.stdout is not None
    return child.stdout.readline()


def kill(child: subprocess.Popen[bytes]) -> None:
    """End a process and its children at once."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_for(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until `url` answers, whatever the status."""
    limit = time.monotonic() + _START_LIMIT_SECONDS
    while time.monotonic() < limit:
        assert child.poll() is None, log.read_text()[-3000:]
        try:
            if httpx.get(url, timeout=2).json().get("status") != "starting":
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{url} did not come up:\n{log.read_text()[-3000:]}")


@contextmanager
def bot(
    tmp: Path,
    *,
    actions_port: int | None = None,
    credentials: str | None = None,
    secrets: dict[str, str] | None = None,
) -> Iterator[str]:
    """Run a server; with `actions_port` its actions are called there over HTTP.

    `credentials` is the text of another credentials.yml, `secrets` go into the
    environment.
    """
    port = free_port()
    settings = tmp / "settings.yml"
    text = (ROOT / "settings.yml").read_text()
    text = text.replace("knowledge: knowledge", f"knowledge: {ROOT / 'knowledge'}")
    endpoints = tmp / "endpoints.yml"
    endpoint_text = (ROOT / "endpoints.yml").read_text()
    if actions_port is not None:
        text = text.replace("in_process: true", "in_process: false")
        text = text.replace("timeout_seconds: 5", "timeout_seconds: 1")
        endpoint_text = endpoint_text.replace(":5055/", f":{actions_port}/")
    settings.write_text(text)
    endpoints.write_text(endpoint_text)
    log = tmp / "server.log"
    arguments = [
        "spinewise.rasa.start",
        "--interface",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    arguments += ["--endpoints", str(endpoints), "--enable-api", "--auth-token", "test"]
    if credentials is not None:
        named = tmp / "credentials.yml"
        named.write_text(credentials)
        arguments += ["--credentials", str(named)]
    env = _environment(SPINEWISE_SETTINGS=str(settings), **(secrets or {}))
    with process(*arguments, env=env, log=log) as child:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health", child, log)
        yield url


@contextmanager
def starting(tmp: Path) -> Iterator[str]:
    """Run a server; yield its address at once, before it listens."""
    port = free_port()
    arguments = ("spinewise.rasa.start", "--port", str(port))
    with process(*arguments, env=_environment(), log=tmp / "server.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def action_server(tmp: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the real action server on `port`."""
    log = tmp / "actions.log"
    arguments = ("rasa", "run", "actions", "--port", str(port))
    with process(*arguments, env=_environment(), log=log) as child:
        wait_for(f"http://127.0.0.1:{port}/health", child, log)
        yield child


@contextmanager
def hung_server(port: int) -> Iterator[None]:
    """Accept every connection on `port` and never answer."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(50)
        held: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            for connection in held:
                connection.close()
