"""Gather what a summary says, section by section."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from spinewise.dialogue.state import State
from spinewise.dialogue.telling import answer_in_words, is_crisis
from spinewise.knowledge import Knowledge, Tier
from spinewise.summary.words import SummaryWords
from spinewise.triage.answers import CONFIRM, NO, read_answer
from spinewise.triage.types import Assertion, Assessment, Mention

_HASH_LENGTH = 12
_FACTS = (
    "age",
    "sex",
    "pregnant",
    "weeks_pregnant",
    "postpartum",
    "onset_days",
    "pain",
    "temperature",
)
_YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a summary; it has at least one line."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All that a summary says, in the order in which it is read."""

    title: str
    sections: tuple[Section, ...]
    footer: str


def collect(
    state: State,
    assessment: Assessment,
    knowledge: Knowledge,
    words: SummaryWords,
    *,
    today: datetime.date,
    version: str,
) -> Summary:
    """Return the summary of a conversation; sections without content are left out.

    `version` is Spinewise's. Words of a crisis are never quoted, only its name.
    """
    note = _Note(state, assessment, knowledge, words)
    parts = {
        "advice": note.advice(),
        "words": iter(state.conversation.told),
        "facts": note.facts(),
        "found": note.mentioned(Assertion.PRESENT),
        "unsure": note.mentioned(Assertion.UNCERTAIN),
        "absent": note.absent(),
        "asked": note.asked(),
        "medicines": iter(state.case.profile.medicines),
        "exercises": note.exercises(),
        "rules": note.rules(),
    }
    filled = ((name, tuple(dict.fromkeys(lines))) for name, lines in parts.items())
    return Summary(
        title=words.title,
        sections=tuple(
            Section(heading=words.sections[name], lines=lines)
            for name, lines in filled
            if lines
        ),
        footer=words.footer.format(
            date=today.isoformat(),
            version=version,
            knowledge=knowledge.hash[:_HASH_LENGTH],
        ),
    )


def _on_one_line(question: str) -> str:
    """Return a question without the line of its own that each of its signs has."""
    return " ".join(line.removeprefix("- ").strip() for line in question.splitlines())


def _plain(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, float) else str(answer)


@dataclass(frozen=True, slots=True)
class _Note:
    state: State
    assessment: Assessment
    knowledge: Knowledge
    words: SummaryWords

    def advice(self) -> Iterator[str]:
        if not self.assessment.provisional or self.assessment.tier > Tier.SELFCARE:
            yield self.words.tiers[self.assessment.tier.label]
        if self.assessment.provisional:
            yield self.words.line["open"]

    def facts(self) -> Iterator[str]:
        case, line = self.state.case, self.words.line
        if case.complaint != "none":
            yield line["complaint"].format(complaint=case.complaint, region=case.region)
        for name in _FACTS:
            value = self._fact(name)
            if value is not None:
                yield line[name].format(value=value)
        earlier = self.state.conversation.earlier
        if earlier:
            quotes = ", ".join(f'"{words}"' for words in earlier)
            yield line["earlier"].format(quotes=quotes)

    def _fact(self, name: str) -> str | None:
        value = getattr(self.state.case.profile, name)
        if value is None:
            return self._answered_number(name)
        if isinstance(value, bool):
            return self.words.answers[_YES_NO[value]]
        return f"{value:g}" if isinstance(value, float | int) else str(value)

    def _answered_number(self, name: str) -> str | None:
        for key, answer in self.state.case.answers.items():
            question = self.knowledge.questions.get(key)
            if question is not None and question.fact == name:
                number = read_answer(key, answer, self.knowledge).number
                return None if number is None else f"{number:g}"
        return None

    def mentioned(self, assertion: Assertion) -> Iterator[str]:
        for mention in self.assessment.findings:
            if mention.assertion is assertion:
                label = self.knowledge.findings[mention.finding].label
                kind = "quoted" if self._may_quote(mention) else "plain"
                yield self.words.line[kind].format(label=label, quote=mention.quote)

    def _may_quote(self, mention: Mention) -> bool:
        return bool(mention.quote) and not is_crisis(mention.finding, self.knowledge)

    def absent(self) -> Iterator[str]:
        labels = [
            self.knowledge.findings[mention.finding].label
            for mention in self.assessment.findings
            if mention.assertion is Assertion.ABSENT
        ]
        if labels:
            yield "; ".join(dict.fromkeys(labels))

    def asked(self) -> Iterator[str]:
        for key, answer in self.state.case.answers.items():
            said = answer if isinstance(answer, tuple | list) else (answer,)
            question, options = self._question(key)
            named = {**self.words.answers, **options}
            yield self.words.line["answered"].format(
                question=question,
                answer=", ".join(named.get(str(part), _plain(part)) for part in said),
            )
        for key in self.state.conversation.denied:
            if self._is_known(key) and self.state.case.answers.get(key) != NO:
                question, _ = self._question(key)
                yield self.words.line["denied_before"].format(
                    question=question, answer=self.words.answers[NO]
                )

    def _is_known(self, key: str) -> bool:
        finding = key.removeprefix(CONFIRM)
        return key in self.knowledge.questions or finding in self.knowledge.findings

    def _question(self, key: str) -> tuple[str, dict[str, str]]:
        """Return what was asked, on one line, and its options by id."""
        if key.startswith(CONFIRM):
            finding = self.knowledge.findings[key.removeprefix(CONFIRM)]
            return _on_one_line(finding.ask or finding.label), {}
        asked = self.knowledge.questions[key]
        return _on_one_line(asked.text), {each.id: each.text for each in asked.options}

    def exercises(self) -> Iterator[str]:
        known = self.knowledge.exercises
        for given in self.state.conversation.given:
            if given in known:
                yield known[given].name

    def rules(self) -> Iterator[str]:
        tiers, line = self.words.tiers, self.words.line
        for fired in self.assessment.fired:
            rule = fired.rule
            yield line["rule"].format(
                rule=rule.id, tier=tiers[rule.tier.label], why=rule.why
            )
        for floor in self.assessment.floors:
            yield line["floor"].format(
                answer=answer_in_words(floor.question, floor.answer, self.knowledge),
                tier=tiers[floor.tier.label],
            )
