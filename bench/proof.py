"""`make proof`: the long runs, their results kept with a hash of their inputs.

Every property test runs with many more examples than in the gate, and hearing is
measured on the phrasings and on thousands of generated messages. Each danger sign is
told over Slack and Telegram in each state that a conversation can wait in. A quick
test fails when the results in bench/results/proof.json are older than what they speak
of.
bench/mutation.py keeps results of its own, because they do not change with a phrase.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bench import behaviour, hearing, mutation
from bench.machine import described

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "results" / "proof.json"
INPUTS = (
    "knowledge",
    "spinewise/dialogue",
    "spinewise/knowledge",
    "spinewise/language",
    "spinewise/plan",
    "spinewise/rasa/channels",
    "spinewise/triage",
    "tests/behaviour",
    "tests/channels",
    "tests/phrasings",
)
PROPERTIES = ("tests/unit/triage", "tests/unit/plan", "tests/unit/dialogue")
EXAMPLES = 2000
CHANNELS = ("tests/channels/test_fuzz.py", "tests/channels/test_parts.py")
CHANNEL_EXAMPLES = 10_000
DANGERS = "tests/channels/test_dangers.py"
SERVICES = 2


def inputs_hash() -> str:
    """Return a hash of all that the long runs speak of."""
    digest = hashlib.sha256()
    for folder in INPUTS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".yml", ".py", ".json", ".jsonl"}:
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def danger_signs() -> dict[str, Any]:
    """Tell each danger sign in each state over both services.

    Raises:
        SystemExit: one of them was not answered as an emergency.
    """
    said = yaml.safe_load((ROOT / "tests" / "channels" / "dangers.yml").read_text())
    told = len(said["sentences"]) * len(said["before"]) * SERVICES
    ran((DANGERS,), CHANNEL_EXAMPLES)
    return {"answered as emergencies": f"{told} of {told}"}


def fuzzed(tests: tuple[str, ...], examples: int) -> dict[str, Any]:
    """Run property tests with many examples; return what came of them.

    Raises:
        SystemExit: a property does not hold.
    """
    return {"examples each": examples, "result": ran(tests, examples)}


def ran(tests: tuple[str, ...], examples: int) -> str:
    """Run tests with many examples; return pytest's last line.

    Raises:
        SystemExit: one fails.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pytest", *tests],
        cwd=ROOT,
        env={**os.environ, "SPINEWISE_EXAMPLES": str(examples)},
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stdout.strip().splitlines()[-1]
    if done.returncode != 0:
        raise SystemExit(done.stdout[-4000:])
    return re.sub(r" in .*", "", last)


def main() -> None:
    """Run everything and write the results."""
    result: dict[str, Any] = {
        "inputs": inputs_hash(),
        "run": described(),
        "properties": fuzzed(PROPERTIES, EXAMPLES),
        "channels": fuzzed(CHANNELS, CHANNEL_EXAMPLES),
        "danger signs over the channels": danger_signs(),
        "hearing": hearing.figures(),
        "behaviour": behaviour.figures(),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(RESULT.read_text())
    mutation.main()


if __name__ == "__main__":
    main()
