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
    ("turn_2000_ms", "turn 2,000", "ms"),
)
_ONCE = (
    ("training_s", "training", "s"),
    ("install_mb", "installed size", "MB"),
    ("install_s", "installing from the cache", "s"),
)


def write_report(results: dict[str, Any], folder: Path) -> str:
    """Write speed.md and the plots into a folder; return the text."""
    lines = ["# Speed, beside Rasa's default pipeline and the smallest bot", ""]
    lines += [*dict.fromkeys(results["machine"]), ""]
    lines += [
        f"{len(results['runs'])} alternating runs: median, and lowest to highest. "
        "Ratios are taken within a run. Other programs shared the machine's cores.",
        "",
        "| figure | Spinewise | default | floor | Spinewise / default | "
        "Spinewise / floor |",
        "|---|---|---|---|---|---|",
    ]
    for key, title, unit in _FIGURES:
        lines += _row(results["runs"], key, f"{title}, {unit}")
    for key, title, unit in _ONCE:
        if key in results:
            lines += _row(
                [{name: {key: value} for name, value in results[key].items()}],
                key,
                f"{title}, {unit}",
            )
    lines += _stores(results.get("stores", {}))
    for key, title, unit in _FIGURES:
        _plot(results["runs"], key, f"{title}, {unit}", folder / "speed")
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


def _spread(values: list[float]) -> str:
    if not values:
        return ""
    middle = _short(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({_short(min(values))} to {_short(max(values))})"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}"


def _stores(stores: dict[str, dict[str, float]]) -> list[str]:
    if not stores:
        return []
    turns = [
        int(key.split("_")[1])
        for key in stores["memory"]
        if not key.endswith("processor_ms")
    ]
    lines = [
        "",
        "One conversation, Spinewise with each tracker store, ms (processor ms):",
        "",
        f"| store | {' | '.join(f'turn {turn}' for turn in turns)} |",
        "|---" * (len(turns) + 1) + "|",
    ]
    for name, figures in stores.items():
        cells = [
            f"{figures[f'turn_{turn}_ms']:.1f} "
            f"({figures[f'turn_{turn}_processor_ms']:.1f})"
            for turn in turns
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _plot(runs: list[dict[str, Any]], key: str, title: str, folder: Path) -> None:
    columns = {_TITLES[name]: _values(runs, key, name) for name in _TITLES}
    columns = {name: values for name, values in columns.items() if values}
    if not columns:
        return
    folder.mkdir(exist_ok=True)
    figure, axes = plt.subplots(figsize=(5, 2.2), layout="constrained")
    names = list(columns)
    axes.barh(names, [statistics.median(columns[name]) for name in names], alpha=0.5)
    for place, name in enumerate(names):
        axes.plot(columns[name], [place] * len(columns[name]), "k|")
    axes.invert_yaxis()
    axes.set_title(title, fontsize=9)
    figure.savefig(folder / f"{key}.svg", metadata={"Date": None})
    plt.close(figure)
