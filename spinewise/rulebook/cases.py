"""Which of the clinicians' cases show which rule.

A case shows a rule when the rule fires in it, and is a near miss when it says by name
that the rule must not fire.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from spinewise.knowledge import Knowledge
from spinewise.knowledge.problems import Problem
from spinewise.knowledge.reading import read_file
from spinewise.rulebook.listfile import RulebookError
from spinewise.triage import Assertion, Case, CaseError, Mention, Profile, assess

_BY_KEY: Final = {
    "present": Assertion.PRESENT,
    "uncertain": Assertion.UNCERTAIN,
    "past": Assertion.PAST,
    "absent": Assertion.ABSENT,
    "other": Assertion.OTHER_PERSON,
}
_NOT_FACTS: Final = (*_BY_KEY, "answers", "complaint", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The names of the cases that show a rule, and of those that just miss it."""

    shown: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


def evidence_by_rule(folder: Path, knowledge: Knowledge) -> dict[str, Evidence]:
    """What the cases in the folder show, by rule id; rules without cases are missing.

    Raises:
        RulebookError: a case cannot be read or names what does not exist.
    """
    shown: dict[str, list[str]] = {}
    missed: dict[str, list[str]] = {}
    for file, raw in _cases(folder):
        name = str(raw.get("name"))
        for fired in _fired(file, name, raw.get("given") or {}, knowledge):
            shown.setdefault(fired, []).append(name)
        for rule in (raw.get("expect") or {}).get("not_rules") or ():
            missed.setdefault(rule, []).append(name)
    return {
        rule: Evidence(
            shown=tuple(shown.get(rule, ())), near_misses=tuple(missed.get(rule, ()))
        )
        for rule in knowledge.rules
        if rule in shown or rule in missed
    }


def _cases(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in sorted(folder.glob("*.yml")):
        content, problems = read_file(file, file=file.name)
        if problems:
            raise RulebookError(problems)
        for raw in content["cases"]:
            for case in expanded(raw):
                yield file.name, case


def expanded(raw: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The case, or with `each` in `given` one case for each finding listed there."""
    given = dict(raw.get("given") or {})
    each = given.pop("each", None)
    if each is None:
        yield dict(raw)
        return
    for finding in each:
        present = [*given.get("present", ()), finding]
        yield {
            **raw,
            "name": f"{raw.get('name')}: {finding}",
            "given": {**given, "present": present},
        }


def _fired(
    file: str, name: str, given: Mapping[str, Any], knowledge: Knowledge
) -> list[str]:
    try:
        found = assess(_case(given), knowledge)
    except (CaseError, TypeError) as error:
        raise RulebookError([Problem(file, name, str(error))]) from error
    return [fired.rule.id for fired in found.fired]


def _case(given: Mapping[str, Any]) -> Case:
    facts = {key: value for key, value in given.items() if key not in _NOT_FACTS}
    return Case(
        mentions=tuple(
            Mention(finding=finding, assertion=assertion)
            for key, assertion in _BY_KEY.items()
            for finding in given.get(key, ())
        ),
        answers={
            key: tuple(answer) if isinstance(answer, list) else answer
            for key, answer in given.get("answers", {}).items()
        },
        profile=Profile(**facts),
        # As tests/cases/README.md says: a case is about a sore back unless it says so.
        complaint=given.get("complaint", "pain"),
        region=given.get("region", "unknown"),
    )
