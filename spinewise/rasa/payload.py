"""Pressed buttons: what `/answer{...}` says, read without Rasa's parser.

Rasa's own reading of `/intent{...}` messages discards what the pipeline heard,
so the policy reads the pressed answer from the message text itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

_PREFIX = "/answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedAnswer:
    """An answer given by a button: a question id and what was chosen."""

    question: str
    value: str | float | tuple[str, ...]


def pressed_answer(text: str | None) -> PressedAnswer | None:
    """Return the answer that a button payload carries, or None.

    Anything that is not a well-formed `/answer{"question": ..., "value": ...}`
    gives None, never an error: payloads can be typed by hand.
    """
    stripped = (text or "").strip()
    if not stripped.startswith(_PREFIX):
        return None
    try:
        body = json.loads(stripped[len(_PREFIX) :])
    except ValueError:
        return None
    if not isinstance(body, dict) or not isinstance(body.get("question"), str):
        return None
    value = body.get("value")
    if isinstance(value, bool):
        return None
    if isinstance(value, (str, int, float)):
        return PressedAnswer(question=body["question"], value=value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return PressedAnswer(question=body["question"], value=tuple(value))
    return None


def answer_payload(question: str, value: str) -> str:
    """Return the payload of a button that answers `question` with `value`."""
    return _PREFIX + json.dumps({"question": question, "value": value})
