"""The pages of what people are offered: exercises, plans, advice, numbers to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spinewise.knowledge import Knowledge
from spinewise.knowledge.plan_types import (
    PHASES,
    Contraindication,
    Exercise,
    Plan,
    PlanWhen,
    Variant,
)
from spinewise.knowledge.types import Country, Line
from spinewise.rulebook.book import Book
from spinewise.rulebook.markdown import (
    Page,
    code,
    escaped,
    finding_link,
    ground_rows,
    heading,
    link,
    mark,
    table,
)

_GROUP: Final = "What people are offered"


def care_pages(book: Book) -> Iterator[Page]:
    """Exercises, what forbids them, plans, advice and countries."""
    knowledge = book.knowledge
    yield _page(
        "exercises",
        "Exercises",
        (_exercise(each, knowledge) for each in knowledge.exercises.values()),
    )
    yield _page(
        "contraindications",
        "What forbids exercises",
        (_reason(each, knowledge) for each in knowledge.contraindications.values()),
    )
    plans = sorted(knowledge.plans.values(), key=lambda plan: plan.order)
    yield _page("plans", "Plans", (_plan(each, knowledge) for each in plans))
    yield _advice(knowledge)
    countries = knowledge.countries.values()
    yield _page(
        "countries", "Whom to call", (_country(c, knowledge) for c in countries)
    )


def _page(name: str, title: str, items: Iterable[Iterable[str]]) -> Page:
    parts = [f"# {title}", *("\n\n".join(item) for item in items)]
    return Page(name=name, title=title, text="\n\n".join(parts), group=_GROUP)


def _exercise(exercise: Exercise, knowledge: Knowledge) -> Iterator[str]:
    yield heading(2, exercise.name, exercise.id)
    yield escaped(exercise.why)
    yield "\n".join(f"1. {escaped(step)}" for step in exercise.steps)
    rows = [
        ("How much", escaped(exercise.dose.text)),
        ("Good for", _words(exercise.goals)),
        ("Parts of the back", _words(exercise.regions)),
        ("Places", _words(exercise.places)),
        ("Needs", escaped(_words(exercise.equipment))),
        ("Phases", _words(exercise.phases)),
        ("Level", exercise.level),
        ("Stop", escaped(" ".join(exercise.stop) or "no rule of its own")),
        ("Never with", _reasons(exercise.avoid_with, knowledge)),
        ("Ask first with", _reasons(exercise.ask_first_with, knowledge)),
    ]
    for title, variant in (
        ("Easier", exercise.easier),
        ("Seated", exercise.seated),
        ("Harder", exercise.harder),
    ):
        if variant is not None:
            rows.append((title, _variant(variant, knowledge)))
    yield table(("About", "This exercise"), [*rows, *ground_rows(exercise, knowledge)])


def _variant(variant: Variant, knowledge: Knowledge) -> str:
    if variant.exercise:
        name = knowledge.exercises[variant.exercise].name
        return link(name, "exercises", variant.exercise)
    text = f"{escaped(variant.text)} ({_words(variant.places)})"
    if variant.avoid_with:
        text += f"<br>Never with: {_reasons(variant.avoid_with, knowledge)}"
    if variant.ask_first_with:
        text += f"<br>Ask first with: {_reasons(variant.ask_first_with, knowledge)}"
    if variant.status:
        text += f"<br>Status: {variant.status}"
    return text


def _reason(reason: Contraindication, knowledge: Knowledge) -> Iterator[str]:
    yield heading(2, reason.name, reason.id)
    yield f"> {escaped(reason.why)}"
    found = (finding_link(name, knowledge) for name in reason.findings)
    facts = (
        f"{test.fact.replace('_', ' ')} {_limits(test.at_least, test.below, test.is_)}"
        for test in reason.facts
    )
    kept_out = [
        link(exercise.name, "exercises", exercise.id)
        for exercise in knowledge.exercises.values()
        if reason.id in exercise.avoid_with
    ]
    everything = "every exercise" if reason.blocks_all else "; ".join(kept_out)
    rows = [
        ("Raised by", "<br>".join(found) or "no finding"),
        ("Or by facts", escaped("; ".join(facts) or "none")),
        ("Or by conditions", escaped(_words(reason.conditions))),
        ("Or by medicines", escaped(_words(reason.medicines))),
        ("Leaves out", everything or "ways of doing an exercise only"),
    ]
    yield table(("About", "This reason"), [*rows, *ground_rows(reason, knowledge)])


def _limits(at_least: float | None, below: float | None, equals: object) -> str:
    parts = []
    if equals is not None:
        parts.append(f"is {str(equals).lower()}")
    if at_least is not None:
        parts.append(f"{at_least:g} or more")
    if below is not None:
        parts.append(f"less than {below:g}")
    return " and ".join(parts)


def _plan(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    yield heading(2, f"{plan.order}. {plan.name}", plan.id)
    yield "**Taken when**"
    yield "\n".join(f"- {_when(when, knowledge)}" for when in plan.when)
    rows = []
    for phase in PHASES:
        names = (
            link(knowledge.exercises[each].name, "exercises", each)
            for each in plan.phases.of(phase)
        )
        title = f"{phase} {knowledge.phases[phase].name}"
        rows.append((title, "; ".join(names) or "no exercise"))
    yield table(("Phase", "Exercises"), rows)
    yield table(("About", "This plan"), ground_rows(plan, knowledge))


def _when(when: PlanWhen, knowledge: Knowledge) -> str:
    parts = [
        f"{title} {_words(words)}"
        for title, words in (
            ("complaint:", when.complaints),
            ("part of the back:", when.regions),
            ("goal:", when.goals),
        )
        if words
    ]
    if when.raised:
        parts.append(f"any one of: {_reasons(when.raised, knowledge)}")
    if when.onset_at_least is not None:
        parts.append(f"for {when.onset_at_least} days or more")
    return "; ".join(parts) or "always"


def _advice(knowledge: Knowledge) -> Page:
    topics: dict[str, list[tuple[str, ...]]] = {}
    for advice in knowledge.advice.values():
        row = (code(advice.id), escaped(advice.text), mark(advice.status))
        topics.setdefault(advice.topic, []).append(row)
    parts = ["# Advice"]
    for topic, rows in topics.items():
        parts.append(f"## {topic.replace('_', ' ').capitalize()}")
        parts.append(table(("Id", "Text", "Status"), rows))
    return Page(name="advice", title="Advice", text="\n\n".join(parts), group=_GROUP)


def _country(country: Country, knowledge: Knowledge) -> Iterator[str]:
    yield heading(2, country.name, country.id)
    rows = [
        (title, _line(line))
        for title, line in (
            ("Emergency", country.emergency),
            ("Health line", country.health_line),
            ("Crisis line", country.crisis),
            ("Poison line", country.poison),
        )
    ]
    rows += [("Hospital", country.hospital), ("Doctor", country.doctor)]
    yield table(("Whom", "What is said"), [*rows, *ground_rows(country, knowledge)])


def _line(line: Line | None) -> str:
    if line is None:
        return "none"
    dialled = f" (dials {code(line.tel)})" if line.tel else " (nothing to dial)"
    return escaped(line.say) + dialled


def _words(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"


def _reasons(ids: Iterable[str], knowledge: Knowledge) -> str:
    links = (
        link(knowledge.contraindications[each].name, "contraindications", each)
        for each in ids
    )
    return ", ".join(links) or "nothing"
