"""Conditions: what they name, what can make them hold, when they hold."""

from __future__ import annotations

import msgspec
import pytest

from spinewise.knowledge.conditions import findings_in, triggers
from spinewise.knowledge.types import Condition, Node
from spinewise.triage.matching import World
from tests.unit.triage.build import knowledge

K = knowledge()
GROUP = K.groups["nerve_signs"].findings


def _condition(raw: object) -> Condition:
    return raw if isinstance(raw, str) else msgspec.convert(raw, Node)


@pytest.mark.parametrize(
    ("raw", "needed"),
    [
        ("a", {"a"}),
        ({"all": ["a", "b"]}, {"a"}),
        ({"any": ["a", "b"]}, {"a", "b"}),
        ({"all": ["a", {"any": ["b", "c"]}]}, {"a"}),
        ({"any": ["a", {"fact": "age", "below": 16}]}, None),
        ({"all": ["a", {"fact": "age", "below": 16}]}, {"a"}),
        ({"fact": "age", "below": 16}, None),
        ({"none": ["a"]}, None),
        ({"count": 2, "of": ["a", "b", "c"]}, {"a", "b", "c"}),
        ({"group": "nerve_signs"}, set(GROUP)),
        ({"decision": "thoracic_pain", "is": "page"}, None),
    ],
)
def test_triggers_are_findings_of_which_one_is_needed(
    raw: object, needed: set[str] | None
) -> None:
    assert triggers(_condition(raw), K.groups) == needed


def test_findings_named_by_a_condition_include_its_groups() -> None:
    raw = {"all": ["a", {"none": ["b"]}, {"group": "nerve_signs"}]}

    assert set(findings_in(_condition(raw), K.groups)) == {"a", "b", *GROUP}


@pytest.mark.parametrize(
    ("raw", "holds"),
    [
        ("a", True),
        ("x", False),
        ({"all": ["a", "b"]}, True),
        ({"all": ["a", "x"]}, False),
        ({"any": ["x", "b"]}, True),
        ({"any": ["x", "y"]}, False),
        ({"none": ["x"]}, True),
        ({"none": ["x", "a"]}, False),
        ({"all": ["a"], "none": ["b"]}, False),
        ({"count": 2, "of": ["a", "b", "x"]}, True),
        ({"count": 3, "of": ["a", "b", "x"]}, False),
        ({"fact": "age", "at_least": 40}, True),
        ({"fact": "age", "at_least": 41}, False),
        ({"fact": "age", "below": 40}, False),
        ({"fact": "age", "below": 41}, True),
        ({"fact": "age", "at_least": 16, "below": 18}, False),
        ({"fact": "pain", "at_least": 0}, False),
        ({"fact": "pain", "known": False}, True),
        ({"fact": "age", "known": False}, False),
        ({"fact": "age", "known": True}, True),
        ({"fact": "sex", "is": "female"}, True),
        ({"fact": "sex", "is": "male"}, False),
        ({"fact": "pregnant", "is": False}, True),
        ({"fact": "pregnant", "is": True}, False),
        ({"decision": "thoracic_pain", "is": "softened"}, True),
        ({"decision": "thoracic_pain", "is": "page"}, False),
        ({"group": "nerve_signs"}, False),
    ],
)
def test_condition_holds(raw: object, holds: bool) -> None:
    facts = {"age": 40.0, "sex": "female", "pregnant": False}
    world = World(K, frozenset("ab"), facts)

    assert (world.match(_condition(raw)) is not None) == holds


def test_match_names_the_findings_and_facts_it_rests_on() -> None:
    raw = {"all": ["a", {"any": ["b", "x"]}, {"fact": "age", "at_least": 40}]}

    match = World(K, frozenset("ab"), {"age": 40.0}).match(_condition(raw))

    assert match is not None
    assert match.findings == ("a", "b")
    assert match.facts == ("age 40",)
