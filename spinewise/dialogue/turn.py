"""What one message of the person changes in the case.

Nothing that was said is ever taken back here: a later answer adds to an earlier
one, and the engine lets the riskier of the two stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from spinewise.dialogue.suspicion import suspected
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Question
from spinewise.triage.answers import CaseError, merge_answers, read_answer
from spinewise.triage.types import (
    Answer,
    Assertion,
    Case,
    Likeness,
    Mention,
    Profile,
)

# A bare age at the start of a reply: "34", "I'm 34", "34 years, not pregnant". A number
# in the middle of other words ("I only have 5 minutes") is no answer.
_AGE = re.compile(
    r"\W*(?:i\W?a?m|my age is|aged?)?\W*(\d{1,3})"
    r"(?:\s*(?:years?|yrs?|yo|y/o)(?:\W*olds?)?)?\s*(?:[,.;!(]|and\b|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message of the person, as the language part or a button gives it.

    Attributes:
        intent: what the person wants, by the intent classifier.
        text: the words, for a bare number; empty for a pressed button.
        mentions: the findings that the words name.
        profile: the facts that the words name.
        complaint, region: as in the contract; "none" and "unknown" change nothing.
        answer: what the words say as an answer to a yes/no question.
        likeness: what the words sound like, whatever was heard in them.
        pressed: question id and value of a pressed button.
    """

    intent: str = ""
    text: str = ""
    mentions: tuple[Mention, ...] = ()
    profile: Profile = field(default_factory=Profile)
    complaint: str = "none"
    region: str = "unknown"
    answer: str | None = None
    likeness: Likeness | None = None
    pressed: tuple[str, Answer] | None = None


def hear(
    case: Case, reply: Reply, *, waiting: str | None, knowledge: Knowledge
) -> Case:
    """Return the case with what the reply adds to it.

    `waiting` is the id of the question that the person was asked last.
    """
    heard = replace(
        case,
        mentions=merged_mentions(case.mentions, reply.mentions),
        profile=merged_profile(case.profile, reply.profile),
        complaint=case.complaint if reply.complaint == "none" else reply.complaint,
        region=case.region if reply.region == "unknown" else reply.region,
    )
    heard = suspected(heard, reply.likeness, reply.mentions, knowledge)
    if reply.pressed is not None:
        return _answered(heard, *reply.pressed, knowledge=knowledge)
    if waiting is None:
        return heard
    answer = _spoken_answer(reply, heard, waiting, knowledge)
    if answer is None:
        return heard
    return _answered(heard, waiting, answer, knowledge=knowledge)


def merged_mentions(
    known: Iterable[Mention], new: Iterable[Mention]
) -> tuple[Mention, ...]:
    """Return one mention per finding and assertion, the first one said."""
    first: dict[tuple[str, Assertion], Mention] = {}
    for mention in (*known, *new):
        first.setdefault((mention.finding, mention.assertion), mention)
    return tuple(first.values())


def merged_profile(known: Profile, new: Profile) -> Profile:
    """Return the facts, the newer one where both say something; lists grow."""
    said = {
        each.name: getattr(new, each.name)
        for each in fields(Profile)
        if getattr(new, each.name) not in (None, ())
    }
    for name in ("medicines", "conditions"):
        both = (*getattr(known, name), *getattr(new, name))
        said[name] = tuple(dict.fromkeys(both))
    return replace(known, **said)


def _spoken_answer(
    reply: Reply, case: Case, waiting: str, knowledge: Knowledge
) -> Answer | None:
    question = knowledge.questions.get(waiting)
    if question is None:
        return reply.answer
    named = _named_options(reply, question)
    if question.type == "number":
        return _number(reply) or named or _about_options(reply, case, question)
    return named if named and reply.answer in (None, "yes") else reply.answer


def _about_options(reply: Reply, case: Case, question: Question) -> Answer | None:
    """Return what a yes, no or unsure says once the number itself is known."""
    known = getattr(case.profile, question.fact or "", None) is not None
    return reply.answer if known or reply.answer == "unsure" else None


def _named_options(reply: Reply, question: Question) -> tuple[str, ...]:
    present = {m.finding for m in reply.mentions if m.assertion is Assertion.PRESENT}
    return tuple(o.id for o in question.options if o.finding in present)


def _number(reply: Reply) -> Answer | None:
    if reply.profile.age is not None:
        return reply.profile.age
    found = _AGE.match(reply.text)
    return int(found.group(1)) if found else None


def _answered(
    case: Case, question: str, answer: Answer, *, knowledge: Knowledge
) -> Case:
    """Record an answer; one that fits no question or option changes nothing."""
    try:
        read_answer(question, answer, knowledge)
    except CaseError:
        return case
    merged = merge_answers(case.answers.get(question), answer)
    return replace(case, answers={**case.answers, question: merged})
