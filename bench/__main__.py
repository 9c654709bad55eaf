"""`make bench`: every figure that this folder measures, into bench/results/."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from bench import actions, checking, hearing, language_speed, page, profiles
from bench.machine import described
from bench.speed.__main__ import main as measure_speed

RESULTS = Path(__file__).parent / "results"
MEASURES: dict[str, Callable[[], object]] = {
    "hearing": hearing.main,
    "language_speed": language_speed.main,
    "profiles": profiles.main,
    "checking": checking.main,
}


def record(name: str, measure: Callable[[], object]) -> None:
    """Write what a measure prints to its file, below the machine it ran on."""
    printed = StringIO()
    with redirect_stdout(printed):
        measure()
    text = f"{described()}\n\n{printed.getvalue()}"
    (RESULTS / f"{name}.txt").write_text(text)
    print(text)


if __name__ == "__main__":
    sys.argv[1:] = []
    RESULTS.mkdir(exist_ok=True)
    for name, measure in MEASURES.items():
        record(name, measure)
    actions.main()
    page.main()
    measure_speed([])
