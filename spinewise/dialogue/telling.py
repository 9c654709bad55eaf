"""What is kept of the person's own words, for the summary that they may ask for."""

from __future__ import annotations

from typing import Literal

from spinewise.dialogue.reply import Reply
from spinewise.knowledge import Knowledge
from spinewise.knowledge.conditions import findings_in
from spinewise.triage.answers import CONFIRM
from spinewise.triage.types import Profile

_MOST = 6
_LONGEST = 240
_CUT = " …"


def told_with(
    told: tuple[str, ...], reply: Reply, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return what was told, with a reply that speaks of the person's health.

    At most 6 messages of at most 240 characters. Words of a crisis are not kept: a
    summary is shown to others.
    """
    medical = reply.mentions or reply.complaint != "none" or reply.profile != Profile()
    if not (reply.text and medical) or len(told) >= _MOST:
        return told
    if any(is_crisis(mention.finding, knowledge) for mention in reply.mentions):
        return told
    return tuple(dict.fromkeys((*told, _cut(reply.text))))


def is_crisis(finding: str, knowledge: Knowledge) -> bool:
    """Whether a finding leads to help in a crisis of the mind."""
    return any(
        rule.kind == "crisis" and finding in findings_in(rule.when, knowledge.groups)
        for rule in knowledge.rules.values()
    )


def answer_in_words(
    question: str, answer: Literal["yes", "unsure"], knowledge: Knowledge
) -> str:
    """Return what a bare answer said: the words beside it, and the answer."""
    if question.startswith(CONFIRM):
        return knowledge.findings[question.removeprefix(CONFIRM)].label
    return knowledge.questions[question].heard.get(answer, answer)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - len(_CUT)].rsplit(" ", 1)[0] + _CUT
