"""The quick reader of YAML reads what Rasa's own reader reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rasa.shared.utils.io
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain

from spinewise.rasa import quick_yaml
from spinewise.settings import ROOT

_slow = rasa.shared.utils.io.read_yaml
_FILES = sorted(
    [*ROOT.glob("*.yml"), *(ROOT / "data").rglob("*.yml")], key=lambda path: path.name
)
_SCALARS = [
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "true",
    "True",
    "TRUE",
    "False",
    "~",
    "null",
    "Null",
    "0",
    "01",
    "010",
    "0o17",
    "0x1F",
    "0b11",
    "1_000",
    "-5",
    "+7",
    "1.5",
    ".5",
    "1e3",
    "1.0e+3",
    "-.inf",
    ".nan",
    "12:30",
    "1:20:30",
    "2026-11-22",
    "2026-11-22T10:00:00Z",
    "=",
    "'no'",
    '"yes"',
    "3.6.21",
    "+44",
    "00",
    "1.",
    "-0",
    "0o",
    "08",
    "09",
    "-",
    "?",
    "💚",
    "né",
    "http://a.b/c?d=e#f",
    "a:b",
]


def read(reader: Any, text: str) -> tuple[str, str]:
    try:
        found = reader(text)
    except Exception as error:
        return ("error", type(error).__name__)
    return (repr(found), "")


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_every_file_that_rasa_reads_means_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert quick_yaml.read_yaml(text) == _slow(text)


@pytest.mark.parametrize("value", _SCALARS)
def test_a_plain_value_means_the_same(value: str) -> None:
    text = f"key: {value}\nlist:\n- {value}\n"

    assert read(quick_yaml.read_yaml, text) == read(_slow, text)


@settings(deadline=None, max_examples=200)
@given(st.text("0123456789abefnosxyTF._+-:~'\"{}[]&*!<= ", max_size=12))
def test_whatever_a_value_looks_like_it_means_the_same(value: str) -> None:
    text = f"key: {value}\n"

    assert read(quick_yaml.read_yaml, text) == read(_slow, text)


def test_a_repeated_key_is_an_error_as_it_is_for_rasa() -> None:
    text = "key: 1\nkey: 2\n"

    assert read(quick_yaml.read_yaml, text)[0] == "error"
    assert read(quick_yaml.read_yaml, text) == read(_slow, text)


def test_the_environment_is_read_as_rasa_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DB_PASSWORD", "secret")

    assert quick_yaml.read_yaml("password: ${DB_PASSWORD}") == {"password": "secret"}


def test_the_domain_of_a_model_is_the_domain_that_was_kept(tmp_path: Path) -> None:
    domain = Domain.load([ROOT / "domain.yml", *(ROOT / "data").rglob("*.yml")])
    domain.persist(tmp_path / "domain.yml")

    kept = quick_yaml._domain_in(str(tmp_path))

    assert kept.as_dict() == domain.as_dict()
    assert kept.fingerprint() == domain.fingerprint()
