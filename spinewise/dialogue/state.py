"""What a conversation remembers besides the medical case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec

from spinewise.knowledge import Knowledge
from spinewise.triage.answers import CaseError, read_answer
from spinewise.triage.types import Answer, Case

# Questions about the talk itself. They are waited for like safety questions, and
# their buttons carry these names.
RESTART: Final = "restart"
FORGET: Final = "forget"
REPORT: Final = "report"
COUNTRY: Final = "country"
HURTING: Final = "hurting"
SIDE_QUESTIONS: Final = (RESTART, FORGET, REPORT, COUNTRY, HURTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The course of one conversation.

    Attributes:
        for_other: the person asks for somebody else, who is the patient.
        introduced: the opening lines (a program, not a doctor) were said.
        restarted: a new assessment was begun with this message.
        waiting: id of the question that was asked last and is not answered.
        detail: id of a grouped question that got a bare "yes", or a "not sure" where
            it matters, and whose options are asked about next; None when there is none.
        asked_detail: grouped questions whose options were asked about.
        denied: questions that were answered with a "no" before news asked them again;
            history, never an answer.
        refused: questions for a number that were answered with a "no".
        unheard: what the replies in a row weigh that were no answer to the waiting
            question.
        asked_meanwhile: topics that were asked about while that question waited.
        disliked: exercises that the person can't or won't do.
        eased: exercises that are to be done in an easier way only.
        minutes: how much time the person has for exercises.
        shown: key of the outcome that was shown last, or None.
        earlier: words of the dangers of an assessment that was started over.
        told: what the person wrote about their health, shortened, the first first.
        given: exercises that were shown, by id, the first first.
        plan: exercises of the plan that was shown last, by id.
        asked_country: the country was asked about.
        insisted: how often an emergency was repeated.
        forgotten: the person had all they told deleted.
        last_at: time of the person's last message, seconds since the epoch.
        chosen: what this message answered to a question about the talk itself.
        changed: what this message changed in the exercises: a name of a wish.
        explained: the exercise that this message asks to hear again, by id.
        supposed: what the case would be if what this message supposes were so.
        topic: what this message asks about, a topic of the advice.
        returned: this message came after a longer pause.
        given_up: the question that is left with this message, after replies that were
            no answer to it.
        at_once: findings told with this message that are spoken of at once.
        asks_nothing: this message only tells or answers, whatever it sounds like.
        turned_urgent: with this message it became clear that a doctor is needed today.
    """

    for_other: bool = False
    introduced: bool = False
    restarted: bool = False
    waiting: str | None = None
    detail: str | None = None
    asked_detail: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    unheard: int = 0
    asked_meanwhile: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()
    minutes: float | None = None
    shown: str | None = None
    earlier: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    asked_country: bool = False
    insisted: int = 0
    forgotten: bool = False
    last_at: float | None = None
    chosen: tuple[str, str] | None = None
    changed: str | None = None
    explained: str | None = None
    supposed: Case | None = None
    topic: str | None = None
    returned: bool = False
    given_up: str | None = None
    at_once: tuple[str, ...] = ()
    asks_nothing: bool = False
    turned_urgent: bool = False

    def next_message(self) -> Conversation:
        """Return the conversation without what only the last message meant."""
        return replace(
            self,
            chosen=None,
            changed=None,
            explained=None,
            supposed=None,
            topic=None,
            returned=False,
            given_up=None,
            at_once=(),
            asks_nothing=False,
            turned_urgent=False,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A conversation and its case, as they are kept between two messages."""

    case: Case = field(default_factory=Case)
    conversation: Conversation = field(default_factory=Conversation)


def to_plain(value: Case | Conversation) -> dict[str, Any]:
    """Return the value as JSON-able data, without what is at its default."""
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return {name: item for name, item in plain.items() if not _is_default(item)}


def _is_default(item: object) -> bool:
    return item is None or item is False or item in ([], (), {})


def case_from(plain: object) -> Case:
    """Read back a case.

    Raises:
        msgspec.ValidationError: the data is not a case.
    """
    return msgspec.convert(plain or {}, Case)


def known_part(case: Case, knowledge: Knowledge) -> Case:
    """Return the case without ids that the knowledge no longer has.

    A conversation outlives a change of the knowledge; the tier it has reached stays
    (`floor`), whatever became of the rules that led there.
    """
    answers = dict[str, Answer]()
    for question, answer in case.answers.items():
        try:
            read_answer(question, answer, knowledge)
        except CaseError:
            continue
        answers[question] = answer
    mentions = tuple(m for m in case.mentions if m.finding in knowledge.findings)
    return replace(case, mentions=mentions, answers=answers)


def conversation_from(plain: object) -> Conversation:
    """Read back a conversation.

    Raises:
        msgspec.ValidationError: the data is not a conversation.
    """
    return msgspec.convert(plain or {}, Conversation)
