"""Servers that the end-to-end tests share: each is started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spinewise.serving import train_if_stale
from tests.e2e.bots import Talk, bot, free_port


@pytest.fixture(scope="session")
def model() -> None:
    """Train the model that all servers load, unless it is fresh."""
    train_if_stale()


@pytest.fixture(scope="session")
def url(model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as it is run by default: actions in its own process."""
    with bot(tmp_path_factory.mktemp("bot")) as address:
        yield address


@pytest.fixture
def talk(url: str) -> Talk:
    """A new conversation."""
    return Talk(url)


@pytest.fixture(scope="session")
def actions_port() -> int:
    """The port where the server of `remote_url` looks for its actions."""
    return free_port()


@pytest.fixture(scope="session")
def remote_url(
    model: None, actions_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server whose actions are called over HTTP, where nothing may listen."""
    with bot(tmp_path_factory.mktemp("remote"), actions_port=actions_port) as address:
        yield address
