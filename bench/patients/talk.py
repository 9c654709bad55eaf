"""One conversation on the page's own channel, kept as a transcript."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.patients.asked import Asked, Message, asked_in
from bench.patients.patient import Patient
from spinewise.knowledge.types import Tier

_MOST_TURNS = 25


@dataclass(kw_only=True)
class Line:
    """What was said in one turn: the person's message and the bot's answer."""

    said: str
    shown: str
    answer: list[Message]
    aside: bool = False
    milliseconds: float = 0.0


@dataclass(kw_only=True)
class Record:
    """One finished conversation.

    Attributes:
        tier: the highest tier that a card named; NONE when there was no card.
        questions: how many questions were put before the first card.
        repeated: ids of questions that were put again although they were answered.
        left: the person lost patience before any outcome.
        dead_end: why the conversation could not go on, or None.
        unsafe: exercises were shown although the tier forbids them.
    """

    case_id: str
    persona: str
    lines: list[Line] = field(default_factory=list)
    tier: Tier = Tier.NONE
    questions: int = 0
    repeated: list[str] = field(default_factory=list)
    left: bool = False
    dead_end: str | None = None
    unsafe: bool = False


@dataclass(kw_only=True)
class WebTalk:
    """A conversation over HTTP.

    Raises:
        httpx.HTTPError: the bot did not answer, or not as agreed.
    """

    url: str
    client: httpx.Client
    conversation: str | None = None

    def say(self, message: str) -> list[Message]:
        """Send a message; return the bot's messages."""
        body: dict[str, Any] = {"message": message}
        if self.conversation:
            body["conversation"] = self.conversation
        reply = self.client.post(f"{self.url}/webhooks/web/webhook", json=body)
        reply.raise_for_status()
        answer = reply.json()
        self.conversation = answer["conversation"]
        return list(answer["messages"])


def converse(patient: Patient, talk: WebTalk) -> Record:
    """Let a patient talk to the bot until an outcome, and to the end of their news."""
    case = patient.case
    record = Record(case_id=case.id, persona=patient.persona.name)
    answer = _turn(record, talk, patient.opening())
    for message in case.chat:
        answer = _turn(record, talk, message)
    if case.chat:
        return record
    last: Asked | None = None
    open_questions = 0
    while record.tier is Tier.NONE and len(record.lines) < _MOST_TURNS:
        asked = asked_in(answer, patient.knowledge)
        if asked is None and not any(m.get("text") for m in answer):
            record.dead_end = "the bot said nothing"
            return record
        asked = asked or Asked(question="", way="open", values={})
        open_questions += not asked.question
        if open_questions > 2:
            record.dead_end = "nothing to answer and no outcome"
            return record
        _count(record, asked, last)
        if patient.persona.patience and record.questions > patient.persona.patience:
            record.left = True
            return record
        aside = patient.aside()
        if aside is not None:
            last = None
            answer = _turn(record, talk, aside, aside=True)
            continue
        last = asked
        answer = _turn(record, talk, patient.answer(asked), asked=asked)
    if record.tier is Tier.NONE:
        record.dead_end = f"no outcome after {_MOST_TURNS} messages"
        return record
    while (unsaid := patient.pending()) is not None:
        _turn(record, talk, unsaid)
    return record


def _count(record: Record, asked: Asked, last: Asked | None) -> None:
    record.questions += not record.lines[-1].aside
    if last is not None and last.question and _key(last) == _key(asked):
        record.repeated.append(asked.question)


def _key(asked: Asked) -> tuple[str, str, tuple[str, ...]]:
    return asked.question, asked.way, tuple(asked.values)


def _turn(
    record: Record,
    talk: WebTalk,
    message: str,
    *,
    aside: bool = False,
    asked: Asked | None = None,
) -> list[Message]:
    answer = talk.say(message)
    shown = _title_of(message, record, asked)
    record.lines.append(Line(said=message, shown=shown, answer=answer, aside=aside))
    for card in (message["card"] for message in answer if message.get("card")):
        tier = Tier.named(card["tier"])
        record.tier = max(record.tier, tier)
        if tier >= Tier.URGENT and card.get("exercises"):
            record.unsafe = True
    return answer


def _title_of(message: str, record: Record, asked: Asked | None) -> str:
    """Return a pressed button's title in brackets, or the typed words."""
    if asked is None or not record.lines:
        return message
    for said in record.lines[-1].answer:
        for button in said.get("buttons") or ():
            if button["payload"] == message:
                return f"[{button['title']}]"
    return message


def transcript(record: Record) -> str:
    """Return the conversation as text to read."""
    out = []
    for line in record.lines:
        out.append(f"**Person:** {line.shown}")
        out.extend(_spoken(message) for message in line.answer)
    return "\n\n".join(out)


def _spoken(message: Message) -> str:
    text = (message.get("text") or "").replace("\n", "  \n")
    titles = " ".join(f"[{b['title']}]" for b in message.get("buttons") or ())
    card = message.get("card")
    tier = json.dumps({"tier": card["tier"]}) if card else ""
    parts = (part for part in (text, titles, tier) if part)
    return "**Spinewise:** " + "  \n".join(parts)
