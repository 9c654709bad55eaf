"""`python -m bench.speed`: the runs, alternating between the bots, and the report."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.machine import described
from bench.speed import growth
from bench.speed.bots import (
    BUILD,
    Bot,
    default_pipeline,
    floor,
    install,
    spinewise,
)
from bench.speed.measuring import (
    bytes_per_conversation,
    growing_memory,
    long_conversation,
    one_run,
    running,
)
from bench.speed.report import write_report
from bench.speed.stores import endpoints_for, own_sqlite
from spinewise.serving import ROOT, train_if_stale

RESULTS = Path(__file__).parents[1] / "results" / "speed.json"
PARTS = (
    "triage",
    "throughput",
    "long",
    "install",
    "training",
    "stores",
    "growth",
    "bytes",
    "memory",
)
_STORE_TURNS = (10, 100, 500, 2000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for, add it to the results, and write the report."""
    chosen = _parser().parse_args(arguments)
    parts = set(chosen.parts)
    results: dict[str, Any] = {}
    if RESULTS.is_file() and not chosen.fresh:
        results = json.loads(RESULTS.read_text())
    makers: dict[str, Callable[[], Bot]] = {
        "spinewise": spinewise,
        "default": lambda: default_pipeline(chosen.default_epochs),
        "floor": floor,
    }
    bots = [makers[name]() for name in chosen.bots]
    train_if_stale()
    for bot in bots:
        bot.ensure_trained()
    if "install" in parts:
        results["install_s"], results["install_mb"] = _installed()
    runs = results.setdefault("runs", [])
    if parts & {"triage", "throughput", "long", "training"}:
        for number in range(chosen.runs):
            run: dict[str, Any] = {"machine": described()}
            for bot in bots:
                print(f"run {number + 1}: {bot.title}", flush=True)
                run[bot.name] = one_run(bot, parts, chosen.seconds)
            runs.append(run)
            _save(results)
    if "stores" in parts:
        for _ in range(chosen.runs):
            found = _stores(chosen.turns)
            results.setdefault("stores", []).append(found)
            _save(results)
    if "growth" in parts:
        for _ in range(chosen.runs):
            results.setdefault("growth", []).append(list(growth.measured()))
            _save(results)
    if "bytes" in parts:
        found = {bot.name: _bytes(bot) for bot in bots}
        results.setdefault("bytes", {}).update(found)
        _save(results)
    if "memory" in parts:
        results["memory_after"] = _memory(chosen.messages, chosen.minutes)
        _save(results)
    results["date"] = str(date.today())
    _save(results)
    print(write_report(results, RESULTS.parent))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="alternating runs")
    names = ["spinewise", "default", "floor"]
    parser.add_argument("--bots", nargs="+", choices=names, default=names)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument(
        "--seconds", type=float, default=10, help="of each throughput measurement"
    )
    parser.add_argument("--default-epochs", type=int, default=100)
    parser.add_argument("--turns", type=int, default=2000, help="of the stores part")
    parser.add_argument("--messages", type=int, default=100_000, help="of memory")
    parser.add_argument("--minutes", type=float, default=60, help="of memory, at most")
    text = "forget earlier runs; otherwise new ones are added to them"
    parser.add_argument("--fresh", action="store_true", help=text)
    return parser


def _save(results: dict[str, Any]) -> None:
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def _installed() -> tuple[dict[str, float], dict[str, float]]:
    """Install Spinewise and the default pipeline anew; return seconds and MB.

    Packages come from uv's cache where it has them: this is no download time.
    """
    homes = {name: BUILD / name / "fresh" for name in ("spinewise", "default")}
    projects = {"spinewise": ROOT, "default": BUILD / "default"}
    seconds, sizes = {}, {}
    for name, home in homes.items():
        shutil.rmtree(home, ignore_errors=True)
        seconds[name] = install(projects[name], home)
        sizes[name] = _installed_mb(home)
        shutil.rmtree(home)
    return seconds, sizes


def _installed_mb(environment: Path) -> float:
    """Return the size of an environment, without compiled copies of its sources."""
    size = subprocess.run(
        ["du", "-sm", "--apparent-size", "--exclude=__pycache__", str(environment)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(size.stdout.split()[0])


def _bytes(bot: Bot) -> float:
    """Return the bytes of a conversation in SQLite, in the bot's own store."""
    print(f"bytes: {bot.title}", flush=True)
    with own_sqlite(bot) as (endpoints, database), running(bot, endpoints) as started:
        return bytes_per_conversation(started, database, count=40)


def _memory(messages: int, minutes: float) -> dict[str, Any]:
    """Return the memory of Spinewise after ever more messages."""
    with running(spinewise()) as started:
        figures = growing_memory(started, messages, minutes)
    return {"machine": described(), "mb": figures}


def _stores(turns: int) -> dict[str, dict[str, float]]:
    """Return the latency over one long conversation, for each tracker store."""
    at = tuple(turn for turn in _STORE_TURNS if turn <= turns)
    figures = {}
    for name in ("memory", "sqlite", "postgresql"):
        print(f"store: {name}", flush=True)
        with (
            endpoints_for(name) as endpoints,
            running(spinewise(), endpoints) as started,
        ):
            figures[name] = long_conversation(started, at)
    return figures


if __name__ == "__main__":
    main()
