"""What a pressed button or a typed number stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from cachetools import LRUCache, TTLCache

from spinewise.rasa.channels.messages import Choice
from spinewise.rasa.on_disk import knowledge
from spinewise.rasa.payload import answer_payload
from spinewise.triage.answers import CONFIRM

_MARK = "#"
_DIGEST_LENGTH = 32
_REMEMBERED = 2000
_NUMBERS_KEPT_SECONDS = 24 * 3600


class Payloads:
    """Payloads of any length as button data of at most `limit` bytes.

    A payload that fits is its own data. A longer one becomes a digest, which is
    found again among all answers that the knowledge allows: old buttons work
    after a restart, and nothing has to be stored.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._sent: LRUCache[str, str] = LRUCache(_REMEMBERED)

    def data_of(self, payload: str) -> str:
        """Return the button data for a payload."""
        fits = 0 < len(payload.encode()) <= self._limit
        if fits and not payload.startswith(_MARK):
            return payload
        data = _digest(payload)
        self._sent[data] = payload
        return data

    def payload_of(self, data: str) -> str | None:
        """Return the payload of button data; None when nobody knows it any more."""
        if not data.startswith(_MARK):
            return data
        sent = self._sent.get(data)
        return sent if sent is not None else _known_answers().get(data)


class NumberedChoices:
    """Choices that were told as numbered lines, where no button could be had."""

    def __init__(self) -> None:
        self._offered: TTLCache[str, tuple[str, ...]] = TTLCache(
            _REMEMBERED, _NUMBERS_KEPT_SECONDS
        )

    def offer(self, conversation: str, choices: Iterable[Choice]) -> None:
        """Remember what the numbers 1, 2, ... stand for."""
        self._offered[conversation] = tuple(each.payload for each in choices)

    def forget(self, conversation: str) -> None:
        """Forget what was offered in a conversation."""
        self._offered.pop(conversation, None)

    def take(self, conversation: str, text: str) -> str | None:
        """Return the payload that a typed number chose; they count for one reply."""
        payloads = self._offered.pop(conversation, ())
        typed = text.strip().rstrip(".)")
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= len(payloads):
            return payloads[int(typed) - 1]
        return None


def numbered(text: str, choices: Iterable[Choice]) -> str:
    """Return a text with its choices as numbered lines."""
    lines = [f"{n}. {each.title}" for n, each in enumerate(choices, start=1)]
    return "\n".join([text, *lines]).strip()


def _digest(payload: str) -> str:
    return _MARK + hashlib.sha256(payload.encode()).hexdigest()[:_DIGEST_LENGTH]


@cache
def _known_answers() -> dict[str, str]:
    known = knowledge()
    plain = ("yes", "no", "unsure")
    payloads = [
        answer_payload(CONFIRM + finding, value)
        for finding in known.findings
        for value in plain
    ]
    payloads += [
        answer_payload(question.id, value)
        for question in known.questions.values()
        for value in (*plain, *(option.id for option in question.options))
    ]
    return {_digest(payload): payload for payload in payloads}
