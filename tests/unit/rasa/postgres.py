"""A real PostgreSQL server of the tests' own, in a folder of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.bots import free_port

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@dataclass(frozen=True)
class Postgres:
    """A server that can be stopped and started again."""

    folder: Path
    port: int

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c fsync=off"
        self._control("-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop the server at once; what was written stays."""
        self._control("-m", "fast", "stop")

    def _control(self, *arguments: str) -> None:
        run_as_owner("pg_ctl", "-D", str(self.folder / "data"), *arguments)


def run_as_owner(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; as root it refuses, so as its own user."""
    path = shutil.which(program) or str(_PROGRAMS[-1] / program)
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_user, path, *arguments],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """Run a server in an empty folder until the block ends."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        for parent in folder.parents[:2]:
            parent.chmod(0o755)
    run_as_owner("initdb", "-D", str(folder / "data"), "-U", "test", "-A", "trust")
    server = Postgres(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()
