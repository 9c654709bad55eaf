"""What the bot says, before a channel puts it into its service's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button: what stands on it, and what pressing it says to the bot."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file to hand over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of the bot.

    Attributes:
        tier: of the care card that the message carries; empty without a card.
        progress: steps taken and steps in all, such as (2, 5).
        picture: path or URL of a picture; `alt` says what it shows.
        key: by which a service that can be asked finds the message again.
        again: the message may have been sent before.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    tier: str = ""
    progress: tuple[int, int] | None = None
    picture: str = ""
    alt: str = ""
    document: Document | None = None
    key: str = ""
    again: bool = False


def said_in(message: dict[str, Any]) -> Said:
    """Return one of Rasa's bot messages as `Said`."""
    custom = message.get("custom") or {}
    buttons = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
    return Said(
        text=str(message.get("text") or "").strip(),
        choices=tuple(
            Choice(title=str(each["title"]), payload=str(each["payload"]))
            for each in buttons
        ),
        tier=str((custom.get("card") or {}).get("tier") or ""),
        progress=_progress(custom.get("progress")),
        picture=str(message.get("image") or ""),
        alt=str((message.get("metadata") or {}).get("alt") or ""),
    )


def _progress(given: object) -> tuple[int, int] | None:
    """Read `{"step": 2, "of": 5}`; anything else is no progress."""
    if isinstance(given, dict):
        step, of = given.get("step"), given.get("of")
        if isinstance(step, int) and isinstance(of, int):
            return step, of
    return None
