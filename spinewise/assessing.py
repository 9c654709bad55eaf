"""From a line of JSON to an assessment: what `spinewise assess` does per line.

It uses the same listener, turn logic and engine as the conversation, without
Rasa and without a trained model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec

from spinewise.dialogue.reply import Reply
from spinewise.dialogue.steps import in_order
from spinewise.dialogue.suspicion import topic_of
from spinewise.dialogue.turn import hear
from spinewise.knowledge import Knowledge, load
from spinewise.language import Heard, Lexicon, Listener, load_lexicon
from spinewise.plan import choose
from spinewise.triage import Answer, Assessment, Case, Profile, assess
from spinewise.triage.answers import CaseError, read_answer

Value = str | float | list[str]
_LEXICON = Path("lexicon") / "en"


class InputProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `profile` of an input line; every key may be left out."""

    age: float | None = None
    sex: str | None = None
    pregnant: bool | None = None
    weeks_pregnant: float | None = None
    postpartum: bool | None = None
    onset_days: float | None = None
    pain: float | None = None
    medicines: list[str] = []
    conditions: list[str] = []
    place: str | None = None
    goal: str | None = None
    level: str | None = None
    country: str | None = None


class InputLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One input line: `text` or `messages`, and what else is known."""

    id: str | int | None = None
    text: str | None = None
    messages: list[str] | None = None
    answers: dict[str, Value] = {}
    profile: InputProfile = InputProfile()

    def __post_init__(self) -> None:
        """Refuse a line without words, or with two sorts of them."""
        if (self.text is None) == (self.messages is None):
            raise ValueError('expected either "text" or "messages"')

    @property
    def words(self) -> list[str]:
        """The messages, in order."""
        return [self.text] if self.text is not None else list(self.messages or ())


def listener_for(knowledge_path: Path, knowledge: Knowledge) -> Listener:
    """Return a listener with the lexicon of a knowledge folder.

    Raises:
        LexiconError: the lexicon has faults; all are listed.
    """
    return listener_of(load_lexicon(knowledge_path / _LEXICON), knowledge)


def listener_of(words: Lexicon, knowledge: Knowledge) -> Listener:
    """Return a listener with this lexicon.

    Raises:
        LexiconError: it has a pattern that nobody can read; all are listed.
    """
    findings = knowledge.findings.values()
    return Listener(
        words,
        old_is_uncertain=[each.id for each in findings if each.old_is_uncertain],
        doubted=[each.id for each in findings if each.ask and not each.history],
        history=[each.id for each in findings if each.history],
        at_any_time=[each.id for each in findings if each.at_any_time],
        topic_of=partial(topic_of, knowledge=knowledge),
        languages=knowledge.languages,
    )


@dataclass(frozen=True, kw_only=True)
class Assessor:
    """Assesses texts with the knowledge of a folder; loads it once."""

    knowledge_path: Path

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge of the folder.

        Raises:
            KnowledgeError: the knowledge has faults; all are listed.
        """
        return load(self.knowledge_path)

    @cached_property
    def listener(self) -> Listener:
        """The listener with the folder's lexicon."""
        return listener_for(self.knowledge_path, self.knowledge)

    def case_of(self, line: InputLine) -> Case:
        """Return the case that a line tells.

        Raises:
            CaseError: an answer names an unknown question, or is none of its answers.
        """
        given = msgspec.to_builtins(line.profile)
        profile = msgspec.convert(given, Profile)
        case = Case(profile=profile)
        for said in (*line.profile.conditions, *line.profile.medicines):
            case = self._hear(case, self.listener.hear(said))
        case = Case(profile=profile, mentions=case.mentions)
        for text in line.words:
            case = self._hear(case, self.listener.hear(text))
        for question, value in line.answers.items():
            answer: Answer = tuple(value) if isinstance(value, list) else value
            read_answer(question, answer, self.knowledge)
            reply = Reply(pressed=(question, answer))
            case = hear(case, reply, waiting=None, knowledge=self.knowledge)
        return case

    def _hear(self, case: Case, heard: Heard) -> Case:
        reply = Reply(
            mentions=heard.mentions,
            profile=heard.profile,
            complaint=heard.complaint,
            region=heard.region,
            likeness=heard.likeness,
        )
        return hear(case, reply, waiting=None, knowledge=self.knowledge)

    def result_of(self, line: InputLine) -> dict[str, Any]:
        """Return the output object of the contract for one line.

        Raises:
            CaseError: an answer names an unknown question, or is none of its answers.
        """
        case = self.case_of(line)
        assessment = assess(case, self.knowledge)
        picked = choose(case, assessment, self.knowledge)
        return {
            "id": line.id,
            "tier": assessment.tier.label,
            "provisional": assessment.provisional,
            "complaint": case.complaint,
            "region": case.region,
            "findings": findings_as_data(assessment, self.knowledge),
            "confirm": list(assessment.confirm),
            "rules": rule_ids(assessment),
            "next_questions": list(in_order(case, assessment, self.knowledge)),
            "exercises": [exercise.exercise for exercise in picked],
        }

    def results(self, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
        """Yield one output object for each input line; a bad line gives an error."""
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                yield self.result_of(msgspec.json.decode(raw, type=InputLine))
            except (msgspec.MsgspecError, CaseError, UnicodeError) as error:
                yield {"id": _id_in(raw), "error": f"line {number}: {error}"}


def findings_as_data(
    assessment: Assessment, knowledge: Knowledge
) -> list[dict[str, Any]]:
    """Return the findings in the contract's shape."""
    return [
        {
            "id": mention.finding,
            "brief": list(knowledge.findings[mention.finding].brief),
            "assertion": mention.assertion.value,
            "quote": mention.quote,
            "start": mention.start,
            "end": mention.end,
        }
        for mention in assessment.findings
    ]


def rule_ids(assessment: Assessment) -> list[str]:
    """Return the ids of what set the tier: rules, and bare answers to questions."""
    rules = [fired.rule.id for fired in assessment.fired]
    return rules + [f"{floor.question}.{floor.answer}" for floor in assessment.floors]


def _id_in(raw: bytes) -> Any:
    """Return the id of a line that is otherwise wrong, or None."""
    try:
        line = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError):
        return None
    return line.get("id") if isinstance(line, dict) else None
