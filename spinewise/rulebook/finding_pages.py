"""The pages of what people report: findings, groups, questions, decision table."""

from __future__ import annotations

from collections.abc import Iterator

from spinewise.knowledge.conditions import findings_in
from spinewise.knowledge.types import Finding, Question
from spinewise.rulebook.book import Book
from spinewise.rulebook.markdown import (
    Page,
    badge,
    code,
    escaped,
    finding_link,
    ground_rows,
    heading,
    link,
    pages_by_area,
    rule_link,
    table,
)
from spinewise.rulebook.words import sentence
from spinewise.triage import Assertion, Assessment, Case, Mention, assess


def finding_pages(book: Book) -> Iterator[Page]:
    """One page for each area of findings, and one for the groups."""
    found = book.knowledge.findings.values()
    yield from pages_by_area("findings", found, lambda one: _finding(one, book))
    yield _groups(book)


def _finding(finding: Finding, book: Book) -> Iterator[str]:
    knowledge = book.knowledge
    yield heading(2, finding.name, finding.id)
    kind = "Red flag" if finding.red_flag else "Context"
    yield f"{kind} {code(finding.id)}"
    used = [
        rule_link(rule.id, knowledge)
        for rule in knowledge.rules.values()
        if finding.id in set(findings_in(rule.when, knowledge.groups))
    ]
    questions = [
        link(question.id.replace("_", " "), "questions", question.id)
        for question in knowledge.questions.values()
        if any(option.finding == finding.id for option in question.options)
    ]
    rows = [
        ("Said back as", f"“{escaped(finding.label)}”"),
        ("Asked when in doubt", escaped(finding.ask or "not asked about")),
        ("Said at once", escaped(finding.at_once or "nothing")),
        ("Safety question", ", ".join(questions) or "none"),
        ("In the past", "counts" if finding.history else "does not count"),
    ]
    if finding.old_is_uncertain:
        rows.append(("Old and unchanged", "asked about in place of being counted"))
    if finding.doubtful_with is not None:
        other = finding_link(finding.doubtful_with, knowledge)
        rows.append(("Asked as soon as there is", other))
    if finding.also_when is not None:
        facts = sentence(finding.also_when, escaped, knowledge)
        rows.append(("Also present when", facts))
    rows += [("Rules", "<br>".join(used) or "none"), *ground_rows(finding, knowledge)]
    yield table(("About", "This finding"), rows)
    yield "**How people may say it** (examples; … stands for other words)"
    said = book.said.get(finding.id, ())
    yield "\n".join(f"- {escaped(text)}" for text in said) or "*No words: asked only.*"


def _groups(book: Book) -> Page:
    knowledge = book.knowledge
    parts = ["# Groups of findings", "Rules name these findings together."]
    for group in knowledge.groups.values():
        parts.append(heading(2, group.name, group.id))
        found = (finding_link(name, knowledge) for name in group.findings)
        parts.append("\n".join(f"- {each}" for each in found))
    return Page(name="groups", title="Groups of findings", text="\n\n".join(parts))


def question_page(book: Book) -> Page:
    """The safety questions in the order in which they are asked."""
    parts = ["# Safety questions"]
    ordered = sorted(book.knowledge.questions.values(), key=lambda each: each.order)
    for question in ordered:
        parts += _question(question, book)
    return Page(name="questions", title="Safety questions", text="\n\n".join(parts))


def _question(question: Question, book: Book) -> Iterator[str]:
    knowledge = book.knowledge
    title = f"{question.order}. {question.id.replace('_', ' ').capitalize()}"
    yield heading(2, title, question.id)
    yield f"> {escaped(question.text)}"
    yield f"Why it is asked: {escaped(question.why)}"
    rows: list[tuple[str, str]] = []
    if question.yes_tier is not None:
        rows.append(("A bare yes gives", badge(question.yes_tier, question.kind)))
    if question.unsure_tier is not None:
        rows.append(("Unsure gives at least", badge(question.unsure_tier)))
    yield table(("About", "This question"), [*rows, *ground_rows(question, knowledge)])
    options = (
        (escaped(option.text), finding_link(option.finding, knowledge))
        for option in question.options
    )
    yield table(("A person may pick", "It means"), options)


def decision_table(book: Book) -> Page:
    """What each finding gives by itself, in each way of reporting it."""
    knowledge = book.knowledge
    head = (
        "Finding",
        "With a back complaint",
        "Without one",
        "In the past",
        "In doubt",
        "Rules",
    )
    rows = [
        (alone.tier, name, _row(name, alone, book))
        for name in knowledge.findings
        for alone in [_assessed(name, Assertion.PRESENT, book)]
    ]
    rows.sort(key=lambda row: (-row[0], row[1]))
    text = (
        # A wide table needs the place of the list of headings, of which there are none.
        "---\nhide: [toc]\n---\n\n# Decision table\n\n"
        "What one finding gives when it is all that is known. Several findings, age and "
        "other facts can only raise the tier. “none” is no need for help.\n\n"
    )
    shown = table(head, (cells for *_, cells in rows))
    return Page(name="table", title="Decision table", text=text + shown)


def _row(name: str, alone: Assessment, book: Book) -> tuple[str, ...]:
    knowledge = book.knowledge
    doubt = _assessed(name, Assertion.UNCERTAIN, book)
    fired = "<br>".join(rule_link(each.rule.id, knowledge) for each in alone.fired)
    return (
        finding_link(name, knowledge),
        badge(alone.tier, alone.kind),
        badge(_assessed(name, Assertion.PRESENT, book, complaint="none").tier),
        badge(_assessed(name, Assertion.PAST, book).tier),
        "asked about" if name in doubt.confirm else badge(doubt.tier),
        fired,
    )


def _assessed(
    finding: str, assertion: Assertion, book: Book, *, complaint: str = "pain"
) -> Assessment:
    mention = Mention(finding=finding, assertion=assertion)
    return assess(Case(mentions=(mention,), complaint=complaint), book.knowledge)
