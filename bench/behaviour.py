"""Does hearing behave? Generated sentences in the manner of CheckList.

Three kinds of question, on sentences built from tests/behaviour/phrases.yml and on the
`dev` half of tests/phrasings:

minimum     a plain sign is heard; a plain denial, or a sign of someone else, is not
the same    typos, case, politeness, fillers, other words for the same change nothing
direction   a danger sign more, a denial of another or a later word lowers nothing

Run `python -m bench.behaviour` for the table, `--count N` for N sentences of each
behaviour, `--faults` for those that fail, `--sample N` to read N of each.
"""

from __future__ import annotations

import argparse
from functools import cache
from typing import Any

import yaml

from bench.behaviour_trials import BEHAVIOURS, TESTS, Generator, Trial
from bench.judging import share
from bench.labelled import TIERS
from spinewise.assessing import Assessor, InputLine
from spinewise.settings import settings

COUNT = 250
BOUNDS: dict[str, float] = yaml.safe_load(
    (TESTS / "behaviour" / "bounds.yml").read_text(encoding="utf-8")
)


class Hearing:
    """What the shipped knowledge makes of messages."""

    def __init__(self) -> None:
        """Load the knowledge once."""
        self._assessor = Assessor(knowledge_path=settings().knowledge_path)
        self._result = cache(self._heard)

    def holds(self, trial: Trial) -> bool:
        """Whether what must hold of a trial does."""
        result = self._result(trial.messages)
        tier = TIERS.index(result["tier"])
        if trial.below is not None:
            return tier < TIERS.index(trial.below)
        wanted = TIERS.index(trial.at_least)
        if trial.base is not None:
            base = TIERS.index(self._result((trial.base,))["tier"])
            if trial.same:
                return tier == base
            wanted = max(wanted, base)
        return tier >= wanted or self._asked(result, trial.rows)

    def explained(self, messages: tuple[str, ...]) -> str:
        """Return tier and findings of messages on one line."""
        result = self._result(messages)
        heard = ", ".join(
            f'{found["id"]} {found["assertion"]} "{found["quote"]}"'
            for found in result["findings"]
        )
        return f"{result['tier']}: {heard or 'nothing'}"

    def _asked(self, result: dict[str, Any], rows: frozenset[str]) -> bool:
        findings = self._assessor.knowledge.findings
        return any(rows & set(findings[each].brief) for each in result["confirm"])

    def _heard(self, messages: tuple[str, ...]) -> dict[str, Any]:
        return self._assessor.result_of(InputLine(messages=list(messages)))


def figures(count: int = COUNT) -> dict[str, str]:
    """Return the share of trials that hold, for each behaviour.

    Raises:
        SystemExit: a share is below its bound in tests/behaviour/bounds.yml.
    """
    hearing = Hearing()
    shares = {
        behaviour: share(map(hearing.holds, Generator().trials(behaviour, count)))
        for behaviour in BEHAVIOURS
    }
    low = [
        f"{behaviour}: {held} is below {BOUNDS[behaviour]}"
        for behaviour, held in shares.items()
        if held.hits < BOUNDS[behaviour] * held.count
    ]
    if low:
        raise SystemExit("\n".join(low))
    return {behaviour: str(held) for behaviour, held in shares.items()}


def main() -> None:
    """Print the table; the faults or a sample where asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    chosen = parser.parse_args()
    hearing = Hearing()
    for behaviour in BEHAVIOURS:
        trials = list(Generator().trials(behaviour, chosen.count))
        held = [hearing.holds(trial) for trial in trials]
        print(f"{behaviour:36}{share(held)}")
        for trial in trials[: chosen.sample]:
            print(f"  {' / '.join(trial.messages)}")
        for trial, right in zip(trials, held, strict=True):
            if chosen.faults and not right:
                print(f"  - {' / '.join(trial.messages)}")
                if trial.base is not None:
                    print(f"    was {hearing.explained((trial.base,))}")
                print(f"    now {hearing.explained(trial.messages)}")


if __name__ == "__main__":
    main()
