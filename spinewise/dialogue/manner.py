"""Hear how a message is meant: as a question, an answer, or just a filler.

The words stand in `lexicon/<language>/talk.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from spinewise.dialogue.phrases import Phrases, read_words

_FILE: Final = "talk.yml"


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a message begins with, after any of those that say nothing."""

    after: tuple[str, ...]
    begins: tuple[str, ...]


class Questions(Opening, frozen=True, forbid_unknown_fields=True):
    """Words that a question begins with, and those that one ends with."""

    ends: tuple[str, ...]


class Filler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are no answer, and those that may follow them."""

    begins: tuple[str, ...]
    goes_on: tuple[str, ...]


class BareAge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a number that is an age: before it, its units, `old`, and after.

    The number may be a word of `tens`, and one of `ones` after it ("seventy-eight").
    """

    before: tuple[str, ...]
    units: tuple[str, ...]
    old: tuple[str, ...]
    then: tuple[str, ...]
    tens: dict[str, int]
    ones: dict[str, int]


class TalkFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file talk.yml of a language."""

    questions: Questions
    answers: Opening
    goes_on_after: tuple[str, ...]
    fillers: Filler
    only_the_back: tuple[str, ...]
    only_a_feeling: tuple[str, ...]
    skips: tuple[str, ...]
    bare_age: BareAge
    asked_in_general: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one message is meant.

    Attributes:
        asks: it begins or ends like a question.
        answers: it begins with words that answer, whatever follows them.
        goes_on: it says something after a "but".
        filler: it is nothing but a filler ("ok, thanks").
        only_back: it names nothing but the back or its muscles.
        only_feeling: it is nothing but a feeling without a place ("a bit numb").
        skips: it is nothing but the wish to leave a question out.
        age: the number that it begins with where that may be an age ("34, and well").
        only_age: it is nothing but that.
    """

    asks: bool = False
    answers: bool = False
    goes_on: bool = False
    filler: bool = False
    only_back: bool = False
    only_feeling: bool = False
    skips: bool = False
    age: int | None = None
    only_age: bool = False


class MannerWords:
    """The words of the manner, compiled.

    Attributes:
        asked_in_general: topics that sound like danger, but not in a question.
    """

    def __init__(self, file: TalkFile) -> None:
        """Compile the words."""
        self._asks = _opening(file.questions)
        ends = "|".join(file.questions.ends)
        self._asks_last = Phrases([(None, [rf".*\b(?:{ends})"])])
        self._answers = _opening(file.answers)
        turns = "|".join(file.goes_on_after)
        self._goes_on = Phrases([(None, [rf".*\b(?:{turns})\b.*\w+"])])
        begins, goes_on = "|".join(file.fillers.begins), "|".join(file.fillers.goes_on)
        self._filler = Phrases([(None, [f"(?:{begins})(?: (?:{goes_on}))*"])])
        self._only_back = Phrases([(None, file.only_the_back)])
        self._only_feeling = Phrases([(None, file.only_a_feeling)])
        self._skips = Phrases([(None, file.skips)])
        self._age = _bare_age(file.bare_age)
        self._numbers = {**file.bare_age.tens, **file.bare_age.ones}
        self.asked_in_general = frozenset(file.asked_in_general)

    @classmethod
    def read(cls, knowledge: Path) -> MannerWords:
        """Read the words of a knowledge folder.

        Raises:
            KnowledgeError: the file is not there or no YAML.
            msgspec.ValidationError: it has an unknown key or value.
        """
        return cls(read_words(knowledge, _FILE, TalkFile))

    def hear(self, plain: str, text: str = "") -> Manner:
        """Return how plain words are meant; never raises.

        `text` are the words as they were written: a sign after a number tells an age
        from a time or a dose.
        """
        age = self._age.match(text)
        return Manner(
            asks=self._asks.opens(plain) or self._asks_last.covers(plain),
            answers=self._answers.opens(plain),
            goes_on=self._goes_on.covers(plain),
            filler=self._filler.covers(plain),
            only_back=any(self._only_back.find(plain)),
            only_feeling=self._only_feeling.covers(plain),
            skips=self._skips.covers(plain),
            age=self._years(age) if age else None,
            only_age=age is not None and not text[age.end() :].strip(),
        )

    def _years(self, age: re.Match[str]) -> int:
        if age["digits"]:
            return int(age["digits"])
        said = (age["tens"], age["ones"])
        return sum(self._numbers[word.lower()] for word in said if word)


def _bare_age(words: BareAge) -> re.Pattern[str]:
    """Compile "34", "I'm 34", "34 years, not pregnant", "thirty four".

    A number in the middle of other words ("I only have 5 minutes") is no age.
    """
    before, units, old, then, tens, ones = (
        "|".join(each)
        for each in (
            words.before,
            words.units,
            words.old,
            words.then,
            words.tens,
            words.ones,
        )
    )
    return re.compile(
        rf"\W*(?:{before})?\W*"
        rf"(?:(?P<digits>\d{{1,3}})|(?P<tens>{tens})(?:[\s-]+(?P<ones>{ones}))?\b)"
        rf"(?:\s*(?:{units})(?:\W*(?:{old}))?)?\s*(?:[,.;!(]|(?:{then})\b|$)",
        re.IGNORECASE,
    )


def _opening(words: Opening) -> Phrases[None]:
    after, begins = "|".join(words.after), "|".join(words.begins)
    return Phrases([(None, [f"(?:(?:{after}) )*(?:{begins})"])])
