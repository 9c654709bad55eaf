"""The results of a run, for people: figures, and failed conversations to read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.patients.scoring import Outcome
from bench.patients.talk import transcript

ROOT = Path(__file__).resolve().parents[2]
INPUTS = (
    "actions",
    "bench/patients",
    "data",
    "knowledge",
    "spinewise",
    "config.yml",
    "domain.yml",
    "settings.yml",
)


def inputs_hash() -> str:
    """Return a hash of all that a run speaks of."""
    digest = hashlib.sha256()
    for name in INPUTS:
        root = ROOT / name
        for path in [root] if root.is_file() else sorted(root.rglob("*")):
            if path.suffix in {".yml", ".py"}:
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def table(figures: dict[str, Any]) -> str:
    """Return the figures as a Markdown list."""
    return "\n".join(_rows(figures, ""))


def failures(outcomes: Iterable[Outcome]) -> str:
    """Return every conversation with a fault, worst first, as transcripts."""
    failed = [outcome for outcome in outcomes if outcome.faults]
    failed.sort(key=lambda o: (not o.missed, not o.over, o.case.id))
    return "\n".join(_failure(outcome) for outcome in failed)


def _failure(outcome: Outcome) -> str:
    case, record = outcome.case, outcome.record
    return (
        f"## {case.id}, {record.persona}: {'; '.join(outcome.faults)}\n\n"
        f"{case.title}. Expected {case.tier} ({case.because}).\n\n"
        f"{transcript(record)}\n"
    )


def _rows(figures: dict[str, Any], before: str) -> Iterable[str]:
    for name, value in figures.items():
        label = f"{before}{name}"
        if not isinstance(value, dict):
            yield f"- {label}: {value}"
        elif value.get("n") == 0:
            yield f"- {label}: none"
        elif "percent" in value:
            yield (
                f"- {label}: {value['hits']} of {value['n']}, {value['percent']} % "
                f"({value['from']} to {value['to']}, {value['interval']})"
            )
        elif "median" in value:
            yield f"- {label}: median {value['median']:g}, 90th percentile {value['p90']}"
        else:
            yield from _rows(value, f"{label}, ")
