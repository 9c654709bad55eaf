"""Rasa's own story test passes, and really evaluated the stories."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spinewise.serving import MODELS, train_if_stale

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `rasa test core` prints for the stories of this folder."""
    train_if_stale()
    done = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "rasa", "test", "core"),
            *("--stories", str(HERE), "--model", str(MODELS / "spinewise.tar.gz")),
            *("--out", str(tmp_path_factory.mktemp("results")), "--no-plot"),
            "--fail-on-prediction-errors",
        ],
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "INFO"},
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output[-3000:]
    return output


def test_every_action_of_every_story_is_predicted(report: str) -> None:
    found = re.search(r"Correct:\s+(\d+) / (\d+)", report)

    assert found, report[-2000:]
    right, evaluated = map(int, found.groups())
    assert evaluated > 0
    assert right == evaluated
