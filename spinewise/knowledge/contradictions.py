"""Checks for rules that fight each other and for things that nobody can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from spinewise.knowledge.types import Condition, Node, Question, Rule


class _Report(Protocol):
    """How a problem of one item is reported."""

    def __call__(self, key: str, item: str, message: str, *, at: str) -> None:
        """Take the list, the item, what is wrong, and the field with the mistake."""


def check_rules(rules: Iterable[Rule], report: _Report) -> None:
    """Report rules that can never hold, and two that hold at once and disagree."""
    seen: dict[Condition, Rule] = {}
    for rule in rules:
        for text in impossible(rule.when):
            report("rules", rule.id, f"can never hold: {text}", at="when")
        if rule.switched_off is not None:
            continue
        first = seen.setdefault(rule.when, rule)
        if first is not rule:
            report("rules", rule.id, _against(rule, first), at="when")


def check_questions(
    questions: Iterable[Question], used: Mapping[str, object], report: _Report
) -> None:
    """Report questions that are never asked, and options that change nothing.

    `used` holds every finding that a rule or a contraindication names.
    """
    for question in questions:
        if not question.safety:
            text = "is never asked: only questions with `safety: true` are"
            report("questions", question.id, text, at="safety")
        for option in question.options:
            if option.finding not in used:
                text = f"no rule uses {option.finding!r}, so the answer changes nothing"
                report("questions", question.id, text, at="options")


def impossible(condition: Condition) -> Iterator[str]:
    """Each reason why the condition, or a part that it needs, can never hold."""
    for tests in _alternatives(condition):
        yield from _clashes(tests)


def _against(rule: Rule, first: Rule) -> str:
    same = f"holds exactly when {first.id!r} does"
    if rule.tier != first.tier:
        return (
            f"{same}, but gives {rule.tier.label} and that one {first.tier.label}; "
            "keep one of them"
        )
    if rule.exercises != first.exercises:
        return (
            f"{same}, but its exercises are {rule.exercises} and there they are "
            f"{first.exercises}; keep one of them"
        )
    return f"{same}; keep one of them and name all rows of the brief there"


def _tests(condition: Condition) -> list[Node]:
    """The tests of facts and decisions that must hold together."""
    if isinstance(condition, str):
        return []
    own = [condition] if condition.fact or condition.decision else []
    inner = [test for part in condition.all_of or () for test in _tests(part)]
    return own + inner


def _alternatives(condition: Condition) -> Iterator[list[Node]]:
    """The tests outside and inside of each `any` or `count`, as they meet."""
    outside = _tests(condition)
    yield outside
    for part in _choices(condition):
        for inside in _alternatives(part):
            yield outside + inside


def _choices(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, str):
        return
    yield from condition.any_of or ()
    yield from condition.of or ()
    for part in condition.all_of or ():
        yield from _choices(part)


def _clashes(tests: list[Node]) -> Iterator[str]:
    for name in dict.fromkeys(test.fact for test in tests if test.fact):
        about = [test for test in tests if test.fact == name]
        low = max((t.at_least for t in about if t.at_least is not None), default=None)
        high = min((t.below for t in about if t.below is not None), default=None)
        if low is not None and high is not None and high <= low:
            yield f"{name} is at least {low:g} and below {high:g}"
        yield from _two_words(name, about)
        unknown = any(test.known is False for test in about)
        if unknown and any(test.known is not False for test in about):
            yield f"{name} is not known and has a value"
    for chosen in dict.fromkeys(test.decision for test in tests if test.decision):
        yield from _two_words(chosen, [t for t in tests if t.decision == chosen])


def _two_words(name: str, about: list[Node]) -> Iterator[str]:
    words = list(dict.fromkeys(t.equals for t in about if t.equals is not None))
    if len(words) > 1:
        yield f"{name} is {words[0]} and is {words[1]}"
