"""Add what a message tells to what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from spinewise.triage.types import Assertion, Case, Mention, Profile


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


def newly_answered(before: Case, after: Case) -> str | None:
    """Return the first question whose answer is new or another one."""
    for question, answer in after.answers.items():
        if before.answers.get(question) != answer:
            return question
    return None
