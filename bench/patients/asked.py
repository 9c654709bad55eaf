"""What the bot asks, read from the buttons' payloads as any program outside would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from spinewise.knowledge import Knowledge
from spinewise.triage.answers import CONFIRM

_PAYLOAD = "/answer"

Message = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the bot.

    Attributes:
        question: its id, or an empty string when it has no id.
        way: how it wants to be answered.
        values: the values that its buttons carry, with each button's payload.
    """

    question: str
    way: Literal["yes_no", "options", "number", "open"]
    values: dict[str, str]

    @property
    def confirms(self) -> str | None:
        """The finding that is asked about alone, or None."""
        if self.question.startswith(CONFIRM):
            return self.question.removeprefix(CONFIRM)
        return None


def asked_in(messages: list[Message], knowledge: Knowledge) -> Asked | None:
    """Return the last question in an answer of the bot, or None."""
    for message in reversed(messages):
        found = _by_buttons(message) or _by_words(message, knowledge)
        if found is not None:
            return found
    for message in reversed(messages):
        if "?" in (message.get("text") or ""):
            return Asked(question="", way="open", values={})
    return None


def _by_buttons(message: Message) -> Asked | None:
    values: dict[str, str] = {}
    question = ""
    for button in message.get("buttons") or ():
        payload = button["payload"]
        if payload.startswith(_PAYLOAD + "{"):
            body = json.loads(payload.removeprefix(_PAYLOAD))
            question = body["question"]
            values[str(body["value"])] = payload
    if not values:
        return None
    way: Literal["yes_no", "options"] = "yes_no" if "yes" in values else "options"
    return Asked(question=question, way=way, values=values)


def _by_words(message: Message, knowledge: Knowledge) -> Asked | None:
    text = message.get("text") or ""
    for question in knowledge.questions.values():
        ways = filter(None, (question.text, question.number_text))
        if question.type == "number" and any(words in text for words in ways):
            return Asked(question=question.id, way="number", values={})
    return None
