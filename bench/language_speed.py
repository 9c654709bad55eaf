"""Measure how long hearing takes: `uv run python bench/language_speed.py`.

Prints one JSON object, without and with the second ear and learned doubt, for texts that
are all different. Times are milliseconds of processor time: what other programs do on
the machine does not count.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import random
import statistics
import sys
import time
from pathlib import Path

# As the server runs; the time that idle threads spend waiting would count as ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import yaml

from spinewise.assessing import listener_of
from spinewise.knowledge import load
from spinewise.language import Listener, load_lexicon
from spinewise.settings import settings

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 400


def sentences() -> list[str]:
    """Return the test phrasings, shuffled in a fixed way."""
    found: list[str] = []
    for file in sorted((ROOT / "tests/phrasings").glob("*.yml")):
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))["phrasings"]
        found += [str(row["text"]) for row in rows]
    random.Random(7).shuffle(found)
    return found


def texts(words: int, pool: list[str], count: int) -> list[str]:
    """Return texts of about so many words, made of sentences of the pool."""
    draw = random.Random(words)
    made = []
    for _ in range(count):
        text: list[str] = []
        while len(text) < words:
            text += [*draw.choice(pool).split(), "."]
        made.append(" ".join(text[:words]))
    return made


def times(listener: Listener, samples: list[str]) -> dict[str, float]:
    """Return the median, the 99th percentile and the worst time in milliseconds."""
    taken = []
    for sample in samples:
        begin = time.process_time()
        listener.hear(sample)
        taken.append(1000 * (time.process_time() - begin))
    taken.sort()
    return {
        "median": round(statistics.median(taken), 2),
        "p99": round(taken[int(len(taken) * 0.99) - 1], 2),
        "max": round(taken[-1], 2),
    }


def main() -> int:
    """Measure loading and hearing and print the figures."""
    knowledge = settings().knowledge_path
    begin = time.process_time()
    words = load_lexicon(knowledge / "lexicon/en")
    rules = Listener(words)
    load_s = time.process_time() - begin
    shipped = listener_of(words, load(knowledge))
    shipped.prepare()
    # As the server does: the lexicon lives for ever, so the collector may skip it.
    gc.collect()
    gc.freeze()
    pool = sentences()
    figures: dict[str, object] = {"load_s": round(load_s, 2)}
    for name, listener in (("rules", rules), ("with_second_ear_and_doubt", shipped)):
        listener.hear("warm up")
        figures[name] = {
            "25_words_ms": times(listener, texts(25, pool, ROUNDS)),
            "400_words_ms": times(listener, texts(400, pool, ROUNDS // 4)),
        }
    figures |= {
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
