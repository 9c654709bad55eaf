"""The cases would notice a lost rule and a moved threshold.

Each test changes the knowledge in one place and expects some case to fail. A change
that no case notices is a rule or a number that nothing holds in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from spinewise.knowledge import Condition, Knowledge, Node, Rule
from spinewise.triage import Case, assess
from tests.knowledge.case_files import Expect, vignettes
from tests.knowledge.test_cases import BY_DECISION
from tests.unit.triage.build import case, knowledge, rules_of

K = knowledge()


def _cases() -> Iterator[tuple[Case, Expect]]:
    for _, vignette in vignettes():
        given = msgspec.structs.asdict(vignette.given)
        yield case(*given.pop("present"), **given), vignette.expect


CASES = list(_cases())


def _noticed(changed: Knowledge) -> bool:
    return any(not _holds(given, expect, changed) for given, expect in CASES)


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
    )


def _moved(condition: Condition) -> Iterator[Condition]:
    """The condition with each of its thresholds moved by one, one at a time."""
    if isinstance(condition, str):
        return
    for field in ("at_least", "below"):
        value = getattr(condition, field)
        for step in () if value is None else (-1, 1):
            yield msgspec.structs.replace(condition, **{field: value + step})
    for field in ("all_of", "any_of", "of"):
        parts = getattr(condition, field) or ()
        for number, part in enumerate(parts):
            for other in _moved(part):
                changed = (*parts[:number], other, *parts[number + 1 :])
                yield msgspec.structs.replace(condition, **{field: changed})


def _moved_rules() -> Iterator[Rule]:
    for rule in K.rules.values():
        if isinstance(rule.when, Node):
            for other in _moved(rule.when):
                yield msgspec.structs.replace(rule, when=other)


def test_no_case_fails_unchanged() -> None:
    assert not _noticed(K)


@pytest.mark.parametrize("lost", sorted(set(K.rules) - BY_DECISION))
def test_a_lost_rule_is_noticed(lost: str) -> None:
    rest = {name: rule for name, rule in K.rules.items() if name != lost}

    assert _noticed(msgspec.structs.replace(K, rules=rest))


@pytest.mark.parametrize("moved", _moved_rules(), ids=lambda rule: rule.id)
def test_a_moved_threshold_is_noticed(moved: Rule) -> None:
    changed = {**K.rules, moved.id: moved}

    assert _noticed(msgspec.structs.replace(K, rules=changed))
