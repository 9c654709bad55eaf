"""Makes the trials of `bench.behaviour`: texts, and what must hold of each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bench.labelled import Labelled, read

TESTS = Path(__file__).resolve().parent.parent / "tests"
PHRASES = TESTS / "behaviour" / "phrases.yml"
TEXTS = TESTS / "phrasings"
SEED = 20
_LONG_WORD = 5
_WORDS_A_SLIP = 12
_TRIES = 50


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A danger sign: how it is said, denied, and told of someone else."""

    row: str
    tier: str
    said: list[str]
    denied: list[str]
    other: list[str]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Generated messages, and what must hold of them together.

    `at_least`: the tier they must reach, unless a sign of `rows` is asked about next.
    `below`: the tier they must stay under. `base`: a text whose tier they must reach,
    and when `same` neither pass.
    """

    messages: tuple[str, ...]
    at_least: str = "none"
    rows: frozenset[str] = frozenset()
    below: str | None = None
    base: str | None = None
    same: bool = False


class Generator:
    """Makes trials by chance, the same ones for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        """Use this seed."""
        self._random = random.Random(seed)
        content = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
        self._signs = [Sign(**each) for each in content.pop("signs")]
        self._words: dict[str, list[Any]] = content

    @cached_property
    def _texts(self) -> list[Labelled]:
        """The `dev` half of the written texts, which may be read."""
        files = sorted(TEXTS.glob("**/*.jsonl"))
        labels = (label for file in files for label in read(file))
        return [label for label in labels if not label.final]

    def trials(self, behaviour: str, count: int) -> Iterator[Trial]:
        """Yield this many different trials of a behaviour, fewer if there are fewer."""
        make = BEHAVIOURS[behaviour]
        seen: set[tuple[str, ...]] = set()
        for _ in range(_TRIES * count):
            trial = make(self)
            if trial is not None and trial.messages not in seen:
                seen.add(trial.messages)
                yield trial
            if len(seen) == count:
                return

    def sign_said(self) -> Trial:
        """A plain sign within an ordinary complaint."""
        sign = self._sign()
        text = self._text(self._frame(), _sentence(self._random.choice(sign.said)))
        return Trial(messages=(text,), at_least=sign.tier, rows=frozenset({sign.row}))

    def sign_buried(self) -> Trial:
        """A plain sign in a message of a hundred to three hundred words."""
        sign = self._sign()
        story = self._story()
        said = _sentence(self._random.choice(sign.said))
        story.insert(self._random.randrange(len(story) + 1), said)
        text = _joined([self._frame(), *story])
        return Trial(messages=(text,), at_least=sign.tier, rows=frozenset({sign.row}))

    def nothing_buried(self) -> Trial:
        """The same long message without a sign."""
        text = _joined([self._frame(), *self._story()])
        return Trial(messages=(text,), below="urgent")

    def sign_denied(self) -> Trial:
        """One to four denials within an ordinary complaint."""
        signs = self._random.sample(self._signs, self._random.randint(1, 4))
        denials = (_sentence(self._random.choice(sign.denied)) for sign in signs)
        return Trial(messages=(self._text(self._frame(), *denials),), below="urgent")

    def sign_of_another(self) -> Trial:
        """Someone else's sign, and the writer's own ordinary complaint."""
        other = _sentence(self._random.choice(self._sign().other))
        return Trial(messages=(self._text(self._frame(), other),), below="urgent")

    def sign_added(self) -> Trial:
        """A danger sign before or after a text never makes it less."""
        label, sign = self._label(), self._sign()
        parts = [label.text, _sentence(self._random.choice(sign.said))]
        self._random.shuffle(parts)
        return Trial(
            messages=(_joined(parts),),
            at_least=sign.tier,
            rows=frozenset({sign.row}),
            base=label.text,
        )

    def denial_added(self) -> Trial:
        """Denying another sign never makes a text less."""
        label = self._label()
        rows = {row for flag in label.flags for row in flag.rows}
        signs = [sign for sign in self._signs if not _related(sign.row, rows)]
        denial = _sentence(self._random.choice(self._random.choice(signs).denied))
        parts = [denial, label.text] if self._chance() else [label.text, denial]
        return Trial(messages=(_joined(parts),), base=label.text)

    def chatter_added(self) -> Trial:
        """An ordinary sentence before or after a text never makes it less."""
        label = self._label()
        parts = [self._random.choice(self._words["chatter"]), label.text]
        self._random.shuffle(parts)
        return Trial(messages=(_joined(parts),), base=label.text)

    def later_message(self) -> Trial:
        """Whatever is written later takes nothing back."""
        label = self._label()
        later = self._random.sample(self._words["later"], self._random.randint(1, 3))
        return Trial(messages=(label.text, *later), base=label.text)

    def typo(self) -> Trial | None:
        """A slip of the finger in one long word of twelve, at least one."""
        label = self._label()
        words = label.text.split(" ")
        long = [i for i, word in enumerate(words) if len(word) >= _LONG_WORD]
        if not long:
            return None
        for place in self._random.sample(long, 1 + len(long) // _WORDS_A_SLIP):
            words[place] = self._slipped(words[place])
        return _same(label.text, " ".join(words))

    def case(self) -> Trial | None:
        """Capitals, no capitals, or no punctuation."""
        text = self._label().text
        change: Callable[[str], str] = self._random.choice(
            (str.upper, str.lower, _unpunctuated)
        )
        return _same(text, change(text))

    def politeness(self) -> Trial | None:
        """A greeting before, thanks after."""
        text = self._label().text
        polite = self._random.choice(self._words["polite"])
        thanks = self._random.choice(self._words["thanks"])
        return _same(text, _joined([polite, text, thanks]))

    def filler(self) -> Trial | None:
        """Words that fill pauses, as voice-to-text writes them down."""
        text = self._label().text
        words = text.split(" ")
        for _ in range(self._random.randint(1, 3)):
            place = self._random.randrange(len(words))
            words.insert(place, self._random.choice(self._words["fillers"]))
        return _same(text, " ".join(words))

    def synonym(self) -> Trial | None:
        """Another word for the same."""
        return self._replaced("synonyms")

    def spelling(self) -> Trial | None:
        """British into American words."""
        return self._replaced("british_american")

    def apostrophes(self) -> Trial | None:
        """No apostrophes, as on many phones."""
        text = self._label().text
        return _same(text, text.replace("'", ""))

    def _replaced(self, pairs: str) -> Trial | None:
        [said] = self.sign_said().messages
        found = [(old, new) for old, new in self._words[pairs] if old in said]
        if not found:
            return None
        old, new = self._random.choice(found)
        return _same(said, said.replace(old, new))

    def _story(self) -> list[str]:
        return self._random.sample(self._words["chatter"], self._random.randint(9, 24))

    def _slipped(self, word: str) -> str:
        place = self._random.randrange(1, len(word) - 2)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        return self._random.choice(
            (
                before + after,
                before + letter * 2 + after,
                before + after[0] + letter + after[1:],
            )
        )

    def _text(self, *parts: str) -> str:
        sentences = list(parts)
        if self._chance():
            sentences.append(self._random.choice(self._words["closings"]))
        return _joined(sentences)

    def _frame(self) -> str:
        return str(self._random.choice(self._words["frames"]))

    def _sign(self) -> Sign:
        return self._random.choice(self._signs)

    def _label(self) -> Labelled:
        return self._random.choice(self._texts)

    def _chance(self) -> bool:
        return self._random.random() < 1 / 2


BEHAVIOURS: dict[str, Callable[[Generator], Trial | None]] = {
    "minimum: a sign is heard": Generator.sign_said,
    "minimum: a sign in a long message": Generator.sign_buried,
    "minimum: a long message without": Generator.nothing_buried,
    "minimum: a denied sign is not": Generator.sign_denied,
    "minimum: another's sign is not": Generator.sign_of_another,
    "the same: a typo": Generator.typo,
    "the same: case and punctuation": Generator.case,
    "the same: politeness": Generator.politeness,
    "the same: a filler": Generator.filler,
    "the same: another word": Generator.synonym,
    "the same: American words": Generator.spelling,
    "the same: no apostrophes": Generator.apostrophes,
    "direction: a sign added": Generator.sign_added,
    "direction: a denial added": Generator.denial_added,
    "direction: chatter added": Generator.chatter_added,
    "direction: a later message": Generator.later_message,
}


def _same(base: str, text: str) -> Trial | None:
    return None if text == base else Trial(messages=(text,), base=base, same=True)


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:] + "."


def _joined(parts: list[str]) -> str:
    return " ".join(
        part if re.search(r"[.!?,]$|\bbut$", part) else f"{part}." for part in parts
    )


def _unpunctuated(text: str) -> str:
    return re.sub(r"[.,!?;:]+(?=\s|$)", "", text)


def _related(row: str, rows: set[str]) -> bool:
    """Whether a denial of a row could speak of a text's own sign."""
    family = row.rstrip("0123456789")
    return any(each.rstrip("0123456789") == family for each in rows)
