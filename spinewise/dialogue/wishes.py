"""Hear what a person wishes for, beside how they are.

Wishes come from `lexicon/<language>/wishes.yml`. They change exercises and the course
of the talk; they never take part in deciding about danger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

Kind = Literal[
    "place",
    "level",
    "minutes",
    "goal",
    "cannot",
    "hurts",
    "worse",
    "which",
    "supposing",
    "back",
    "country",
]
_FILE: Final = Path("lexicon") / "en" / "wishes.yml"
_NUMBER: Final = "{number}"
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        start=1,
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "couple of": 2, "few": 5}
# "I have 5 minutes" is a wish; "for 90 minutes" is a duration of something else.
_MOST_MINUTES: Final = 60
_LIVES_IN: Final = r"(?:live|living|based|here|im|i am|am|calling|writing) (?:in|from) "
_LONGEST_BARE: Final = 5


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    wish: Kind
    value: str
    say: tuple[str, ...]


class WishesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file wishes.yml of a language."""

    wishes: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What one message wishes for; None, empty or False where it says nothing.

    Attributes:
        place: where the person wants to exercise, a place of the exercises.
        level: "easy" or "hard": easier or harder than now.
        minutes: time for exercises.
        goal: a goal of the exercises.
        cannot: places that still work, or conditions that rule exercises out.
        hurts: an exercise hurts.
        worse: something is worse than before.
        which: the number of the exercise that is spoken of, from 1.
        supposing: the message only supposes what it names.
        back: the person wants to go back to the question before.
        country: a country's code.
    """

    place: str | None = None
    level: str | None = None
    minutes: float | None = None
    goal: str | None = None
    cannot: tuple[str, ...] = ()
    hurts: bool = False
    worse: bool = False
    which: int | None = None
    supposing: bool = False
    back: bool = False
    country: str | None = None

    @property
    def for_exercises(self) -> bool:
        """Whether the exercises are to change."""
        return bool(
            self.place
            or self.level
            or self.minutes
            or self.goal
            or self.cannot
            or self.hurts
        )


class WishWords:
    """The phrases of wishes, compiled."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        """Compile the phrases."""
        self._patterns: list[tuple[Kind, str, re.Pattern[str]]] = []
        self._bare: list[tuple[str, re.Pattern[str]]] = []
        for entry in entries:
            numbered = [phrase for phrase in entry.say if _NUMBER in phrase]
            plain = [phrase for phrase in entry.say if _NUMBER not in phrase]
            either = "|".join(plain)
            if entry.wish == "country":
                self._bare.append((entry.value, _compiled(either)))
                plain = [f"{_LIVES_IN}(?:the )?(?:{either})"]
            wanted = [*(["|".join(plain)] if plain else []), *numbered]
            self._patterns += [
                (entry.wish, entry.value, _compiled(each)) for each in wanted
            ]

    @classmethod
    def read(cls, knowledge: Path) -> WishWords:
        """Read the phrases of a knowledge folder.

        Raises:
            msgspec.ValidationError: the file has an unknown key or value.
            OSError: the file is not there.
        """
        content = (knowledge / _FILE).read_bytes()
        return cls(msgspec.yaml.decode(content, type=WishesFile).wishes)

    def hear(self, text: str, *, asked_country: bool = False) -> Wishes:
        """Return what a message wishes for; never raises.

        `asked_country`: the bot asked for the country, so that its bare name counts.
        """
        plain = plain_words(text)
        found: dict[Kind, list[str]] = {}
        for wish, value, pattern in self._patterns:
            hit = pattern.search(plain)
            if hit is not None:
                said = hit.group("number") if value == _NUMBER else value
                found.setdefault(wish, []).append(said)
        if asked_country and len(plain.split()) <= _LONGEST_BARE:
            found.setdefault("country", []).extend(
                code for code, pattern in self._bare if pattern.search(plain)
            )
        return Wishes(
            place=_first(found, "place"),
            level=_first(found, "level"),
            minutes=_minutes(_first(found, "minutes")),
            goal=_first(found, "goal"),
            cannot=tuple(found.get("cannot", ())),
            hurts="hurts" in found,
            worse="worse" in found,
            which=_which(_first(found, "which")),
            supposing="supposing" in found,
            back="back" in found,
            country=_first(found, "country"),
        )


def plain_words(text: str) -> str:
    """Return the words in lower case, apostrophes taken out: "can't" is "cant".

    Nothing else is left between them than one space.
    """
    without = re.sub(r"['’‘`]", "", text.lower())
    return " ".join(re.findall(r"\w+", without))


def _compiled(phrases: str) -> re.Pattern[str]:
    """Return phrases of the file, joined by |, as a regular expression."""
    numbers = "|".join([r"\d{1,3}", *_NUMBERS])
    return re.compile(
        rf"\b(?:{phrases.replace(_NUMBER, f'(?P<number>{numbers})')})(?!\w)"
    )


def _first(found: dict[Kind, list[str]], wish: Kind) -> str | None:
    return next(iter(found.get(wish, ())), None)


def _minutes(said: str | None) -> float | None:
    if said is None:
        return None
    minutes = _NUMBERS.get(said) or int(said)
    return float(minutes) if 0 < minutes <= _MOST_MINUTES else None


def _which(said: str | None) -> int | None:
    return None if said is None else int(said)
