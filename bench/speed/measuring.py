"""Starts a bot, sends it messages, and takes the figures of one run."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil
import yaml

from bench.speed.bots import Bot
from spinewise.serving import quiet_environment
from tests.e2e.bots import free_port

MESSAGES = Path(__file__).parent / "messages.yml"
_LIMIT_SECONDS = 900
CLIENTS = (1, 8, 32)
LONG = (10, 100, 500)
# A figure at turn N is the median of this many turns up to N.
_AROUND = 10
# Memory is looked at after so many messages, and five times as many, and so on.
_FIRST_LOOK = 1000


def conversations() -> list[list[str]]:
    """Return the recorded conversations."""
    return list(yaml.safe_load(MESSAGES.read_text())["conversations"])


class Running:
    """A started bot."""

    def __init__(self, url: str, child: subprocess.Popen[bytes], cold: float) -> None:
        self.url = url
        self.cold_start_seconds = cold
        self.pid = child.pid
        self._process = psutil.Process(child.pid)

    def say(self, client: httpx.Client, sender: str, message: str) -> float:
        """Send a message; return the milliseconds until the answer.

        Raises:
            RuntimeError: the answer is empty.
        """
        started = time.perf_counter()
        reply = client.post(
            f"{self.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": message},
        )
        taken = (time.perf_counter() - started) * 1000
        if not reply.json():
            raise RuntimeError(f"no answer to {message!r}")
        return taken

    def memory_mb(self) -> float:
        """Return the proportional set size of all processes."""
        return sum(p.memory_full_info().pss for p in self._family()) / 1e6

    def resident_mb(self) -> float:
        """Return the resident set size of all processes.

        A proportional share falls and rises with other programs on the same libraries
        (by 50 MB when other Python programs end), so it is no measure over time.
        """
        return sum(p.memory_info().rss for p in self._family()) / 1e6

    def processor_seconds(self) -> float:
        """Return the processor time that all processes have used."""
        times = [process.cpu_times() for process in self._family()]
        return sum(each.user + each.system for each in times)

    def _family(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


@contextmanager
def running(bot: Bot, endpoints: Path | None = None) -> Iterator[Running]:
    """Start a bot; its cold start ends with the first answer.

    Raises:
        RuntimeError: it did not start, or it is not well; the message says why.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log, httpx.Client(timeout=60) as client:
        started = time.perf_counter()
        child = subprocess.Popen(
            bot.command(port, endpoints),
            cwd=bot.folder,
            env=quiet_environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while not _answers(client, url):
                if child.poll() is not None or (
                    time.perf_counter() - started > _LIMIT_SECONDS
                ):
                    log.seek(0)
                    raise RuntimeError(log.read().decode(errors="replace")[-2000:])
                time.sleep(0.05)
            cold = time.perf_counter() - started
            refuse_unwell(bot, client, url)
            yield Running(url, child, cold)
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def refuse_unwell(bot: Bot, client: httpx.Client, url: str) -> None:
    """Raise unless all that a bot's health names is ok: it would be measured ill.

    Raises:
        RuntimeError: something is not; the message quotes the whole of `/health`.
    """
    if not bot.healthy:
        return
    reply = client.get(f"{url}/health")
    try:
        state = dict(reply.json())
    except ValueError:
        state = {}
    if any(state.get(part) != "ok" for part in bot.healthy):
        raise RuntimeError(
            f"{bot.title} is not measured, as it is not well: "
            f"/health says {reply.status_code} {state}"
        )


def _answers(client: httpx.Client, url: str) -> bool:
    message = {"sender": uuid4().hex, "message": "my back is tight"}
    try:
        reply = client.post(f"{url}/webhooks/rest/webhook", json=message)
        return reply.status_code == 200 and bool(reply.json())
    except (httpx.HTTPError, ValueError):
        return False


def triage(bot: Running) -> dict[str, float]:
    """Play all conversations; return percentiles and processor time, in ms."""
    taken = []
    with httpx.Client(timeout=60) as client:
        play(bot, client)  # the first time warms up
        before = bot.processor_seconds()
        for _ in range(2):
            taken += play(bot, client)
        used = bot.processor_seconds() - before
    taken.sort()
    return {
        "p50_ms": statistics.median(taken),
        "p95_ms": taken[int(len(taken) * 0.95)],
        "p99_ms": taken[int(len(taken) * 0.99)],
        "processor_ms": 1000 * used / len(taken),
    }


def play(bot: Running, client: httpx.Client, *, new_words: bool = False) -> list[float]:
    """Play all conversations with new people; return the milliseconds of each.

    With `new_words` each conversation begins with a word that never came before.
    """
    taken = []
    for first, *others in conversations():
        sender = uuid4().hex
        opening = f"{first} {_new_word()}" if new_words else first
        taken += [bot.say(client, sender, each) for each in (opening, *others)]
    return taken


def _new_word() -> str:
    return "".join(chr(ord("a") + each % 26) for each in uuid4().bytes[:8])


def throughput(bot: Running, clients: int, seconds: float) -> float:
    """Return answers per second while so many clients talk at once."""
    until = time.perf_counter() + seconds

    def talk(_: int) -> int:
        answered = 0
        with httpx.Client(timeout=60) as client:
            while True:
                for messages in conversations():
                    sender = uuid4().hex
                    for message in messages:
                        if time.perf_counter() > until:
                            return answered
                        bot.say(client, sender, message)
                        answered += 1

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        total = sum(pool.map(talk, range(clients)))
    return total / (time.perf_counter() - started)


def long_conversation(bot: Running, at: tuple[int, ...]) -> dict[str, float]:
    """Return the milliseconds (and processor ms) of a turn, at these turns."""
    messages = [m for each in conversations() for m in each if "again" not in m]
    figures: dict[str, float] = {}
    taken: list[float] = []
    used = 0.0
    with httpx.Client(timeout=120) as client:
        sender = uuid4().hex
        for turn in range(1, max(at) + 1):
            if turn - 1 + _AROUND in at:
                used = bot.processor_seconds()
            taken.append(bot.say(client, sender, messages[turn % len(messages)]))
            if turn in at:
                figures[f"turn_{turn}_ms"] = statistics.median(taken[-_AROUND:])
                spent = bot.processor_seconds() - used
                figures[f"turn_{turn}_processor_ms"] = 1000 * spent / _AROUND
    return figures


def growing_memory(bot: Running, most: int, minutes: float) -> dict[str, float]:
    """Return the memory in MB after so many messages of ever new people and words.

    It ends after so many minutes, with the number of messages that it got to.
    """
    until = time.perf_counter() + 60 * minutes
    figures: dict[str, float] = {}
    sent, wanted = 0, _FIRST_LOOK
    with httpx.Client(timeout=60) as client:
        while sent < most and time.perf_counter() < until:
            sent += len(play(bot, client, new_words=True))
            if sent >= wanted or sent >= most:
                figures[str(sent)] = bot.resident_mb()
                wanted = max(sent, 5 * _FIRST_LOOK * (sent // (5 * _FIRST_LOOK) + 1))
    return {**figures, str(sent): bot.resident_mb()}


def bytes_per_conversation(bot: Running, database: Path, count: int) -> float:
    """Return how much a database file grows with a conversation, in bytes."""
    with httpx.Client(timeout=60) as client:
        play(bot, client)
        before, talks = _bytes(database), 0
        while talks < count:
            play(bot, client)
            talks += len(conversations())
    return (_bytes(database) - before) / talks


def _bytes(database: Path) -> int:
    return sum(file.stat().st_size for file in database.parent.glob("*.db*"))


def one_run(bot: Bot, parts: set[str], seconds: float) -> dict[str, Any]:
    """Take the figures of the chosen parts, each bot trained and started once."""
    figures: dict[str, Any] = {"load": os.getloadavg()[0]}
    if "training" in parts:
        figures |= bot.train()
    if not parts & {"triage", "throughput", "long"}:
        return figures
    with running(bot) as started:
        figures["cold_start_s"] = started.cold_start_seconds
        figures["cold_start_processor_s"] = started.processor_seconds()
        if "triage" in parts:
            figures |= triage(started)
            figures["memory_mb"] = started.memory_mb()
        if "throughput" in parts:
            for clients in CLIENTS:
                rate = throughput(started, clients, seconds)
                figures[f"throughput_{clients}_per_s"] = rate
        if "long" in parts:
            figures |= long_conversation(started, LONG)
            figures["turn_500_to_10"] = figures["turn_500_ms"] / figures["turn_10_ms"]
    return figures
