"""Hear what a person wishes for, beside how they are.

Wishes come from `lexicon/<language>/wishes.yml`. They change exercises and the course
of the talk; they never take part in deciding about danger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from spinewise.dialogue.phrases import Phrases, read_words

Kind = Literal[
    "place",
    "level",
    "minutes",
    "goal",
    "cannot",
    "hurts",
    "pains",
    "this_one",
    "all_of_them",
    "news",
    "moves",
    "severity",
    "worse",
    "which",
    "explain",
    "supposing",
    "back",
    "again",
    "country",
]
_FILE: Final = "wishes.yml"
_COUNTRY: Final = "country"
_NUMBER: Final = "{number}"
# "I have 5 minutes" is a wish; "for 90 minutes" is a duration of something else.
_MOST_MINUTES: Final = 60
_LONGEST_BARE: Final = 5


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    wish: Kind
    value: str
    say: tuple[str, ...]


class WishesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file wishes.yml of a language.

    `numbers` are what {number} stands for besides digits; `lives_in` are words before
    the name of the country where a person lives.
    """

    numbers: dict[str, int]
    lives_in: tuple[str, ...]
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
        pains: it names a pain; of an exercise that it names too, or is asked for.
        this_one: it points at one exercise without a name ("that one").
        all_of_them: it speaks of all exercises.
        news: a pain is new, or spreads.
        moves: exercises are wanted now.
        severity: it tells in words how bad it is.
        worse: something is worse than before.
        which: the number of the exercise that is spoken of, from 1; -1 is the last.
        explain: an exercise is to be told once more.
        supposing: the message only supposes what it names.
        back: the person wants to go back to the question before.
        again: the person wants to hear the advice once more.
        country: a country's code.
    """

    place: str | None = None
    level: str | None = None
    minutes: float | None = None
    goal: str | None = None
    cannot: tuple[str, ...] = ()
    hurts: bool = False
    pains: bool = False
    this_one: bool = False
    all_of_them: bool = False
    news: bool = False
    moves: bool = False
    severity: bool = False
    worse: bool = False
    which: int | None = None
    explain: bool = False
    supposing: bool = False
    back: bool = False
    again: bool = False
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

    def __init__(self, file: WishesFile) -> None:
        """Compile the phrases."""
        self._numbers = file.numbers
        self._phrases = Phrases(
            (entry, wanted) for entry in file.wishes for wanted in _wanted(entry, file)
        )
        self._bare = Phrases(
            (entry, entry.say) for entry in file.wishes if entry.wish == _COUNTRY
        )

    @classmethod
    def read(cls, knowledge: Path) -> WishWords:
        """Read the phrases of a knowledge folder.

        Raises:
            KnowledgeError: the file is not there or no YAML.
            msgspec.ValidationError: it has an unknown key or value.
        """
        return cls(read_words(knowledge, _FILE, WishesFile))

    def hear(self, plain: str, *, asked_country: bool = False) -> Wishes:
        """Return what plain words wish for; never raises.

        `asked_country`: the bot asked for the country, so that its bare name counts.
        """
        hits = list(self._phrases.find(plain))
        if asked_country and len(plain.split()) <= _LONGEST_BARE:
            hits += self._bare.find(plain)
        found: dict[Kind, list[str]] = {}
        for entry, hit in hits:
            said = hit["number"] if entry.value == _NUMBER else entry.value
            found.setdefault(entry.wish, []).append(said)
        return Wishes(
            place=_first(found, "place"),
            level=_first(found, "level"),
            minutes=self._minutes(_first(found, "minutes")),
            goal=_first(found, "goal"),
            cannot=tuple(dict.fromkeys(found.get("cannot", ()))),
            hurts="hurts" in found,
            pains="pains" in found,
            this_one="this_one" in found,
            all_of_them="all_of_them" in found,
            news="news" in found,
            moves="moves" in found,
            severity="severity" in found,
            worse="worse" in found,
            which=_which(_first(found, "which")),
            explain="explain" in found,
            supposing="supposing" in found,
            back="back" in found,
            again="again" in found,
            country=_first(found, "country"),
        )

    def _minutes(self, said: str | None) -> float | None:
        if said is None:
            return None
        minutes = self._numbers.get(said) or int(said)
        return float(minutes) if 0 < minutes <= _MOST_MINUTES else None


def _wanted(entry: _Entry, file: WishesFile) -> Iterator[list[str]]:
    """Yield the phrases of an entry; each one with a number stands by itself."""
    plain = [phrase for phrase in entry.say if _NUMBER not in phrase]
    if plain and entry.wish == _COUNTRY:
        yield [f"(?:{'|'.join(file.lives_in)}) (?:{'|'.join(plain)})"]
    elif plain:
        yield plain
    for phrase in entry.say:
        if _NUMBER in phrase:
            yield [as_pattern(phrase, file.numbers)]


def as_pattern(phrase: str, numbers: Iterable[str] = ()) -> str:
    """Return a phrase of the file as a part of a regular expression.

    `numbers` are the words for numbers besides digits.
    """
    either = "|".join([r"\d{1,3}", *numbers])
    return phrase.replace(_NUMBER, f"(?P<number>{either})")


def _first(found: dict[Kind, list[str]], wish: Kind) -> str | None:
    return next(iter(found.get(wish, ())), None)


def _which(said: str | None) -> int | None:
    return None if said is None else int(said)
