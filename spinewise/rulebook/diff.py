"""Tell in words what changed between two versions of the knowledge.

What makes the bot less careful is told first and marked, because that is what a
reviewer must not overlook: a rule lost, a tier lowered, a threshold moved, a phrase or a
contraindication dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from spinewise.knowledge import Knowledge, Rule, Tier
from spinewise.rulebook.changes import Change, list_changes
from spinewise.rulebook.lexicondiff import lexicon_changes
from spinewise.rulebook.words import sentence

_SECTIONS: Final[dict[str, str]] = {
    "rules": "rule",
    "findings": "finding",
    "groups": "group",
    "questions": "question",
    "decisions": "decision",
    "exercises": "exercise",
    "poses": "pose",
    "contraindications": "contraindication",
    "plans": "plan",
    "phases": "phase",
    "timeline": "stage of the timeline",
    "advice": "advice",
    "countries": "country",
    "sources": "source",
}
_DANGEROUS_TO_LOSE: Final = ("rules", "findings", "questions", "contraindications")


def changes(old: Knowledge, new: Knowledge) -> tuple[Change, ...]:
    """Every change, the ones that make the bot less careful first."""
    found = [change for section in _SECTIONS for change in _section(section, old, new)]
    found += _settings(old, new)
    found += lexicon_changes(old.path, new.path)
    return tuple(sorted(found, key=lambda change: not change.less_careful))


def told(found: tuple[Change, ...]) -> str:
    """The changes as lines for a reader."""
    if not found:
        return "Nothing changed."
    lines = [
        f"{'! ' if change.less_careful else '  '}{change.text}" for change in found
    ]
    careless = sum(change.less_careful for change in found)
    count = f"{len(found)} change{'' if len(found) == 1 else 's'}"
    note = f"; {careless} marked ! may make the bot less careful" if careless else ""
    return "\n".join([*lines, "", count + note + "."])


_CAREFUL_LISTS: Final = (
    *("avoid_with", "ask_first_with", "not_with", "stop", "options", "findings"),
    *("conditions", "medicines", "facts", "check_in_days", "allowed"),
)
_CAREFUL_FLAGS: Final = ("red_flag", "history", "safety", "blocks_all", "see_clinician")
_ALWAYS_LOOK: Final = (
    *("ask", "chosen", "exercise_age", "emergency", "crisis", "poison", "say", "tel"),
    *("options_known_when", "asked_when", "old_is_uncertain"),
    *("kind", "hardest", "from_day"),
)


def _section(section: str, old: Knowledge, new: Knowledge) -> Iterator[Change]:
    before: Mapping[str, Any] = getattr(old, section)
    after: Mapping[str, Any] = getattr(new, section)
    word = _SECTIONS[section]
    for item in before.values():
        if item.id not in after:
            risky = section in _DANGEROUS_TO_LOSE
            yield Change(f"{word} {item.id} removed{_tier_of(item)}", risky)
    for item in after.values():
        title = f"{word} {item.id}"
        if item.id not in before:
            yield Change(f"{title} added{_tier_of(item)}")
        elif before[item.id] != item:
            yield from _item(title, before[item.id], item, old, new)


def _tier_of(item: Any) -> str:
    return f" ({item.tier.label}: {item.name})" if isinstance(item, Rule) else ""


def _item(
    title: str, before: Any, after: Any, old: Knowledge, new: Knowledge
) -> Iterator[Change]:
    for field in msgspec.structs.fields(after):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was == now:
            continue
        if field.name == "switched_off":
            yield _switch(title, now)
        elif field.name == "when" and isinstance(after, Rule):
            yield _condition(title, before, after, old, new)
        else:
            yield from _field(title, field.encode_name, was, now)


def _switch(title: str, reason: str | None) -> Change:
    if reason is None:
        return Change(f"{title}: switched on")
    return Change(f"{title}: switched off: “{reason}”", True)


def _condition(
    title: str, before: Rule, after: Rule, old: Knowledge, new: Knowledge
) -> Change:
    was = sentence(before.when, str, old)
    now = sentence(after.when, str, new)
    start, end = _shared(was.split(), now.split())
    parts = [words[start : len(words) - end] for words in (was.split(), now.split())]
    short = [" ".join(words) or "nothing" for words in parts]
    # Whether a condition became narrower cannot be told in general: always look.
    return Change(
        f"{title}: holds otherwise: “{short[0]}” became “{short[1]}”; now: {now}", True
    )


def _shared(was: list[str], now: list[str]) -> tuple[int, int]:
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    shorter = min(len(was), len(now)) - start
    while end < shorter and was[-1 - end] == now[-1 - end]:
        end += 1
    return start, end


def _field(title: str, name: str, was: Any, now: Any) -> Iterator[Change]:
    words = name.replace("_", " ")
    if isinstance(was, Tier) and isinstance(now, Tier):
        text = f"{title}: {words} moved from {was.label} to {now.label}"
        yield Change(text, now < was)
    elif isinstance(was, msgspec.Struct) and type(was) is type(now):
        for field in msgspec.structs.fields(now):
            one, other = getattr(was, field.name), getattr(now, field.name)
            if one != other:
                yield from _field(f"{title}, {words}", field.encode_name, one, other)
    elif isinstance(was, tuple) and isinstance(now, tuple):
        losing = name in _CAREFUL_LISTS
        yield from list_changes(title, words, was, now, losing_is_risky=losing)
    else:
        text = f"{title}: {words} changed from {_shown(was)} to {_shown(now)}"
        yield Change(text, _riskier(name, was, now))


def _riskier(name: str, was: Any, now: Any) -> bool:
    """Whether the new value may make the bot less careful."""
    if name in _CAREFUL_FLAGS:
        return was is True
    if name in ("also_when", "doubtful_with"):
        return was is not None
    return now == "allowed" or name in _ALWAYS_LOOK


def _settings(old: Knowledge, new: Knowledge) -> Iterator[Change]:
    for field in msgspec.structs.fields(new.settings):
        was, now = (getattr(each.settings, field.name) for each in (old, new))
        if was != now:
            yield from _field("settings", field.name, was, now)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Tier):
        return value.label
    if isinstance(value, msgspec.Struct):
        return f"“{msgspec.json.encode(value).decode()}”"
    return f"{value:g}" if isinstance(value, float) else f"“{value}”"
