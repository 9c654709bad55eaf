"""The cases would notice a lost or softened rule, threshold, exclusion or sign.

Each test changes the knowledge in one place and expects some case to fail. A change
that no case notices is a rule or a number that nothing holds in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from spinewise.knowledge import Condition, Knowledge, Node, Rule, Tier
from spinewise.triage import Case, assess
from tests.knowledge.case_files import Expect, vignettes
from tests.knowledge.test_cases import BY_DECISION, own_tiers
from tests.unit.triage.build import case, knowledge, rules_of

K = knowledge()


def _cases() -> Iterator[tuple[Case, Expect]]:
    for _, vignette in vignettes():
        given = msgspec.structs.asdict(vignette.given)
        yield case(*given.pop("present"), **given), vignette.expect


CASES = list(_cases())
FIRED = [set(rules_of(assess(given, K))) for given, _ in CASES]


def _noticed(changed: Knowledge, rule: str = "") -> bool:
    """Whether a case fails; those that show the rule, or just miss it, come first."""

    def far(number: int) -> bool:
        return rule not in FIRED[number] and rule not in CASES[number][1].not_rules

    order = sorted(range(len(CASES)), key=far)
    return any(not _holds(*CASES[number], changed) for number in order)


def _with(changed: Rule) -> Knowledge:
    return msgspec.structs.replace(K, rules={**K.rules, changed.id: changed})


def _holds(given: Case, expect: Expect, changed: Knowledge) -> bool:
    found = assess(given, changed)
    fired = set(rules_of(found))
    rows = {row for each in found.fired for row in each.rule.brief}
    return (
        found.tier.label == expect.tier
        and expect.kind in (None, found.kind)
        and set(expect.fires) <= rows
        and rows.isdisjoint(expect.not_fires)
        and set(expect.rules) <= fired
        and fired.isdisjoint(expect.not_rules)
        and expect.own.items() <= own_tiers(found).items()
    )


Changed = Iterator[Condition]
PARTS = ("all_of", "any_of", "of")


def _moved(node: Node) -> Changed:
    """The node with each of its thresholds moved by one, one at a time."""
    for field in ("at_least", "below"):
        value = getattr(node, field)
        for step in () if value is None else (-1, 1):
            yield msgspec.structs.replace(node, **{field: value + step})


def _counted_otherwise(node: Node) -> Changed:
    """The node with one more or one less of its signs needed."""
    for step in () if node.count is None else (-1, 1):
        if 1 <= (node.count or 0) + step <= len(node.of or ()):
            yield msgspec.structs.replace(node, count=(node.count or 0) + step)


def _wider(node: Node) -> Changed:
    """The node without each of the things that it needs: what it excludes comes in."""
    yield from _without_one(node, "all_of")


def _narrower(node: Node) -> Changed:
    """The node without each of the ways in which it may hold."""
    yield from _without_one(node, "any_of")
    if node.of is not None and len(node.of) > (node.count or 0):
        yield from _without_one(node, "of")


def _without_one(node: Node, field: str) -> Changed:
    parts = getattr(node, field) or ()
    for number in range(len(parts) if len(parts) > 1 else 0):
        rest = (*parts[:number], *parts[number + 1 :])
        yield msgspec.structs.replace(node, **{field: rest})


def _anywhere(change: Callable[[Node], Changed], condition: Condition) -> Changed:
    """The condition with one change in it, in each place where it can be made."""
    if isinstance(condition, str):
        return
    yield from change(condition)
    for field in PARTS:
        parts = getattr(condition, field) or ()
        for number, part in enumerate(parts):
            for other in _anywhere(change, part):
                changed = (*parts[:number], other, *parts[number + 1 :])
                yield msgspec.structs.replace(condition, **{field: changed})


def _rules(change: Callable[[Node], Changed]) -> list[Rule]:
    return [
        msgspec.structs.replace(rule, when=other)
        for rule in K.rules.values()
        if rule.id not in BY_DECISION
        for other in _anywhere(change, rule.when)
    ]


RULES = sorted(set(K.rules) - BY_DECISION)


def test_no_case_fails_unchanged() -> None:
    assert not _noticed(K)


@pytest.mark.parametrize("lost", RULES)
def test_a_lost_rule_is_noticed(lost: str) -> None:
    rest = {name: rule for name, rule in K.rules.items() if name != lost}

    assert _noticed(msgspec.structs.replace(K, rules=rest), lost)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_of_a_lower_tier_is_noticed(name: str) -> None:
    rule = K.rules[name]
    lower = msgspec.structs.replace(rule, tier=Tier(rule.tier - 1))

    assert _noticed(_with(lower), name)


@pytest.mark.parametrize("moved", _rules(_moved), ids=lambda rule: rule.id)
def test_a_moved_threshold_is_noticed(moved: Rule) -> None:
    assert _noticed(_with(moved), moved.id)


@pytest.mark.parametrize("other", _rules(_counted_otherwise), ids=lambda rule: rule.id)
def test_another_number_of_signs_is_noticed(other: Rule) -> None:
    assert _noticed(_with(other), other.id)


@pytest.mark.parametrize("wider", _rules(_wider), ids=lambda rule: rule.id)
def test_a_dropped_exclusion_is_noticed(wider: Rule) -> None:
    assert _noticed(_with(wider), wider.id)


@pytest.mark.parametrize("narrower", _rules(_narrower), ids=lambda rule: rule.id)
def test_a_dropped_way_to_hold_is_noticed(narrower: Rule) -> None:
    assert _noticed(_with(narrower), narrower.id)
