"""The pages for whoever answers for the rules: what is there and what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Finding, Rule
from spinewise.rulebook.book import Book
from spinewise.rulebook.hazards import Hazard, Rating, rules_of
from spinewise.rulebook.markdown import (
    Page,
    area_of,
    badge,
    code,
    escaped,
    ground_rows,
    heading,
    link,
    mark,
    rule_link,
    table,
)
from spinewise.rulebook.review import due, overdue, reviewed_items, unverified
from spinewise.rulebook.signing import row_id, seal, state, unsigned

_PAGES: Final = {"phases": "plans", "timeline": "plans"}


def overview(book: Book) -> Page:
    """How much there is, which version it is, and what waits for a clinician."""
    knowledge = book.knowledge
    rules = Counter(rule.tier for rule in knowledge.rules.values())
    tiers = [(badge(tier), rules[tier]) for tier in sorted(rules, reverse=True)]
    late, open_rows = overdue(knowledge, book.today), unverified(knowledge)
    open_signatures = list(unsigned(reviewed_items(knowledge), book.signed))
    switched_off = [
        (rule_link(rule.id, knowledge), badge(rule.tier), escaped(rule.switched_off))
        for rule in knowledge.rules.values()
        if rule.switched_off is not None
    ]
    waiting = [
        (link("Overdue reviews", "review"), len(late)),
        (link("Unverified rows", "unverified"), len(open_rows)),
        (link("Rows without a signature", "signing"), len(open_signatures)),
        (link("Clinical decisions", "decisions"), len(knowledge.decisions)),
        (
            link("Hazards not fully controlled", "hazards"),
            sum(hazard.open is not None for hazard in book.hazards),
        ),
    ]
    lists = ("findings", "questions", "exercises", "plans", "advice", "countries")
    counts = [(name.capitalize(), len(getattr(knowledge, name))) for name in lists]
    shown = sum(len(evidence.shown) > 0 for evidence in book.evidence.values())
    parts = [
        "# What Spinewise knows",
        "Made from the files in `knowledge/`; nothing here was written by hand. "
        f"Version {code(knowledge.hash[:12])}, seen on {book.today.isoformat()}.",
        "Spinewise gives information. It does not diagnose, and no clinician has "
        "signed this version unless it says so.",
        "## What waits for a clinician",
        table(("What", "How many"), waiting),
        "## Rules",
        table(("Tier", "Rules"), tiers),
        f"{shown} of {len(knowledge.rules)} rules are shown by a case.",
        "## Rules that are switched off",
        table(("Rule", "Tier", "Reason"), switched_off),
        "## What else there is",
        table(("What", "How many"), counts),
    ]
    return Page(name="index", title="Overview", text="\n\n".join(parts))


def review_pages(book: Book) -> Iterator[Page]:
    """Overdue reviews, unverified rows, decisions, hazards, sources."""
    yield _overdue(book)
    yield _unverified(book.knowledge)
    yield _decisions(book.knowledge)
    yield _hazards(book)
    yield _signing(book)
    yield _sources(book.knowledge)


def _overdue(book: Book) -> Page:
    knowledge = book.knowledge
    months = knowledge.settings.review_months
    rows = [
        (_where(section, item), section, item.reviewed, due(item.reviewed, months))
        for section, item in overdue(knowledge, book.today)
    ]
    dates = [item.reviewed for _, item in reviewed_items(knowledge)]
    text = (
        f"# Overdue reviews\n\nEach row is to be looked at every {months} months. "
        f"The oldest review is of {min(dates)}; the first becomes due on "
        f"{due(min(dates), months)}.\n\n"
    )
    shown = table(("Row", "List", "Reviewed", "Was due"), rows)
    return _page("review", "Overdue reviews", text + shown)


def _unverified(knowledge: Knowledge) -> Page:
    rows = [
        (_tier(item), _where(section, item), section, code(item.id))
        for section, item in unverified(knowledge)
    ]
    text = (
        "# Unverified rows\n\nThese rest on general knowledge and wait for someone to "
        "read them in a source.\n\n"
    )
    shown = table(("Tier", "Row", "List", "Id"), rows)
    return _page("unverified", "Unverified rows", text + shown)


def _page(name: str, title: str, text: str) -> Page:
    return Page(name=name, title=title, text=text, group="For the reviewer")


def _tier(item: Any) -> str:
    return badge(item.tier) if isinstance(item, Rule) else ""


def _decisions(knowledge: Knowledge) -> Page:
    parts = ["# Clinical decisions", "The sources leave these open."]
    for decision in knowledge.decisions.values():
        parts.append(heading(2, decision.name, decision.id))
        parts.append(escaped(decision.note))
        open_one = len(decision.allowed) > 1
        rows = [
            ("Chosen", f"**{escaped(decision.chosen)}**"),
            ("Allowed", ", ".join(map(escaped, decision.allowed))),
            ("Open", "yes: it can be changed" if open_one else "no other choice"),
            *ground_rows(decision, knowledge),
        ]
        parts.append(table(("About", "This decision"), rows))
    settings = knowledge.settings
    rows = [
        ("No exercises below the age of", str(settings.exercise_age)),
        ("Unsure about an emergency gives", badge(settings.unsure_emergency)),
        ("Unsure about an urgent sign gives", badge(settings.unsure_urgent)),
        ("A review is overdue after", f"{settings.review_months} months"),
        (
            "Of several emergencies, told first",
            ", ".join(k.replace("_", " ") for k in settings.kinds_most_pressing_first),
        ),
        *ground_rows(settings, knowledge),
    ]
    parts += ["## Settings of the engine", table(("What", "Setting"), rows)]
    return _page("decisions", "Clinical decisions", "\n\n".join(parts))


def _signing(book: Book) -> Page:
    rows = (
        (
            _where(section, item),
            code(row_id(section, item)),
            code(seal(item)),
            escaped(state(row_id(section, item), item, book.signed)),
        )
        for section, item in reviewed_items(book.knowledge)
    )
    text = (
        "---\nhide: [toc]\n---\n\n# Sign-off\n\nTo sign a row, copy its id and its seal "
        "into `docs/safety/sign_off.yml`. The seal changes with the row.\n\n"
    )
    shown = table(("Row", "Id", "Seal", "State"), rows)
    return _page("signing", "Sign-off", text + shown)


def _hazards(book: Book) -> Page:
    parts = ["# Hazards", "What could hurt a person, and what holds it off."]
    parts += ["\n\n".join(_hazard(each, book.knowledge)) for each in book.hazards]
    return _page("hazards", "Hazards", "\n\n".join(parts))


def _rating(rating: Rating) -> str:
    return f"{rating.risk} ({rating.severity}, {rating.likelihood})"


def _hazard(hazard: Hazard, knowledge: Knowledge) -> Iterator[str]:
    yield heading(2, f"{hazard.id} {hazard.hazard}", hazard.id)
    rules = [rule_link(rule, knowledge) for rule in rules_of(hazard, knowledge)]
    rows = [
        ("Cause", escaped(hazard.cause)),
        ("Harm", escaped(hazard.harm)),
        ("Risk without the control", _rating(hazard.before)),
        ("Control", escaped(hazard.control)),
        ("Risk with the control", _rating(hazard.after)),
        ("Not controlled yet", escaped(hazard.open or "nothing known")),
        ("Tests", "<br>".join(map(_test, hazard.tests)) or "none"),
        ("Rules", f"{len(rules)}: {'; '.join(rules)}" if rules else "none"),
    ]
    yield table(("About", "This hazard"), rows)


def _test(node_id: str) -> str:
    file, _, name = node_id.partition("::")
    sentence = name.removeprefix("test_").replace("_", " ")
    return f"{escaped(sentence)} <small>({escaped(file)})</small>"


def _sources(knowledge: Knowledge) -> Page:
    parts = ["# Sources"]
    for source in knowledge.sources.values():
        parts.append(heading(2, source.title, source.id))
        year = f", {source.year}" if source.year else ""
        parts.append(f"{escaped(source.publisher)}{year}. {mark(source.status)}")
        parts.append(f"<{source.url}>" if source.url else "No address.")
        rules = [
            rule_link(rule.id, knowledge)
            for rule in knowledge.rules.values()
            if source.id in rule.sources
        ]
        parts.append(f"Rules: {'; '.join(rules) or 'none'}.")
    return _page("sources", "Sources", "\n\n".join(parts))


def _where(section: str, item: Any) -> str:
    name = getattr(item, "name", None) or getattr(item, "title", None) or item.id
    if isinstance(item, Rule | Finding):
        return link(name, f"{section}-{area_of(item.id)}", item.id)
    if section in ("timeline", "phases", "advice"):
        return link(name, _PAGES.get(section, section))
    return link(name, section, item.id)
