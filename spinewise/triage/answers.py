"""What an answer to a safety question says."""

from __future__ import annotations

import dataclasses
from typing import Final

from spinewise.knowledge.types import Knowledge, Question
from spinewise.triage.types import Answer, Case

CONFIRM: Final = "confirm."
YES: Final = "yes"
NO: Final = "no"
UNSURE: Final = "unsure"
_WORDS: Final = (YES, NO, UNSURE)


class CaseError(ValueError):
    """A case names a finding, question or answer that does not exist."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer taken apart: words, the options picked, a number."""

    yes: bool = False
    no: bool = False
    unsure: bool = False
    picked: tuple[str, ...] = ()
    number: float | None = None


def read_answer(question_id: str, answer: Answer, knowledge: Knowledge) -> Reply:
    """The answer taken apart.

    Raises:
        CaseError: the question does not exist, or has no such answer.
    """
    if question_id.startswith(CONFIRM):
        _must_be_finding(question_id.removeprefix(CONFIRM), knowledge)
        return _reply(question_id, answer, None)
    question = knowledge.questions.get(question_id)
    if question is None:
        known = ", ".join([*knowledge.questions, f"{CONFIRM}<finding id>"])
        raise CaseError(f"unknown question {question_id!r}; there are: {known}")
    return _reply(question_id, answer, question)


def _must_be_finding(finding: str, knowledge: Knowledge) -> None:
    if finding not in knowledge.findings:
        raise CaseError(f"unknown finding {finding!r}")


def _reply(question_id: str, answer: Answer, question: Question | None) -> Reply:
    parts = tuple(answer) if isinstance(answer, tuple | list) else (answer,)
    options = tuple(o.id for o in question.options) if question else ()
    numbers = [_number(part) for part in parts if part not in (*_WORDS, *options)]
    if question is None or question.type != "number":
        bad = bool(numbers)
    else:
        bad = len(numbers) > 1 or any(not _fits(n, question) for n in numbers)
    if bad:
        allowed = ", ".join((*_WORDS, *options, *_range(question)))
        raise CaseError(
            f"{answer!r} is no answer to {question_id!r}; allowed: {allowed}"
        )
    return Reply(
        yes=YES in parts,
        no=NO in parts,
        unsure=UNSURE in parts,
        picked=tuple(option for option in options if option in parts),
        number=numbers[0] if numbers else None,
    )


def _number(part: object) -> float | None:
    if isinstance(part, bool):
        return None
    try:
        return float(part)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _fits(number: float | None, question: Question) -> bool:
    if number is None:
        return False
    low, high = question.at_least, question.at_most
    return (low is None or number >= low) and (high is None or number <= high)


def _range(question: Question | None) -> tuple[str, ...]:
    if question is None or question.type != "number":
        return ()
    return (f"a number from {question.at_least:g} to {question.at_most:g}",)


def merge_answers(earlier: Answer | None, later: Answer) -> Answer:
    """Both answers to one question in one: nothing dangerous that was said is lost.

    Yes and unsure stay beside picked options; a no stays only when it stands alone.
    Of two numbers the later one counts.
    """
    if earlier is None or earlier == later or _both_numbers(earlier, later):
        return later
    parts: dict[str, None] = {}
    number = ""
    for answer in (earlier, later):
        for part in answer if isinstance(answer, tuple | list) else (answer,):
            if _number(part) is None:
                parts[str(part)] = None
            else:
                number = f"{_number(part):g}"
    if len(parts) > 1:
        parts.pop(NO, None)
    merged = (*parts, number) if number else tuple(parts)
    return merged[0] if len(merged) == 1 and not number else merged


def _both_numbers(earlier: Answer, later: Answer) -> bool:
    return all(isinstance(answer, int | float) for answer in (earlier, later))


def rescreen(case: Case) -> Case:
    """The case at a check-in or after news: every "no" is asked again.

    New or worse symptoms make old answers worthless, so the whole block of danger
    signs is open again; what was ever said to be there stays.
    """
    kept = {key: answer for key, answer in case.answers.items() if answer != NO}
    return dataclasses.replace(case, answers=kept)
