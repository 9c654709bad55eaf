"""The bot that all conversations of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spinewise.serving import train_if_stale
from tests.conversations.talking import Bot, Talk


@pytest.fixture(scope="session")
def bot() -> Iterator[Bot]:
    """The bot, loaded once."""
    train_if_stale()
    loaded = Bot.loaded()
    yield loaded
    loaded.loop.close()


@pytest.fixture
def talk(bot: Bot) -> Talk:
    """A new conversation."""
    return Talk(bot)
