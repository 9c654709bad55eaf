"""Actions in the server's process against a separate action server.

Run `python -m bench.actions`: it starts both kinds of bot, plays the same
conversations to each in turn, and writes bench/results/actions.md.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from bench.machine import described
from spinewise.serving import train_if_stale
from tests.e2e.bots import Talk, action_server, bot, free_port

RESULTS = Path(__file__).parent / "results" / "actions.md"
CONVERSATIONS = 20
ROUNDS = 3
_CLIENT = httpx.Client(timeout=30)
GROUPS = ("nerves", "chest_or_accident", "unwell", "history")


@contextmanager
def _in_process(tmp: Path) -> Iterator[str]:
    with bot(tmp) as url:
        yield url


@contextmanager
def _separate(tmp: Path) -> Iterator[str]:
    port = free_port()
    with action_server(tmp, port), bot(tmp, actions_port=port) as url:
        yield url


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _play(url: str) -> tuple[list[float], list[float]]:
    """Return milliseconds of turns with an action, and of emergency turns."""
    with_action, emergencies = [], []
    for _ in range(CONVERSATIONS):
        talk = Talk(url, client=_CLIENT)
        talk.say("my lower back is tight")
        for group in GROUPS:
            with_action.append(_timed(lambda t=talk, g=group: t.press(g, "no")))
        emergencies.append(_timed(lambda t=talk: t.say("I can't feel when I pee")))
    return with_action, emergencies


def _memory() -> float:
    """Return the proportional set size of all our Rasa processes, in MB."""
    me = psutil.Process()
    rasa = [p for p in me.children(recursive=True) if "rasa" in " ".join(p.cmdline())]
    return sum(p.memory_full_info().pss for p in rasa) / 1e6


def main() -> None:
    """Measure both modes and write the table."""
    train_if_stale()
    rows = []
    for name, mode in (("in process", _in_process), ("separate", _separate)):
        with tempfile.TemporaryDirectory() as folder, mode(Path(folder)) as url:
            _play(url)
            rounds = [_play(url) for _ in range(ROUNDS)]
            memory = _memory()
        acted = sorted(ms for action, _ in rounds for ms in action)
        danger = sorted(ms for _, emergency in rounds for ms in emergency)
        rows.append(
            f"| {name} | {statistics.median(acted):.1f} | "
            f"{acted[int(len(acted) * 0.95)]:.1f} | {statistics.median(danger):.1f} | "
            f"{memory:.0f} |"
        )
    table = [
        "# Actions in the server's process against a separate action server",
        "",
        described(),
        f"{ROUNDS * CONVERSATIONS} conversations each, one client, REST webhook.",
        "",
        "| actions | turn with an action, p50 ms | p95 ms | emergency turn, p50 ms "
        "| memory of all processes (PSS), MB |",
        "|---|---|---|---|---|",
        *rows,
        "",
    ]
    RESULTS.write_text("\n".join(table))
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
