"""Compare ways to tell intents apart: `uv run python -m bench.intents`.

Writes bench/results/intents.md: macro F1 by five-fold cross-validation on `data/nlu`,
on `tests/nlu/held_out.yml` and on `tests/nlu/fresh.yml`, each with a 95 % interval from
a thousand draws of the messages, the share of right guesses, milliseconds a message,
megabytes of what was learned, and seconds of training. Below it stands what each
fallback threshold does to the shipped way. The fresh messages also count how many of
them stand word for word in the training data: none may.

`--off-topic FILE` adds messages from a JSON Lines file with a `text` in each row.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# As the server runs: on few cores more threads wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from spinewise.intents import IntentModel
from spinewise.intents.encoder import Encoder

from .intent_data import OFF_TOPIC, Sample, part, read_intents, read_off_topic
from .intent_ways import SEED, WAYS, Ears, Features, Way
from .machine import described

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).parent / "results" / "intents.md"
FOLDS, DRAWS = 5, 1000
SHIPPED = "**as shipped**"
THRESHOLDS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
Guess = Callable[[Sample], tuple[list[str], list[float]]]
Teach = Callable[[Sample], tuple[Guess, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is learned from and what is measured with."""

    training: Sample
    held_out: Sample
    fresh: Sample
    off_topic: Sample


class Remembered(Encoder):
    """The shipped encoder, which encodes each text once while others learn from it."""

    rows: dict[str, Any]

    def __call__(self, text: str) -> Any:
        """Return the row of a text."""
        if text not in self.rows:
            self.rows[text] = super().__call__(text)
        return self.rows[text]


def teach_way(way: Way, ears: Ears) -> Teach:
    """Return how a way is taught."""

    def teach(sample: Sample) -> tuple[Guess, int]:
        features = Features(way, ears).fit(sample)
        model = way.classifier()
        model.fit(features(sample), sample.intents)

        def guess(rows: Sample) -> tuple[list[str], list[float]]:
            return model.predict(features(rows)).tolist(), [0.0] * len(rows.raw)

        return guess, model.coef_.nbytes

    return teach


def teach_shipped(encoder: Encoder) -> Teach:
    """Return how the shipped model is taught."""

    def teach(sample: Sample) -> tuple[Guess, int]:
        model = IntentModel.learn(sample.raw, sample.intents, encoder)

        def guess(rows: Sample) -> tuple[list[str], list[float]]:
            names, sure = zip(*(model.rank(text)[0] for text in rows.raw), strict=True)
            return list(names), list(sure)

        return guess, model.nbytes

    return teach


def one_by_one(guess: Guess, sample: Sample) -> tuple[np.ndarray, list[float]]:
    """Return the intents of messages and the milliseconds that each took."""
    names, spent = [], []
    for number in range(len(sample.raw)):
        row = part(sample, np.array([number]))
        begin = time.perf_counter()
        names += guess(row)[0]
        spent.append(1000 * (time.perf_counter() - begin))
    return np.array(names), spent


def crossed(teach: Teach, data: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Return for each message a guess, and its chance, by a model without it."""
    names = np.empty(len(data.raw), dtype=object)
    sure = np.zeros(len(data.raw))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for known, unknown in folds.split(data.raw, data.intents):
        guess, _ = teach(part(data, known))
        names[unknown], sure[unknown] = guess(part(data, unknown))
    return names.astype(str), sure


def macro(truth: np.ndarray, guess: np.ndarray) -> str:
    """Return the macro F1 with its interval."""
    draw = np.random.default_rng(SEED)
    labels, numbers = np.unique(np.hstack([truth, guess]), return_inverse=True)
    wanted, told = numbers[: len(truth)], numbers[len(truth) :]
    count = len(labels)

    def score(rows: np.ndarray) -> float:
        right = np.bincount(wanted[rows][wanted[rows] == told[rows]], minlength=count)
        both = np.bincount(wanted[rows], minlength=count) + np.bincount(
            told[rows], minlength=count
        )
        return float((2 * right[both > 0] / both[both > 0]).mean())

    size = len(truth)
    spread = [score(draw.integers(0, size, size)) for _ in range(DRAWS)]
    low, high = np.percentile(spread, [2.5, 97.5])
    whole = f1_score(truth, guess, average="macro", zero_division=0)
    return f"{whole:.3f} ({low:.3f}-{high:.3f})"


def share(hits: np.ndarray) -> str:
    """Return "k of n"."""
    return f"{int(hits.sum())} of {len(hits)}"


def row_of(name: str, teach: Teach, data: Data, forget: Callable[[], None]) -> str:
    """Return a line of the table."""
    cross, _ = crossed(teach, data.training)
    begin = time.perf_counter()
    guess, weight = teach(data.training)
    trained = time.perf_counter() - begin
    forget()
    held, spent = one_by_one(guess, data.held_out)
    fresh, more = one_by_one(guess, data.fresh)
    off, _ = one_by_one(guess, data.off_topic)
    cells = [
        name,
        macro(data.training.intents, cross),
        macro(data.held_out.intents, held),
        macro(data.fresh.intents, fresh),
        share(data.fresh.intents == fresh),
        share(np.char.startswith(off, "report_")),
        f"{np.median(spent + more):.1f} / {np.percentile(spent + more, 99):.1f}",
        f"{weight / 1e6:.0f}",
        f"{trained:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def sweep(teach: Teach, data: Sample) -> list[str]:
    """Return, for each threshold, what happens to right, wrong and off-topic guesses."""
    guess, sure = crossed(teach, data)
    right, off = guess == data.intents, data.intents == OFF_TOPIC
    complaint = np.char.startswith(guess, "report_")
    lines = ["| threshold | right kept | wrong turned back | off-topic as complaint |"]
    lines.append("|---|---|---|---|")
    for limit in THRESHOLDS:
        kept = sure >= limit
        lines.append(
            f"| {limit} | {(right & kept).sum() / right.sum():.1%}"
            f" | {(~right & ~kept).sum() / (~right).sum():.1%}"
            f" | {share((complaint & kept)[off])} |"
        )
    return lines


def overlaps(data: Data) -> str:
    """Return how many messages to measure with stand in the training data."""
    known = {_bare(text) for text in data.training.raw}
    counts = [
        share(np.array([_bare(text) in known for text in sample.raw]))
        for sample in (data.held_out, data.fresh)
    ]
    return (
        f"Word for word in the training data: held out {counts[0]}, fresh {counts[1]}."
    )


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def read(off_topic: Path | None) -> Data:
    """Return the data, with off-topic messages of a file if one is given."""
    held_out = read_intents([ROOT / "tests/nlu/held_out.yml"])
    own = part(held_out, np.flatnonzero(held_out.intents == OFF_TOPIC))
    return Data(
        training=read_intents(sorted((ROOT / "data/nlu").glob("*.yml"))),
        held_out=held_out,
        fresh=read_intents([ROOT / "tests/nlu/fresh.yml"]),
        off_topic=read_off_topic(off_topic) if off_topic else own,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every way and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--off-topic", type=Path)
    chosen = parser.parse_args(arguments)
    warnings.filterwarnings("ignore")
    data = read(chosen.off_topic)
    ears = Ears(data.training.raw)
    shipped = Remembered.of_package(data.training.raw)
    shipped.rows = {}
    lines = [
        "# Ways to tell intents apart",
        "",
        f"Written by `uv run python -m bench.intents`. {described()}",
        "",
        f"{len(data.training.raw)} examples of {len(set(data.training.intents))} "
        f"intents, {len(data.held_out.raw)} held-out and {len(data.fresh.raw)} fresh "
        "messages. The lexicon rows hear findings, complaint, region and topics.",
        overlaps(data),
        "",
        "| way | cross-validation, macro F1 | held out, macro F1 | fresh, macro F1 "
        "| fresh right | off-topic as complaint | ms, median / p99 | weights, MB "
        "| training, s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    teachers = {way.name: teach_way(way, ears) for way in WAYS}
    teachers[SHIPPED] = teach_shipped(shipped)
    for name, teach in teachers.items():
        forget = shipped.rows.clear if name == SHIPPED else ears.forget
        lines.append(row_of(name, teach, data, forget))
        print(lines[-1], flush=True)
    lines += ["", "## Fallback threshold, as shipped, cross-validation", ""]
    lines += sweep(teachers[SHIPPED], data.training)
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
