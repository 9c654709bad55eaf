"""Checks across items: what one item says about another must be true."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Mapping
from typing import Any, Final

from spinewise.knowledge.conditioncheck import wrong_in
from spinewise.knowledge.conditions import findings_in, nodes_in
from spinewise.knowledge.contradictions import check_questions, check_rules
from spinewise.knowledge.decoding import Place
from spinewise.knowledge.plancheck import plan_references
from spinewise.knowledge.problems import Problem, unknown
from spinewise.knowledge.types import (
    Condition,
    Decision,
    Finding,
    Group,
    Kind,
    Question,
    Rule,
    Settings,
    Tier,
)
from spinewise.knowledge.wholeness import missing_lists, rows_without_rule

_DOTTED: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_PLAIN: Final = re.compile(r"[a-z][a-z0-9_]*")
_DOTTED_LISTS: Final = ("findings", "rules")
_PLAIN_LISTS: Final = ("sources", "groups", "questions", "countries", "decisions")
_BRIEF_LISTS: Final = ("findings", "rules", "questions", "exercises", "decisions")
_FALLBACK_COUNTRY: Final = "unknown"

Items = Mapping[str, Mapping[str, Any]]
Places = Mapping[tuple[str, str], Place]


class Checker:
    """Collects what is wrong between items; items that are wrong alone are None."""

    def __init__(self, items: Items, places: Places) -> None:
        """Look at these items, which stand in these places."""
        self.items = items
        self.problems: list[Problem] = []
        self._places = places

    def wrong(
        self,
        key: str,
        item: str,
        message: str,
        allowed: Iterable[str] = (),
        *,
        at: str = "",
    ) -> None:
        """Report something about one item, or about its field `at`."""
        place = self._places[key, item]
        path = (*place.path, at) if at else place.path
        problem = Problem(place.file, item, message, tuple(allowed), path=path)
        self.problems.append(problem)

    def about_settings(
        self, field: str, message: str, allowed: Iterable[str] = ()
    ) -> None:
        """Report something about a field of the settings."""
        path = ("settings", field)
        problem = Problem(
            "decisions.yml", "settings", message, tuple(allowed), path=path
        )
        self.problems.append(problem)

    def refer(self, key: str, item: str, to: str, names: Iterable[str]) -> None:
        """Report each of `names` that is no id in the list `to`."""
        for name in names:
            if name not in self.items[to]:
                self._unknown(key, item, f"id in {to}:", name, self.items[to])

    def _unknown(
        self, key: str, item: str, what: str, value: object, allowed: Iterable[str]
    ) -> None:
        place = self._places[key, item]
        problem = unknown(
            file=place.file,
            item=item,
            what=what,
            value=value,
            allowed=allowed,
            path=place.path,
        )
        self.problems.append(problem)

    def condition(
        self, key: str, item: str, condition: Condition, *, field: str = "when"
    ) -> None:
        """Check everything that a condition, the `field` of an item, says."""
        for wrong in wrong_in(condition):
            if wrong.value is None:
                self.wrong(key, item, wrong.message, wrong.allowed, at=field)
            else:
                self._unknown(key, item, wrong.message, wrong.value, wrong.allowed)
        groups = [node.group for node in nodes_in(condition) if node.group is not None]
        self.refer(key, item, "groups", groups)
        self.refer(key, item, "findings", findings_in(condition, {}))
        for node in nodes_in(condition):
            if node.decision is not None:
                self.refer(key, item, "decisions", [node.decision])
                decision: Decision | None = self.items["decisions"].get(node.decision)
                if decision is not None and node.equals not in decision.allowed:
                    what = f"value of the decision {decision.id!r}:"
                    self._unknown(key, item, what, node.equals, decision.allowed)


def problems_in(
    items: Items,
    places: Places,
    settings: Iterable[Settings],
    *,
    complete: bool,
) -> list[Problem]:
    """Everything that is wrong between items.

    When a file could not be read, its ids are missing, so what refers to them is not
    reported: the first problem would hide among a hundred false ones.
    """
    checker = Checker(items, places)
    _check_all_items(checker)
    _check_rules(checker)
    _check_questions(checker)
    for each in settings:
        _check_settings(checker, each)
    if complete:
        _check_reach(checker)
        for exercise in _present(checker, "exercises"):
            if exercise.id not in items["poses"]:
                text = "has no picture: write a pose of the same id under poses/"
                checker.wrong("exercises", exercise.id, text)
        if _FALLBACK_COUNTRY not in items["countries"]:
            text = f"the country {_FALLBACK_COUNTRY!r} is missing"
            checker.problems.append(Problem("countries.yml", "", text))
        for key, text in missing_lists(items):
            checker.problems.append(Problem(f"{key}.yml", "", text))
        return checker.problems
    return [p for p in checker.problems if not p.message.startswith("unknown id in")]


def _present(checker: Checker, key: str) -> Iterable[Any]:
    return [item for item in checker.items[key].values() if item is not None]


def _check_all_items(checker: Checker) -> None:
    for key in checker.items:
        for item in _present(checker, key):
            pattern = _DOTTED if key in _DOTTED_LISTS else _PLAIN
            if key in (*_DOTTED_LISTS, *_PLAIN_LISTS) and not pattern.fullmatch(
                item.id
            ):
                shape = "area.name" if pattern is _DOTTED else "name"
                checker.wrong(key, item.id, f"the id must look like `{shape}`")
            if hasattr(item, "sources"):
                _check_grounds(checker, key, item)
    for group in _present(checker, "groups"):
        checker.refer("groups", group.id, "findings", group.findings)
    for decision in _present(checker, "decisions"):
        if decision.chosen not in decision.allowed:
            text = f"{decision.chosen!r} is chosen, which is not allowed"
            checker.wrong("decisions", decision.id, text, decision.allowed, at="chosen")
    plan_references(checker.items, checker.refer)
    for pose in _present(checker, "poses"):
        checker.refer("poses", pose.id, "exercises", [pose.id])


def _check_grounds(checker: Checker, key: str, item: Any) -> None:
    if not item.sources:
        text = "`sources` is empty; name at least one source"
        checker.wrong(key, item.id, text, at="sources")
    if key in _BRIEF_LISTS and not item.brief:
        text = "`brief` is empty; name the rows it carries out"
        checker.wrong(key, item.id, text, at="brief")
    checker.refer(key, item.id, "sources", item.sources)
    for name in item.sources:
        source = checker.items["sources"].get(name)
        only = item.status == "verified" and len(item.sources) == 1
        if only and source is not None and source.status != "verified":
            text = f"is verified, but its only source {name!r} is {source.status}"
            checker.wrong(key, item.id, text, at="status")


def _check_rules(checker: Checker) -> None:
    for rule in _present(checker, "rules"):
        _check_rule(checker, rule)
    for finding in _present(checker, "findings"):
        if finding.doubtful_with is not None:
            named = [finding.doubtful_with]
            checker.refer("findings", finding.id, "findings", named)
        if finding.also_when is not None:
            field, condition = "also_when", finding.also_when
            checker.condition("findings", finding.id, condition, field=field)
            if list(findings_in(condition, checker.items["groups"])):
                text = "`also_when` tests facts only"
                checker.wrong("findings", finding.id, text, at=field)


def _check_rule(checker: Checker, rule: Rule) -> None:
    def wrong(message: str, at: str, allowed: Iterable[str] = ()) -> None:
        checker.wrong("rules", rule.id, message, allowed, at=at)

    kinds = typing.get_args(Kind)
    if rule.tier == Tier.EMERGENCY and rule.kind is None:
        wrong("an emergency needs a `kind`", "tier", kinds)
    if rule.tier != Tier.EMERGENCY and rule.kind is not None:
        wrong("`kind` stands at an emergency only", "kind")
    if rule.tier == Tier.NONE:
        wrong("a rule cannot give the tier none", "tier")
    if rule.tier >= Tier.URGENT and rule.exercises == "allowed":
        text = "exercises are always withheld at urgent and emergency"
        wrong(text, "exercises", ["withheld"])
    if rule.switched_off is not None and not rule.switched_off.strip():
        text = "`switched_off` needs the reason; leave it out to switch the rule on"
        wrong(text, "switched_off")
    # More signs must never mean less help.
    if any(node.none_of is not None for node in nodes_in(rule.when)):
        wrong("`none` would let a further sign lower the tier", "when")
    checker.condition("rules", rule.id, rule.when)


def _check_questions(checker: Checker) -> None:
    orders: dict[int, str] = {}
    for question in _present(checker, "questions"):
        first = orders.setdefault(question.order, question.id)
        if first != question.id:
            text = f"has the same order as {first!r}"
            checker.wrong("questions", question.id, text, at="order")
        _check_question(checker, question)


def _check_question(checker: Checker, question: Question) -> None:
    def wrong(message: str, at: str = "type") -> None:
        checker.wrong("questions", question.id, message, at=at)

    names = [option.finding for option in question.options]
    checker.refer("questions", question.id, "findings", names)
    if len({option.id for option in question.options}) < len(question.options):
        wrong("an option id stands twice", "options")
    if question.options_known_when is not None:
        known = question.options_known_when
        checker.condition("questions", question.id, known, field="options_known_when")
    if question.asked_when is not None:
        asked = question.asked_when
        checker.condition("questions", question.id, asked, field="asked_when")
        # What else is told must never take a safety question away.
        if any(node.none_of is not None for node in nodes_in(asked)):
            wrong("`none` would let a further sign close the question", "asked_when")
    number = (question.fact, question.at_least, question.at_most)
    if question.type == "number" and None in number:
        wrong("a number needs `fact`, `at_least` and `at_most`")
    if question.type != "number" and not question.options:
        wrong("needs `options`")
    if question.type == "yes_no" and None in (question.yes_tier, question.unsure_tier):
        wrong("a yes/no question needs `yes_tier` and `unsure_tier`")
    if (question.yes_tier == Tier.EMERGENCY) != (question.kind is not None):
        wrong("`kind` stands where `yes_tier` is emergency, and only there", "yes_tier")
    unsure = question.unsure_tier or Tier.NONE
    if question.yes_tier == Tier.EMERGENCY and unsure < Tier.URGENT:
        wrong("unsure about an emergency gives at least urgent", "unsure_tier")


def _check_settings(checker: Checker, settings: Settings) -> None:
    kinds = typing.get_args(Kind)
    if sorted(settings.kinds_most_pressing_first) != sorted(kinds):
        text = "`kinds_most_pressing_first` must list each kind once"
        checker.about_settings("kinds_most_pressing_first", text, kinds)
    if settings.unsure_emergency < Tier.URGENT:
        text = "unsure about an emergency gives at least urgent"
        checker.about_settings("unsure_emergency", text)
    texts = _present(checker, "advice")
    topics = {each for text in texts for each in (text.topic, *text.answers)}
    for fault in settings.talk.faults(checker.items["findings"], topics):
        checker.about_settings("talk", fault)


def _check_reach(checker: Checker) -> None:
    groups: dict[str, Group] = {g.id: g for g in _present(checker, "groups")}
    used: dict[str, Tier] = {}
    for rule in _present(checker, "rules"):
        for name in findings_in(rule.when, groups):
            used[name] = max(used.get(name, Tier.NONE), rule.tier)
    for finding in _present(checker, "findings"):
        _check_finding_reach(checker, finding, used.get(finding.id))
    for name, text in rows_without_rule(checker.items):
        checker.wrong("findings", name, text, at="brief")
    for reason in _present(checker, "contraindications"):
        used.update(dict.fromkeys(reason.findings, Tier.NONE))
    check_rules(_present(checker, "rules"), checker.wrong)
    check_questions(_present(checker, "questions"), used, checker.wrong)


def _check_finding_reach(checker: Checker, finding: Finding, top: Tier | None) -> None:
    if finding.red_flag and top is None:
        checker.wrong("findings", finding.id, "a red flag that no rule uses")
    # Whatever may be dangerous may be doubtful, and is then asked about.
    asked = finding.red_flag or (top is not None and top >= Tier.URGENT)
    if asked and finding.ask is None:
        checker.wrong("findings", finding.id, "the key 'ask' is missing")
