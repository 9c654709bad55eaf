"""A patient: somebody with a case and a way of talking, who answers the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bench.patients.asked import Asked
from bench.patients.cases import PatientCase
from bench.patients.personas import Persona
from spinewise.knowledge import Knowledge

_ASIDE_AT = 2
# Who was not understood twice presses the button in the end.
_FED_UP_AT = 3
_CHILDBEARING_UNTIL = 55
_PREGNANCY = ("pregnancy.pregnant", "pregnancy.postpartum")


@dataclass(kw_only=True)
class Patient:
    """Answers questions truthfully, in words or with buttons.

    Two patients with the same case, persona and seed say the same things.
    """

    case: PatientCase
    persona: Persona
    knowledge: Knowledge
    seed: int = 0
    answers: int = 0
    _times: dict[str, int] = field(default_factory=dict)
    _kept_back: str | None = None
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Seed the choices of words."""
        self._rng = Random(f"{self.seed}:{self.case.id}:{self.persona.name}")

    def opening(self) -> str:
        """Return the first message."""
        return self.persona.typed(self.case.opening, self._rng)

    def pending(self) -> str | None:
        """Return what is still unsaid once the bot has come to its outcome."""
        unsaid = self._kept_back or self._unasked(last=True)
        self._kept_back = None
        return unsaid and self.persona.typed(unsaid, self._rng)

    def aside(self) -> str | None:
        """Return what is said in place of the coming answer, once."""
        if self.answers + 1 != _ASIDE_AT or not self.persona.aside:
            return None
        if "aside" in self._told:
            return None
        self._told.add("aside")
        return self.persona.aside

    def answer(self, asked: Asked) -> str:
        """Return the message that answers a question."""
        self.answers += 1
        self._times[asked.question] = self._times.get(asked.question, 0) + 1
        said = self._answer(asked)
        if said.startswith("/"):
            # Who only presses buttons types what no button says, and nothing else.
            return self._unasked() or said
        before = self._kept_back
        if before and self._says_no(asked):
            self._kept_back = None
            said = self._one_of(self.persona.takes_back).format(words=before)
        elif self.persona.corrects and self.answers == _ASIDE_AT and self._harmless():
            said = self.persona.corrects if self._says_no(asked) else said
        unasked = self._unasked()
        return self.persona.typed(f"{said}. {unasked}" if unasked else said, self._rng)

    def _answer(self, asked: Asked) -> str:
        if asked.way == "number" or self._asks_age(asked):
            return self._age()
        if not asked.question:
            return self.persona.plainly.format(words=self.case.opening)
        keys = self._true_keys(asked)
        if asked.way == "options" and keys:
            return self._pick(asked, keys)
        if asked.way == "yes_no" and (self.persona.buttons or self._fed_up(asked)):
            return asked.values["yes" if keys else "no"]
        if keys:
            return self._yes(asked, keys)
        if _is_about_pregnancy(asked, self.knowledge):
            return self._one_of(self.persona.not_pregnant)
        return self._one_of(self.persona.no)

    def _fed_up(self, asked: Asked) -> bool:
        return self._times[asked.question] >= _FED_UP_AT

    def _yes(self, asked: Asked, keys: list[str]) -> str:
        words = self._words(asked, keys)
        if self.persona.takes_back and "taken back" not in self._told:
            self._told.add("taken back")
            self._kept_back = words
            return self._one_of(self.persona.no)
        if asked.confirms is not None:
            return f"yes, {words}"
        return self._one_of(self.persona.yes).format(words=words)

    def _words(self, asked: Asked, keys: list[str]) -> str:
        time = self._times[asked.question] - 1
        ways = [self.case.has[key] for key in keys if key in self.case.has]
        return ", and ".join(way[time % len(way)] for way in ways) or "yes"

    def _pick(self, asked: Asked, keys: list[str]) -> str:
        question = self.knowledge.questions[asked.question]
        fitting = [
            asked.values[option.id]
            for option in question.options
            if option.finding in keys and option.id in asked.values
        ]
        if fitting and (self.persona.buttons or self._fed_up(asked)):
            return fitting[0]
        return self._words(asked, keys)

    def _true_keys(self, asked: Asked) -> list[str]:
        """Return what this person has of the things that a question names."""
        if asked.confirms is not None:
            finding = self.knowledge.findings[asked.confirms]
            return self._having({finding.id}, set(finding.brief))
        question = self.knowledge.questions.get(asked.question)
        if question is None:
            return []
        findings = {option.finding for option in question.options}
        return self._having(findings, set(question.brief))

    def _having(self, findings: set[str], rows: set[str]) -> list[str]:
        true = [key for key in self.case.has if key in findings or key in rows]
        facts = self.case.facts
        for name, holds in zip(
            _PREGNANCY, (facts.pregnant, facts.postpartum), strict=True
        ):
            if holds and name in findings:
                true.append(name)
        return true

    def _says_no(self, asked: Asked) -> bool:
        return asked.way == "yes_no" and not self._true_keys(asked)

    def _asks_age(self, asked: Asked) -> bool:
        return asked.question == "about_you" and asked.way == "open"

    def _age(self) -> str:
        facts = self.case.facts
        plain = self.persona.buttons or self.case.about == "other"
        ways = ("{age}",) if plain else self.persona.age
        said = self._one_of(ways).format(age=facts.age)
        if facts.pregnant:
            weeks = f"{facts.weeks_pregnant} weeks " if facts.weeks_pregnant else ""
            return f"{said}, {weeks}pregnant"
        if facts.postpartum:
            return f"{said}, had a baby a few weeks ago"
        return said

    def _unasked(self, *, last: bool = False) -> str | None:
        adds = self.case.adds
        if adds is None or "adds" in self._told:
            return None
        if not last and self.answers < adds.at:
            return None
        self._told.add("adds")
        return adds.text

    def _harmless(self) -> bool:
        return not self.case.has and self.case.adds is None

    def _one_of(self, ways: tuple[str, ...]) -> str:
        return self._rng.choice(ways)


def _is_about_pregnancy(asked: Asked, knowledge: Knowledge) -> bool:
    question = knowledge.questions.get(asked.question)
    options = question.options if question else ()
    return any(option.finding in _PREGNANCY for option in options)
