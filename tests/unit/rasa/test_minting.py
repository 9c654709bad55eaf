"""Conversation ids cannot be invented, and outlive a restart."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from spinewise.rasa.channels import minting


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPINEWISE_SECRET", "first")
    minting._signer.cache_clear()


def test_a_minted_id_is_known_again_after_a_restart() -> None:
    conversation = minting.mint()
    minting._signer.cache_clear()

    assert minting.minted(conversation)


def test_two_ids_are_never_the_same() -> None:
    assert len({minting.mint() for _ in range(100)}) == 100


def test_an_id_of_another_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = minting.mint()
    monkeypatch.setenv("SPINEWISE_SECRET", "second")
    minting._signer.cache_clear()

    assert not minting.minted(conversation)


@pytest.mark.parametrize("given", [None, 7, "", "x", "x" * 60, "a.b" * 20, "é" * 60])
def test_what_was_never_minted_is_refused(given: object) -> None:
    assert not minting.minted(given)


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "run" / "secret"

    first = minting.kept_secret(file)

    assert minting.kept_secret(file) == first
    assert len(first) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_used_still_gives_a_secret(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.mkdir()

    assert len(minting.kept_secret(file)) >= 32
