"""The intent training data is clean enough to train and to measure on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TRAINING = tuple(sorted((ROOT / "data/nlu").glob("*.yml")))
HELD_OUT = ROOT / "tests/nlu/held_out.yml"
FRESH = ROOT / "tests/nlu/fresh.yml"
LEAST_TRAINING = 40
LEAST_LARGE = 80
LEAST_HELD_OUT = 6
# What people ask about the talk itself, or about one narrow topic, has few wordings.
LEAST_NARROW_TRAINING = 30
LEAST_NARROW_HELD_OUT = 2
NARROW = tuple(sorted((ROOT / "data/nlu").glob("about_*.yml")))
LARGE = (
    "affirm",
    "ask_exercises",
    "ask_medicines",
    "deny",
    "out_of_scope",
    "report_leg_pain",
    "report_pain",
    "report_soreness",
    "report_spasm",
    "report_stiffness",
    "report_strain",
    "report_symptom",
    "report_tightness",
    "unsure",
)


def _read(file: Path) -> list[tuple[str, str]]:
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    return [
        (block["intent"], line)
        for block in blocks
        for line in block["examples"].splitlines()
    ]


@cache
def _training() -> tuple[tuple[str, str], ...]:
    return tuple(row for file in TRAINING for row in _read(file))


@cache
def _held_out() -> tuple[tuple[str, str], ...]:
    return tuple(_read(HELD_OUT))


@cache
def _fresh() -> tuple[tuple[str, str], ...]:
    return tuple(_read(FRESH))


def _words(line: str) -> str:
    """Return what is left of an example without case and punctuation."""
    text = line.removeprefix("- ")
    return " ".join(re.findall(r"\w+", text.lower())) or text


@cache
def _narrow() -> frozenset[str]:
    return frozenset(intent for file in NARROW for intent, _ in _read(file))


def _intents() -> list[str]:
    return sorted({intent for intent, _ in _training()})


def _domain_intents() -> set[str]:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {
        name if isinstance(name, str) else next(iter(name))
        for name in domain["intents"]
    }


def test_there_is_training_data() -> None:
    assert len(TRAINING) >= 5
    assert len(_training()) >= 3000


@pytest.mark.parametrize("intent", _intents())
def test_an_intent_has_enough_examples(intent: str) -> None:
    least = LEAST_LARGE if intent in LARGE else LEAST_TRAINING
    if intent in _narrow():
        least = LEAST_NARROW_TRAINING

    assert Counter(name for name, _ in _training())[intent] >= least


@pytest.mark.parametrize("intent", _intents())
def test_an_intent_has_enough_held_out_examples(intent: str) -> None:
    least = LEAST_NARROW_HELD_OUT if intent in _narrow() else LEAST_HELD_OUT

    unseen = Counter(name for name, _ in (*_held_out(), *_fresh()))
    assert unseen[intent] >= least


def test_the_held_out_messages_have_no_other_intents() -> None:
    assert {intent for intent, _ in _held_out()} == set(_intents())


def test_the_fresh_messages_have_no_other_intents() -> None:
    assert {intent for intent, _ in _fresh()} <= set(_intents())


def test_every_intent_stands_in_the_domain() -> None:
    assert set(_intents()) <= _domain_intents()


def test_no_message_stands_twice() -> None:
    seen = Counter(_words(line) for _, line in (*_training(), *_held_out(), *_fresh()))

    assert [text for text, count in seen.items() if count > 1] == []


def test_an_intent_stands_in_one_file() -> None:
    blocks = Counter(
        block["intent"]
        for file in TRAINING
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    )

    assert [intent for intent, count in blocks.items() if count > 1] == []


@pytest.mark.parametrize(
    "source", [_training, _held_out, _fresh], ids=["training", "held out", "fresh"]
)
def test_every_line_is_one_example_without_entities(
    source: Callable[[], tuple[tuple[str, str], ...]],
) -> None:
    entity = re.compile(r"\[[^\]]*\][({]")
    odd = [
        line
        for _, line in source()
        if not line.startswith("- ") or not line[2:].strip() or entity.search(line)
    ]

    assert odd == []


def test_no_example_is_read_as_a_command_or_a_pressed_button() -> None:
    assert [line for _, line in _training() if line.startswith("- /")] == []


def test_there_are_long_complaints_too() -> None:
    lengths = [
        len(line.split()) for name, line in _training() if name.startswith("report_")
    ]

    assert sum(length >= 40 for length in lengths) >= 15


def test_no_opening_is_used_as_a_template() -> None:
    """A series such as "can I take X" may not make up most of an intent."""
    for intent in _intents():
        lines = [_words(line).split() for name, line in _training() if name == intent]
        openings = Counter(tuple(words[:3]) for words in lines if len(words) > 3)
        _, count = openings.most_common(1)[0]

        assert count <= 0.2 * len(lines), intent
