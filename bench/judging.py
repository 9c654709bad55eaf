"""Hear labelled texts with the code of `spinewise assess` and judge what comes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scipy.stats import binomtest

from bench import keywords
from bench.labelled import TIERS, Flag, Labelled
from spinewise.assessing import Assessor, InputLine
from spinewise.dialogue.suspicion import topic_of
from spinewise.knowledge.types import Tier

# The assertion that counts when several findings of a row are heard.
_STRONGEST = ("present", "uncertain", "past", "other_person", "absent")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A labelled text and the output object of `spinewise assess` for it.

    Rows of the brief: `confirmed` of what is asked about by itself, `asked` of the
    next grouped question, `fired` of the urgent and emergency rules that fired.
    """

    label: Labelled
    result: dict[str, Any]
    confirmed: frozenset[str]
    asked: frozenset[str]
    fired: frozenset[str]

    @property
    def tier(self) -> str:
        """The tier that the text came to."""
        return str(self.result["tier"])

    @property
    def heard(self) -> bool:
        """Whether the danger was heard, or is what is asked about next."""
        return self.reaches(self.label.danger) or bool(self.confirmed & self.rows)

    @property
    def heard_or_topic(self) -> bool:
        """`heard`, or the next question is the grouped one about such signs."""
        return self.heard or bool(self.asked & self.rows)

    @property
    def rows(self) -> frozenset[str]:
        """The rows labelled as present."""
        present = [f.rows for f in self.label.flags if f.assertion == "present"]
        return frozenset().union(*present)

    @property
    def alarmed(self) -> bool:
        """Whether a text without danger was raised to `urgent` or above."""
        return self.label.harmless and self.reaches("urgent")

    def reaches(self, tier: str | None) -> bool:
        """Whether the tier is at least this one."""
        return tier is not None and TIERS.index(self.tier) >= TIERS.index(tier)

    def assertion(self, flag: Flag) -> str | None:
        """Return what was heard of a labelled sign, or None."""
        return self.of_rows(flag.rows)

    def of_rows(self, rows: Iterable[str]) -> str | None:
        """Return the strongest assertion heard of any of some rows, or None."""
        wanted = set(rows)
        heard = {
            found["assertion"]
            for found in self.result["findings"]
            if wanted & {found["id"], *found["brief"]}
        }
        return next((each for each in _STRONGEST if each in heard), None)


def outcomes(labels: Iterable[Labelled], assessor: Assessor) -> Iterator[Outcome]:
    """Yield what each text came to."""
    knowledge = assessor.knowledge
    rows_of_topic: dict[str, set[str]] = defaultdict(set)
    for finding in knowledge.findings.values():
        rows_of_topic[topic_of(finding.id, knowledge)].update(finding.brief)
    for label in labels:
        result = assessor.result_of(InputLine(text=label.text))
        confirmed = (knowledge.findings[each].brief for each in result["confirm"])
        fired = (
            rule.brief
            for rule in map(knowledge.rules.get, result["rules"])
            if rule is not None and rule.tier >= Tier.URGENT
        )
        first = result["next_questions"][:1]
        yield Outcome(
            label=label,
            result=result,
            confirmed=frozenset().union(*confirmed),
            asked=frozenset(rows_of_topic[first[0]] if first else ()),
            fired=frozenset().union(*fired),
        )


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many are right, of how many, with Wilson's 95 % interval."""

    hits: int
    count: int

    @property
    def interval(self) -> tuple[float, float]:
        """The interval, from 0 to 1; (0, 1) of nothing."""
        if not self.count:
            return 0.0, 1.0
        found = binomtest(self.hits, self.count).proportion_ci(method="wilson")
        return float(found.low), float(found.high)

    def __str__(self) -> str:
        """Return "k of n, p % (low-high)"."""
        if not self.count:
            return "none labelled"
        low, high = self.interval
        return (
            f"{self.hits} of {self.count}, {self.hits / self.count:.1%} "
            f"({low:.1%}-{high:.1%})"
        )


def share(verdicts: Iterable[bool]) -> Share:
    """Return the share that is true."""
    counts = Counter(verdicts)
    return Share(hits=counts[True], count=counts.total())


def assertion_right(flag: Flag, got: str | None) -> bool:
    """Whether a sign that is not present was told apart; silence is right too.

    Only an uncertain sign must be heard: it has to be asked about.
    """
    return got == flag.assertion or (got is None and flag.assertion != "uncertain")


def _not_present(outcome: Outcome) -> Iterator[bool]:
    for flag in outcome.label.flags:
        if flag.assertion != "present":
            yield assertion_right(flag, outcome.assertion(flag))


def _right_tier(label: Labelled, tier: str) -> bool:
    low = TIERS.index(label.at_least or "none")
    high = TIERS.index(label.at_most or "emergency")
    return low <= TIERS.index(tier) <= high


def _by_words(label: Labelled, tier: str) -> bool:
    return TIERS.index(keywords.tier_of(label.text)) >= TIERS.index(tier)


Judge = Callable[[Outcome], Iterable[bool]]
MEASURES: dict[str, Judge] = {
    "emergencies heard": lambda o: [o.heard] if o.label.danger == "emergency" else [],
    "  by tier alone": lambda o: (
        [o.reaches("emergency")] if o.label.danger == "emergency" else []
    ),
    "  or grouped question next": lambda o: (
        [o.heard_or_topic] if o.label.danger == "emergency" else []
    ),
    "  emergencies by keywords": lambda o: (
        [_by_words(o.label, "emergency")] if o.label.danger == "emergency" else []
    ),
    "urgent or above heard": lambda o: (
        [o.reaches("urgent") or bool(o.confirmed & o.rows)] if o.label.danger else []
    ),
    "  urgent or above by keywords": lambda o: (
        [_by_words(o.label, "urgent")] if o.label.danger else []
    ),
    "harmless raised to urgent or above": lambda o: (
        [o.alarmed] if o.label.harmless else []
    ),
    "  raised by keywords": lambda o: (
        [_by_words(o.label, "urgent")] if o.label.harmless else []
    ),
    "harmless with a needless question": lambda o: (
        [bool(o.result["confirm"])] if o.label.harmless else []
    ),
    "not present, told apart": _not_present,
    "tier as labelled": lambda o: (
        [_right_tier(o.label, o.tier)] if o.label.at_least and o.label.at_most else []
    ),
    "  tier as labelled by keywords": lambda o: (
        [_right_tier(o.label, keywords.tier_of(o.label.text))]
        if o.label.at_least and o.label.at_most
        else []
    ),
    "off topic taken for a complaint": lambda o: (
        [o.result["complaint"] != "none"] if o.label.off_topic else []
    ),
}


def measured(judged: Iterable[Outcome]) -> dict[str, Share]:
    """Return every measure's share."""
    judged = list(judged)
    return {
        name: share(verdict for outcome in judged for verdict in judge(outcome))
        for name, judge in MEASURES.items()
    }


def confusion(judged: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """Count (labelled tier, tier) pairs of texts labelled with one tier."""
    return Counter(
        (outcome.label.at_least or "", outcome.tier)
        for outcome in judged
        if outcome.label.at_least == outcome.label.at_most is not None
    )


def by_flag(judged: Iterable[Outcome]) -> dict[str, tuple[Share, Share]]:
    """Return recall and precision of each flag that is labelled present anywhere.

    Recall counts a doubtful sign as heard: it is asked about. Precision is about
    alarms: of the texts in which an urgent or emergency rule of the flag fired, how many
    have the flag. It looks only at texts in which every danger sign is labelled.
    """
    judged = list(judged)
    flags = {
        flag.name: flag.rows
        for outcome in judged
        for flag in outcome.label.flags
        if flag.assertion == "present"
    }
    return {
        name: (
            share(
                outcome.of_rows(rows) in {"present", "uncertain"}
                for outcome in judged
                if name in _present(outcome)
            ),
            share(
                bool(rows & outcome.rows)
                for outcome in judged
                if outcome.label.whole and rows & outcome.fired
            ),
        )
        for name, rows in sorted(flags.items())
    }


def by_group(judged: Iterable[Outcome]) -> dict[str, Share]:
    """Return the share of dangers that are heard, for each `row` or `kind` of a file."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for outcome in judged:
        if outcome.label.danger and outcome.label.group:
            verdicts[outcome.label.group].append(outcome.heard)
    return {group: share(each) for group, each in sorted(verdicts.items())}


def _present(outcome: Outcome) -> set[str]:
    flags = outcome.label.flags
    return {flag.name for flag in flags if flag.assertion == "present"}


def fault(outcome: Outcome) -> str | None:
    """Return what is wrong with an outcome, in a few words, or None."""
    label = outcome.label
    if label.danger and not outcome.heard:
        return f"{label.danger} heard as {outcome.tier}"
    if outcome.alarmed:
        return f"{label.at_most} raised to {outcome.tier}"
    if label.off_topic and outcome.result["complaint"] != "none":
        return "off topic taken for a complaint"
    for flag in label.flags:
        got = outcome.assertion(flag)
        if flag.assertion != "present" and not assertion_right(flag, got):
            return f"{flag.name} is {flag.assertion}, heard as {got or 'nothing'}"
    if label.harmless and outcome.result["confirm"]:
        return "asked without need"
    return None
