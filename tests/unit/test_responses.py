"""The sentences of the dialogue: short, plain, and safe where it matters."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import textstat
import yaml

from spinewise.knowledge import load
from spinewise.knowledge.types import Tier
from spinewise.rasa.wording import numbers, shortened
from spinewise.settings import settings

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load(settings().knowledge_path)
RESPONSES: dict[str, list[dict[str, Any]]] = {
    name: variants
    for path in (ROOT / "data" / "responses").glob("*.yml")
    for name, variants in yaml.safe_load(path.read_text())["responses"].items()
}
KINDS = {
    variant["custom"]["card"]["kind"]: variant["text"]
    for variant in RESPONSES["utter_emergency"]
}
PAINKILLERS = "Don't wait for painkillers"
# How an emergency is told, by what is suspected: brief rows of rules and their kind.
KIND_OF_ROW = {
    "CES1": "go_now",
    "CES3": "go_now",
    "CES6": "go_now",
    "NEU1": "go_now",
    "CAR1": "ambulance",
    "VAS1": "ambulance",
    "VAS2": "ambulance",
    "PE1": "ambulance",
    "STR1": "ambulance",
    "MEN1": "ambulance",
    "SEP1": "ambulance",
    "MH1": "crisis",
    "MED1": "poison",
    "PRG3": "maternity",
    "ABU1": "unsafe",
}


def filled(kind: str, country: str, quote: str) -> str:
    """The emergency text as a person in that country reads it."""
    words = {**numbers(country, KNOWLEDGE), "heard": shortened(quote)}
    return KINDS[kind].format(**words)


@pytest.mark.parametrize(("kind", "country"), product(KINDS, KNOWLEDGE.countries))
def test_an_emergency_text_is_at_most_300_characters(kind: str, country: str) -> None:
    assert len(filled(kind, country, "a very long story " * 20)) <= 300


@pytest.mark.parametrize("kind", KINDS)
def test_an_emergency_text_names_the_action_and_the_number_first(kind: str) -> None:
    first = filled(kind, "uk", "x").splitlines()[0]

    assert re.search(r"\b(call|go to)\b", first, re.IGNORECASE)
    assert "999" in first
    assert "local emergency number" in first


@pytest.mark.parametrize("kind", KINDS)
def test_an_emergency_text_repeats_the_words_and_links_to_nothing(kind: str) -> None:
    text = filled(kind, "unknown", "my own words")

    assert 'You said: "my own words"' in text
    assert not re.search(r"https?:|www\.|\.(com|org|net)\b", text)


@pytest.mark.parametrize("kind", KINDS)
def test_painkillers_are_named_where_it_fits(kind: str) -> None:
    assert (PAINKILLERS in KINDS[kind]) is (
        kind in {"ambulance", "go_now", "neck_injury", "maternity"}
    )


def test_every_kind_that_a_rule_names_has_a_text() -> None:
    named = {rule.kind for rule in KNOWLEDGE.rules.values() if rule.kind}

    assert named <= set(KINDS)


@pytest.mark.parametrize(("row", "kind"), KIND_OF_ROW.items())
def test_an_emergency_is_of_the_right_kind(row: str, kind: str) -> None:
    kinds = {
        rule.kind
        for rule in KNOWLEDGE.rules.values()
        if rule.tier is Tier.EMERGENCY and rule.brief == (row,)
    } or {
        rule.kind
        for rule in KNOWLEDGE.rules.values()
        if rule.tier is Tier.EMERGENCY and row in rule.brief
    }

    assert kind in kinds


@pytest.mark.parametrize("name", ["utter_could_not_answer", "utter_starting"])
def test_the_safe_text_holds_the_emergency_line_and_the_danger_signs(name: str) -> None:
    text = RESPONSES[name][0]["text"]

    for words in (
        "emergency number",
        "pee",
        "poo",
        "legs",
        "chest pain",
        "painkillers",
    ):
        assert words in text


@pytest.mark.parametrize("name", ["utter_outcome_urgent", "utter_outcome_clinician"])
def test_who_should_be_seen_is_told_not_to_rely_on_medicine_alone(name: str) -> None:
    assert "tablets alone" in RESPONSES[name][0]["text"]


TEXTS = [
    (name, re.sub(r"\{[^{}]*\}", "back pain", variant["text"]))
    for name, variants in RESPONSES.items()
    for variant in variants
    if len(variant.get("text", "").split()) >= 20
]


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_longer_text_is_read_with_ease(name: str, text: str) -> None:
    assert textstat.flesch_kincaid_grade(text) <= 8


def test_every_response_that_the_code_names_exists() -> None:
    code = "\n".join(
        path.read_text()
        for folder in ("actions", "spinewise")
        for path in (ROOT / folder).rglob("*.py")
    )
    named = set(re.findall(r'"(utter_\w+)"', code))

    assert named - set(RESPONSES) == set()
    assert set(RESPONSES) - named == set()


@pytest.mark.parametrize("name", ["utter_intro", "utter_about_bot", "utter_privacy"])
def test_no_text_promises_what_a_store_on_disk_would_break(name: str) -> None:
    for variant in RESPONSES[name]:
        text = variant["text"].lower()

        assert "no record" not in text
        assert "don't store" not in text
        assert "only for this talk" not in text
