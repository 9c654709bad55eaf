"""Simulated patients talk to a running bot; see README.md beside this file.

Run `python -m bench.patients` for the half that may be looked at while developing,
with `--final` for the half that is kept shut: of that one only figures are written.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench.machine import described
from bench.patients.interruptions import interruptions
from bench.patients.report import ROOT, failures, inputs_hash, table
from bench.patients.run import PERSONAS_EACH, run
from bench.patients.scoring import by_persona, figures, share
from spinewise.knowledge import load
from spinewise.serving import running_bot, train_if_stale
from spinewise.settings import settings

RESULTS = ROOT / "bench" / "results"
# What went wrong in the final half is for a last look, not for the repository.
UNKEPT = ROOT / "build"
_PORT = 5110


def measure(
    half: str, *, port: int, each: int, seed: int, only: str | None
) -> dict[str, Any]:
    """Run a half and return its figures; failed conversations go to a file."""
    train_if_stale()
    with running_bot("127.0.0.1", port) as url:
        outcomes = tuple(
            run(
                url,
                load(settings().knowledge_path),
                half=half,
                each=each,
                seed=seed,
                only=only,
            )
        )
        interrupted = tuple(interruptions(url, half)) if only is None else ()
    folder = RESULTS if half == "dev" else UNKEPT
    folder.mkdir(exist_ok=True)
    counted = figures(outcomes)
    caught = sum(each.caught for each in interrupted)
    counted["danger signs answered at once"] = share(caught, len(interrupted))
    heading = f"# Simulated patients, half {half}\n\n{described()}\n\n{table(counted)}"
    path = folder / f"patients_{half}.md"
    lost = "\n".join(
        f"- not answered at once: {each.sign.text} ({each.sign.row}, {each.place})"
        for each in interrupted
        if not each.caught
    )
    path.write_text(f"{heading}\n\n{lost}\n\n{failures(outcomes)}")
    print(heading)
    print(f"\nConversations with a fault: {path}")
    return {
        "inputs": inputs_hash(),
        "run": described(),
        "seed": seed,
        "figures": counted,
        "right by persona": by_persona(outcomes),
        "cases with a fault": sorted(
            {f"{o.case.id}: {'; '.join(o.faults)}" for o in outcomes if o.faults}
        ),
    }


def keep(half: str, result: dict[str, Any]) -> Path:
    """Write a half's figures beside those of the other one."""
    path = RESULTS / "patients.json"
    kept = json.loads(path.read_text()) if path.is_file() else {}
    path.write_text(json.dumps({**kept, half: result}, indent=2) + "\n")
    return path


def main() -> None:
    """Measure one half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--final", action="store_true", help="the half kept shut")
    parser.add_argument("--each", type=int, default=PERSONAS_EACH, help="personas")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="id of the one case to run; keeps nothing")
    parser.add_argument("--port", type=int, default=_PORT)
    chosen = parser.parse_args()
    half = "final" if chosen.final else "dev"
    result = measure(
        half,
        port=chosen.port,
        each=chosen.each,
        seed=chosen.seed,
        only=chosen.only,
    )
    if chosen.only is None:
        keep(half, result)


if __name__ == "__main__":
    main()
