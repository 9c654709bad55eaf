"""Decide which rules hold, and keep what made each of them hold.

Rules are indexed by the findings without which they cannot hold, so that a case with
three findings looks at a dozen rules and not at all of them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spinewise.knowledge.conditions import triggers
from spinewise.knowledge.types import Condition, Knowledge, Node, Question, Rule

Facts = Mapping[str, float | str | bool]


@dataclass(frozen=True, slots=True)
class Match:
    """Why a condition holds: the findings and the facts that it rests on."""

    findings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


_HOLDS = Match()


@dataclass(frozen=True, slots=True)
class World:
    """What conditions are tested against.

    `maybe` findings count like present ones, but a condition rests on them only where
    present ones do not suffice.
    """

    knowledge: Knowledge
    present: AbstractSet[str]
    facts: Facts
    maybe: AbstractSet[str] = frozenset()

    def match(self, condition: Condition) -> Match | None:
        """Why the condition holds, or None when it does not."""
        if isinstance(condition, str):
            if condition in self.present or condition in self.maybe:
                return Match((condition,))
            return None
        return self._node(condition)

    def _node(self, node: Node) -> Match | None:
        parts: list[Match | None] = []
        for part in node.all_of or ():
            parts.append(self.match(part))
            if parts[-1] is None:
                return None
        if node.any_of is not None:
            parts.append(self._enough(1, node.any_of))
        if node.of is not None:
            parts.append(self._enough(node.count or 1, node.of))
        if node.group is not None:
            names = self.knowledge.groups[node.group].findings
            parts.append(self._enough(1, names))
        if node.none_of is not None:
            excluded = any(self.match(part) is not None for part in node.none_of)
            parts.append(None if excluded else _HOLDS)
        if node.fact is not None:
            parts.append(self._fact(node.fact, node))
        if node.decision is not None:
            chosen = self.knowledge.decisions[node.decision].chosen
            parts.append(_HOLDS if chosen == node.equals else None)
        return _joined(parts)

    def _enough(self, count: int, conditions: tuple[Condition, ...]) -> Match | None:
        found = [m for m in map(self.match, conditions) if m is not None]
        if len(found) < count:
            return None
        sure = [m for m in found if self.maybe.isdisjoint(m.findings)]
        return _joined(sure if len(sure) >= count else found)

    def _fact(self, name: str, node: Node) -> Match | None:
        value = self.facts.get(name)
        if node.known is not None:
            return _HOLDS if (value is not None) == node.known else None
        if value is None:
            return None
        if node.at_least is not None and float(value) < node.at_least:
            return None
        if node.below is not None and float(value) >= node.below:
            return None
        if node.equals is not None and value != node.equals:
            return None
        shown = f"{value:g}" if isinstance(value, float | int) else value
        return Match(facts=(f"{name} {shown}",))


def _joined(parts: list[Match] | list[Match | None]) -> Match | None:
    findings: dict[str, None] = {}
    facts: dict[str, None] = {}
    for part in parts:
        if part is None:
            return None
        findings.update(dict.fromkeys(part.findings))
        facts.update(dict.fromkeys(part.facts))
    return Match(tuple(findings), tuple(facts))


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules that are not switched off, in file order, and what makes each hold.

    `order` is the place of each finding in the knowledge; `derived` are the findings
    that facts alone can make present, `doubtful` pairs those that another one brings in
    doubt with that other, `questions` stand in the order of asking.
    """

    rules: tuple[Rule, ...]
    by_finding: Mapping[str, tuple[int, ...]]
    by_facts: tuple[int, ...]
    order: Mapping[str, int]
    derived: tuple[tuple[str, Condition], ...]
    doubtful: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]

    def holding(self, world: World) -> list[tuple[Rule, Match]]:
        """Every rule that holds, the most serious first, then in file order."""
        numbers = set(self.by_facts)
        for finding in (*world.present, *world.maybe):
            numbers.update(self.by_finding.get(finding, ()))
        found = []
        for number in sorted(numbers):
            rule = self.rules[number]
            match = world.match(rule.when)
            if match is not None:
                found.append((rule, match))
        return sorted(found, key=lambda pair: -pair[0].tier)


@functools.lru_cache(maxsize=8)
def rule_book(knowledge: Knowledge) -> RuleBook:
    """The index of the rules of `knowledge`, built once."""
    return _indexed(knowledge)


def _indexed(knowledge: Knowledge) -> RuleBook:
    rules = tuple(
        rule for rule in knowledge.rules.values() if rule.switched_off is None
    )
    by_finding: dict[str, list[int]] = {}
    by_facts: list[int] = []
    for number, rule in enumerate(rules):
        needed = triggers(rule.when, knowledge.groups)
        if needed is None:
            by_facts.append(number)
        for finding in needed or ():
            by_finding.setdefault(finding, []).append(number)
    return RuleBook(
        rules=rules,
        by_finding={key: tuple(value) for key, value in by_finding.items()},
        by_facts=tuple(by_facts),
        order={name: number for number, name in enumerate(knowledge.findings)},
        derived=tuple(
            (finding.id, finding.also_when)
            for finding in knowledge.findings.values()
            if finding.also_when is not None
        ),
        doubtful=tuple(
            (finding.id, finding.doubtful_with)
            for finding in knowledge.findings.values()
            if finding.doubtful_with is not None
        ),
        questions=tuple(
            sorted(knowledge.questions.values(), key=lambda question: question.order)
        ),
    )
