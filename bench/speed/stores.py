"""endpoints.yml for each tracker store, with a database behind it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bench.speed.bots import Bot
from spinewise.serving import ROOT
from tests.unit.rasa.postgres import postgres

_SQL = "spinewise.rasa.tracker.sql.SqlTrackerStore"


@contextmanager
def own_sqlite(bot: Bot) -> Iterator[tuple[Path, Path]]:
    """Write endpoints with SQLite as a bot has it; yield the file and the database."""
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "conversations.db"
        kind = _SQL if bot.fast_start else "SQL"
        store = {"type": kind, "dialect": "sqlite", "db": str(database)}
        yield _written(Path(name), store, bot.folder), database


@contextmanager
def endpoints_for(store: str) -> Iterator[Path]:
    """Write an endpoints file for `memory`, `sqlite` or `postgresql`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if store == "postgresql":
            home = folder / "postgres"
            home.mkdir()
            with postgres(home) as server:
                yield _written(folder, _postgresql(server.port))
        elif store == "sqlite":
            database = str(folder / "conversations.db")
            yield _written(folder, {"type": _SQL, "dialect": "sqlite", "db": database})
        else:
            yield _written(folder, None)


def _postgresql(port: int) -> dict[str, Any]:
    return {
        "type": _SQL,
        "dialect": "postgresql",
        "url": "127.0.0.1",
        "port": port,
        "db": "postgres",
        "username": "test",
    }


def _written(
    folder: Path, tracker_store: dict[str, Any] | None, bot: Path = ROOT
) -> Path:
    endpoints = yaml.safe_load((bot / "endpoints.yml").read_text())
    if tracker_store:
        endpoints["tracker_store"] = tracker_store
    file = folder / "endpoints.yml"
    file.write_text(yaml.safe_dump(endpoints))
    return file
