"""From conversations to figures, each a share with its confidence interval."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scipy.stats import binomtest

from bench.patients.cases import PatientCase
from bench.patients.talk import Record
from spinewise.knowledge.types import Tier

_LEVEL = 0.95
_PERCENT = 100
# A share at its bound (nothing missed) needs the exact interval; Wilson's is the better
# one in between (Brown, Cai, DasGupta 2001, doi 10.1214/ss/1009213286).
_AT_BOUND, _BETWEEN = "exact", "wilson"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A conversation beside the case that it was about."""

    case: PatientCase
    record: Record

    @property
    def missed(self) -> bool:
        """The person got a lower tier than the brief allows."""
        return self.record.tier < min(self.case.accepted)

    @property
    def over(self) -> bool:
        """The person got a higher tier than the brief allows."""
        return self.record.tier > max(self.case.accepted)

    @property
    def right(self) -> bool:
        """The tier is one that the brief allows."""
        return self.record.tier in self.case.accepted

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that went wrong, in words; empty when all went well."""
        record = self.record
        found = {
            f"missed: got {record.tier.label}, not {self.case.tier}": self.missed,
            f"over-triage: got {record.tier.label}, not {self.case.tier}": self.over,
            f"dead end: {record.dead_end}": record.dead_end is not None,
            "left before an outcome": record.left,
            f"asked again: {', '.join(record.repeated)}": bool(record.repeated),
            "exercises at a tier that forbids them": record.unsafe,
        }
        return tuple(fault for fault, holds in found.items() if holds)


def share(hits: int, of: int) -> dict[str, Any]:
    """Return a share in percent with its 95 % interval."""
    if of == 0:
        return {"n": 0}
    method = _AT_BOUND if hits in (0, of) else _BETWEEN
    interval = binomtest(hits, of).proportion_ci(_LEVEL, method=method)
    return {
        "n": of,
        "hits": hits,
        "percent": round(_PERCENT * hits / of, 1),
        "from": round(_PERCENT * interval.low, 1),
        "to": round(_PERCENT * interval.high, 1),
        "interval": method,
    }


def figures(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return every figure of a run."""
    every = tuple(outcomes)
    emergencies = _of(every, Tier.EMERGENCY)
    firm = [o for o in every if min(o.case.accepted) >= Tier.URGENT]
    return {
        "conversations": len(every),
        "right by tier": {
            tier.label: share(sum(o.right for o in of), len(of))
            for tier in Tier
            if (of := _of(every, tier))
        },
        "emergencies found": share(_found(emergencies), len(emergencies)),
        "urgent or above found": share(_urgent(firm), len(firm)),
        "no case missed": share(sum(not o.missed for o in every), len(every)),
        "over-triage": share(sum(o.over for o in every), len(every)),
        "questions": {
            "before an emergency": _spread(o for o in emergencies if o.right),
            "before self-care": _spread(
                o for o in _of(every, Tier.SELFCARE) if o.right
            ),
            "all": _spread(every),
        },
        "left before an outcome": sum(o.record.left for o in every),
        "dead ends": sum(o.record.dead_end is not None for o in every),
        "questions asked again": sum(len(o.record.repeated) for o in every),
        "forbidden exercises": sum(o.record.unsafe for o in every),
    }


def by_persona(outcomes: Iterable[Outcome]) -> Mapping[str, dict[str, Any]]:
    """Return the share of right tiers by persona."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.record.persona, []).append(outcome)
    return {
        name: share(sum(o.right for o in group), len(group))
        for name, group in sorted(groups.items())
    }


def _of(outcomes: Iterable[Outcome], tier: Tier) -> list[Outcome]:
    return [o for o in outcomes if o.case.expected is tier]


def _found(outcomes: Iterable[Outcome]) -> int:
    return sum(o.record.tier is Tier.EMERGENCY for o in outcomes)


def _urgent(outcomes: Iterable[Outcome]) -> int:
    return sum(o.record.tier >= Tier.URGENT for o in outcomes)


def _spread(outcomes: Iterable[Outcome]) -> dict[str, float]:
    counts = sorted(o.record.questions for o in outcomes)
    if not counts:
        return {}
    # The 90th percentile by rank: a count that really occurred.
    rank = -(-len(counts) * 9 // 10) - 1
    return {"median": statistics.median(counts), "p90": counts[rank]}
