"""Speed is measured of a bot that is well, with a model of the data as it is now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.speed.bots import Bot
from bench.speed.measuring import refuse_unwell

BOT = Bot("spinewise", "Spinewise", "python", Path(), healthy=("actions", "store"))


def client(status: int, state: Any) -> httpx.Client:
    def reply(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json=state)

    return httpx.Client(transport=httpx.MockTransport(reply))


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bot:
    """A bot whose training is counted and writes an empty model."""
    (tmp_path / "data").mkdir()
    for name in ("config.yml", "domain.yml", "data/nlu.yml"):
        (tmp_path / name).write_text(name)

    def trained(self: Bot, *_: str) -> None:
        self.models.mkdir(exist_ok=True)
        (self.models / "model.tar.gz").touch()
        with (tmp_path / "trainings").open("a") as file:
            file.write("x")

    monkeypatch.setattr(Bot, "_rasa", trained)
    return Bot("floor", "the smallest bot", "python", tmp_path)


def trainings(bot: Bot) -> int:
    return len((bot.folder / "trainings").read_text())


def test_a_model_of_the_same_data_is_not_trained_again(bot: Bot) -> None:
    bot.ensure_trained()
    bot.ensure_trained()

    assert trainings(bot) == 1


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "data/nlu.yml"])
def test_what_changed_since_is_trained_anew(bot: Bot, name: str) -> None:
    bot.ensure_trained()
    (bot.folder / name).write_text("changed")

    bot.ensure_trained()

    assert trainings(bot) == 2


def test_linked_data_counts_like_its_own(bot: Bot, tmp_path: Path) -> None:
    (bot.folder / "data").rename(tmp_path / "elsewhere")
    (bot.folder / "data").symlink_to(tmp_path / "elsewhere")
    bot.ensure_trained()
    (tmp_path / "elsewhere" / "new.yml").write_text("new")

    bot.ensure_trained()

    assert trainings(bot) == 2


def test_a_lost_model_is_trained_anew(bot: Bot) -> None:
    bot.ensure_trained()
    (bot.models / "model.tar.gz").unlink()

    bot.ensure_trained()

    assert trainings(bot) == 2


def test_a_bot_that_is_well_is_measured() -> None:
    state = {"status": "degraded", "actions": "ok", "store": "ok"}

    refuse_unwell(BOT, client(503, state), "http://bot")


@pytest.mark.parametrize("state", [{"actions": "down", "store": "ok"}, {}])
def test_a_bot_that_is_not_well_is_refused_and_says_why(state: dict[str, str]) -> None:
    with pytest.raises(RuntimeError, match=r"Spinewise is not measured.*503") as error:
        refuse_unwell(BOT, client(503, state), "http://bot")

    assert str(state) in str(error.value)


def test_a_bot_without_health_is_not_asked_for_it() -> None:
    refuse_unwell(replace(BOT, healthy=()), client(404, []), "http://bot")
