"""Turns the figures of all runs into a table of ratios and a plot each."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

_TITLES = {
    "spinewise": "Spinewise",
    "default": "Rasa's default pipeline",
    "floor": "the smallest Rasa bot",
}
# What is shown of each run: the figure, what it is called, and its unit.
_FIGURES = (
    ("cold_start_s", "cold start to first answer", "s"),
    ("cold_start_processor_s", "processor time of the cold start", "s"),
    ("memory_mb", "memory of all processes (PSS)", "MB"),
    ("p50_ms", "message, p50", "ms"),
    ("p95_ms", "message, p95", "ms"),
    ("p99_ms", "message, p99", "ms"),
    ("processor_ms", "processor time of a message", "ms"),
    ("throughput_1_per_s", "answers a second, 1 client", "/s"),
    ("throughput_8_per_s", "answers a second, 8 clients", "/s"),
    ("throughput_32_per_s", "answers a second, 32 clients", "/s"),
    ("turn_10_ms", "turn 10 of one conversation", "ms"),
    ("turn_100_ms", "turn 100", "ms"),
    ("turn_500_ms", "turn 500", "ms"),
    ("turn_500_to_10", "turn 500 against turn 10", "times"),
    ("training_s", "training", "s"),
    ("training_processor_s", "processor time of training", "s"),
)
_ONCE = (
    ("install_mb", "installed size", "MB"),
    ("install_s", "installing from the cache", "s"),
    ("bytes", "a conversation in SQLite", "bytes"),
)
_COSTS = (
    ("read_s", "reading it back at the start, s"),
    ("hear_ms", "hearing a message, ms"),
    ("assess_ms", "assessing, ms"),
    ("plan_ms", "assessing and choosing exercises, ms"),
    ("memory_mb", "memory, MB"),
)


def write_report(results: dict[str, Any], folder: Path) -> str:
    """Write speed.md and the plots into a folder; return the text."""
    runs = results.get("runs", [])
    lines = ["# Speed, beside Rasa's default pipeline and the smallest bot", ""]
    if runs:
        lines += [f"First run: {runs[0]['machine']}", ""]
        lines += [f"Last run: {runs[-1]['machine']}", ""]
    lines += [
        "Median of alternating runs, lowest to highest, and in brackets how many runs. "
        "Ratios are taken within a run.",
        "",
        "| figure | Spinewise | default | floor | Spinewise / default | "
        "Spinewise / floor |",
        "|---|---|---|---|---|---|",
    ]
    for key, title, unit in _FIGURES:
        lines += _row(runs, key, f"{title}, {unit}")
        _plot(_columns(runs, key), f"{title}, {unit}", folder / "speed" / key)
    for key, title, unit in _ONCE:
        if key in results:
            once = [{name: {key: value} for name, value in results[key].items()}]
            lines += _row(once, key, f"{title}, {unit}")
            _plot(_columns(once, key), f"{title}, {unit}", folder / "speed" / key)
    lines += _stores(results.get("stores", []), folder)
    lines += _growth(results.get("growth", []), folder)
    lines += _memory(results.get("memory_after"), folder)
    text = "\n".join([*lines, ""])
    (folder / "speed.md").write_text(text)
    return text


def _row(runs: list[dict[str, Any]], key: str, title: str) -> list[str]:
    columns = [_spread(_values(runs, key, name)) for name in _TITLES]
    for other in ("default", "floor"):
        ratios = [
            run["spinewise"][key] / run[other][key]
            for run in runs
            if run.get(other, {}).get(key) and run.get("spinewise", {}).get(key)
        ]
        columns.append(_spread(ratios))
    if not any(columns):
        return []
    return [f"| {title} | {' | '.join(columns)} |"]


def _values(runs: list[dict[str, Any]], key: str, name: str) -> list[float]:
    return [run[name][key] for run in runs if key in run.get(name, {})]


def _columns(runs: list[dict[str, Any]], key: str) -> dict[str, list[float]]:
    return {title: _values(runs, key, name) for name, title in _TITLES.items()}


def _spread(values: list[float]) -> str:
    if not values:
        return ""
    middle = _short(statistics.median(values))
    if len(values) == 1:
        return f"{middle} [1]"
    return f"{middle} ({_short(min(values))} to {_short(max(values))}) [{len(values)}]"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}"


def _stores(runs: list[dict[str, dict[str, float]]], folder: Path) -> list[str]:
    if not runs:
        return []
    keys = [key for key in runs[0]["memory"] if not key.endswith("processor_ms")]
    lines = [
        "",
        "## One conversation, Spinewise with each tracker store",
        "",
        "Milliseconds; the last column is processor time.",
        "",
        f"| store | {' | '.join(key[:-3].replace('_', ' ') for key in keys)} | "
        "last turn against turn 10 | processor time of the last |",
        "|---" * (len(keys) + 3) + "|",
    ]
    for name in runs[0]:
        cells = [_spread([run[name][key] for run in runs]) for key in keys]
        cells.append(
            _spread([run[name][keys[-1]] / run[name][keys[0]] for run in runs])
        )
        last = keys[-1].replace("_ms", "_processor_ms")
        cells.append(_spread([run[name][last] for run in runs]))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    columns = {name: [run[name][keys[-1]] for run in runs] for name in runs[0]}
    _plot(columns, "last turn, ms", folder / "speed" / "stores")
    return lines


def _growth(runs: list[list[dict[str, float]]], folder: Path) -> list[str]:
    if not runs:
        return []
    sizes = runs[0]
    lines = [
        "",
        "## Twice and four times the knowledge",
        "",
        "Processor time; other rows are of one message. What one more costs is the "
        "difference between the last two columns, shared among what was added.",
        "",
        "| | "
        + " | ".join(
            f"{s['rules']:.0f} rules, {s['phrases']:.0f} phrases, "
            f"{s['exercises']:.0f} exercises"
            for s in sizes
        )
        + " | one more |",
        "|---" * (len(sizes) + 2) + "|",
    ]
    for key, title in _COSTS:
        cells = [_spread([run[place][key] for run in runs]) for place in range(3)]
        lines.append(f"| {title} | {' | '.join(cells)} | {_one_more(runs, key)} |")
        columns = {
            f"x{s['factor']:.0f}": [run[place][key] for run in runs]
            for place, s in enumerate(sizes)
        }
        _plot(columns, title, folder / "speed" / f"growth_{key}")
    return lines


def _one_more(runs: list[list[dict[str, float]]], key: str) -> str:
    """Return what one more rule, phrase or exercise costs, in small units."""
    thing = {"assess_ms": "rules", "plan_ms": "exercises"}.get(key, "phrases")
    small = {"read_s": "ms", "memory_mb": "kB"}.get(key, "µs")
    each = statistics.median(
        1000 * (run[-1][key] - run[-2][key]) / (run[-1][thing] - run[-2][thing])
        for run in runs
    )
    return f"{each:.2g} {small} a {thing[:-1]}"


def _memory(found: dict[str, Any] | None, folder: Path) -> list[str]:
    if not found:
        return []
    after = {int(count): mb for count, mb in found["mb"].items()}
    first, last = min(after), max(after)
    figure, axes = plt.subplots(figsize=(5, 2.2), layout="constrained")
    axes.plot(list(after), list(after.values()), "k.-")
    axes.set_ylim(bottom=0)
    axes.set_title("memory after so many messages, MB", fontsize=9)
    figure.savefig(folder / "speed" / "memory_after.svg", metadata={"Date": None})
    plt.close(figure)
    return [
        "",
        "## Memory over time",
        "",
        f"Resident memory: {after[first]:.0f} MB after {first:,} messages of ever new "
        "people with new words, "
        f"{after[last]:.0f} MB after {last:,}: "
        f"{100 * (after[last] / after[first] - 1):+.1f} %. {found['machine']}",
    ]


def _plot(columns: dict[str, list[float]], title: str, file: Path) -> None:
    columns = {name: values for name, values in columns.items() if values}
    if not columns:
        return
    file.parent.mkdir(exist_ok=True)
    figure, axes = plt.subplots(figsize=(5, 2.2), layout="constrained")
    names = list(columns)
    axes.barh(names, [statistics.median(columns[name]) for name in names], alpha=0.5)
    for place, name in enumerate(names):
        axes.plot(columns[name], [place] * len(columns[name]), "k|")
    axes.invert_yaxis()
    axes.set_title(title, fontsize=9)
    figure.savefig(file.with_suffix(".svg"), metadata={"Date": None})
    plt.close(figure)
