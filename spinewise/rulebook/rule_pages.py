"""The pages of the rules: each rule in words, with all that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator

from spinewise.knowledge import Rule, Tier
from spinewise.rulebook.book import Book
from spinewise.rulebook.cases import Evidence
from spinewise.rulebook.hazards import hazards_of
from spinewise.rulebook.markdown import (
    Page,
    badge,
    code,
    escaped,
    finding_link,
    ground_rows,
    heading,
    link,
    mark,
    pages_by_area,
    rule_link,
    table,
)
from spinewise.rulebook.signing import row_id, state
from spinewise.rulebook.words import bullets


def rule_pages(book: Book) -> Iterator[Page]:
    """One page for each area of rules, after a page that lists all rules by tier."""
    yield _by_tier(book)
    rules = book.knowledge.rules.values()
    yield from pages_by_area("rules", rules, lambda rule: _rule(rule, book))


def _by_tier(book: Book) -> Page:
    knowledge = book.knowledge
    parts = ["# All rules by tier"]
    for tier in sorted(Tier, reverse=True):
        rules = [rule for rule in knowledge.rules.values() if rule.tier == tier]
        if rules:
            rows = (
                (
                    rule_link(rule.id, knowledge)
                    + (" (switched off)" if rule.switched_off is not None else ""),
                    rule.kind.replace("_", " ") if rule.kind else "",
                    rule.exercises,
                    ", ".join(rule.brief),
                    mark(rule.status),
                    len(book.evidence.get(rule.id, Evidence()).shown),
                )
                for rule in rules
            )
            head = ("Rule", "Kind", "Exercises", "Brief", "Status", "Cases")
            parts.append(f"## {tier.label.capitalize()} ({len(rules)})")
            parts.append(table(head, rows))
    return Page(name="rules", title="All rules by tier", text="\n\n".join(parts))


def _rule(rule: Rule, book: Book) -> Iterator[str]:
    knowledge = book.knowledge
    yield heading(2, rule.name, rule.id)
    yield f"{badge(rule.tier, rule.kind)} {code(rule.id)}"
    if rule.switched_off is not None:
        yield f'<span class="off">Switched off</span> {escaped(rule.switched_off)}'
    yield "**Holds when**"
    yield "\n".join(
        bullets(rule.when, lambda name: finding_link(name, knowledge), knowledge)
    )
    yield "**What the person is told**"
    yield f"> {escaped(rule.why)}"
    hazards = (
        link(f"{hazard.id} {hazard.hazard}", "hazards", hazard.id)
        for hazard in hazards_of(rule.id, book.hazards)
    )
    rows = [
        ("Exercises", rule.exercises),
        *ground_rows(rule, knowledge),
        ("Sign-off", escaped(state(row_id("rules", rule), rule, book.signed))),
        ("Hazards", "<br>".join(hazards) or "none named"),
    ]
    yield table(("About", "This rule"), rows)
    evidence = book.evidence.get(rule.id, Evidence())
    yield from _cases("Cases that show it", evidence.shown)
    if evidence.near_misses:
        yield from _cases("Near misses: it must not hold", evidence.near_misses)


def _cases(title: str, names: tuple[str, ...]) -> Iterator[str]:
    yield f"**{title}**"
    yield "\n".join(f"- {escaped(name)}" for name in names) or "*None.*"
