"""Says on what a figure was measured."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from pathlib import Path


def described() -> str:
    """Return a sentence with date, commit, cores and Python version."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return (
        f"Measured on {datetime.date.today()} at commit {commit or 'unknown'}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, {platform.machine()}."
    )
