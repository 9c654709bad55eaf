"""Measure how long `spinewise check knowledge/` takes, start included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def main() -> None:
    """Print the quickest and the middle one of a few runs; the aim is 5 seconds."""
    walls, cpus = [], []
    # As for people, whose Python keeps compiled copies of its modules.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(RUNS):
        children = psutil.Process().cpu_times()
        begun = time.monotonic()
        command = [sys.executable, "-m", "spinewise.cli", "check", "knowledge/"]
        subprocess.run(
            command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
        walls.append(time.monotonic() - begun)
        now = psutil.Process().cpu_times()
        cpus.append(
            now.children_user
            + now.children_system
            - children.children_user
            - children.children_system
        )
    for name, times in (("wall", walls), ("CPU", cpus)):
        ordered = sorted(times)
        print(f"{name}: least {ordered[0]:.1f} s, median {ordered[RUNS // 2]:.1f} s")


if __name__ == "__main__":
    main()
