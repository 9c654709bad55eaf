"""Correct the spelling of unknown words towards words of the lexicon only.

A word from a large list of ordinary English is never changed: it is better to miss a
typo than to hear a danger sign in a word that the person did not mean.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

REMEMBERED = 20000
_LONGEST = 24
_REPEATS = re.compile(r"(.)\1{2,}")
_DOUBLES = re.compile(r"(.)\1")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("gh", ""),
    ("kn", "n"),
    ("wr", "r"),
    ("mb", "m"),
    ("sc", "s"),
    ("ps", "s"),
    ("c", "k"),
    ("z", "s"),
    ("q", "k"),
)


@lru_cache(maxsize=1)
def ordinary_words() -> dict[str, int]:
    """Return ordinary English words with how often they are used (symspellpy's)."""
    name = "frequency_dictionary_en_82_765.txt"
    text = (resources.files("symspellpy") / name).read_text(encoding="utf-8-sig")
    fields = text.split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


def sound(word: str) -> str:
    """Return a rough key under which words that sound alike are equal."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    word = _DOUBLES.sub(r"\1", word)
    return word[:1] + "".join(c for c in word[1:] if c not in "aeiouyh")


def _is_within(word: str, option: str) -> bool:
    """Whether the word is the option with letters left out, the commonest slip."""
    letters = iter(option)
    return all(letter in letters for letter in word)


class Corrector:
    """Finds the lexicon word that an unknown word was meant to be."""

    def __init__(self, vocabulary: set[str], extra: frozenset[str] | set[str]) -> None:
        """Index `vocabulary`, the targets; `extra` words are known but no targets."""
        self._vocabulary = vocabulary
        self._ordinary = ordinary_words()
        self._extra = extra
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= 4 and word.isascii() and word.isalpha():
                for start in {word[0], word[1]}:
                    self._by_start.setdefault((start, len(word)), []).append(word)
                self._by_sound.setdefault(sound(word), []).append(word)
        self.correct = lru_cache(maxsize=REMEMBERED)(self._correct)

    def knows(self, word: str) -> bool:
        """Whether the word is spelled as a known word."""
        return word in self._vocabulary or word in self._ordinary or word in self._extra

    def _correct(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or not word.isalpha() or self.knows(word):
            return (word,)
        squeezed = self._squeeze(word)
        if self.knows(squeezed):
            return (squeezed,)
        if len(word) > _LONGEST:
            return (word,)
        if squeezed.endswith("in"):
            # "peein", "rippin": the g is not typed.
            full = squeezed + "g"
            if full in self._vocabulary:
                return (full,)
            near = self._nearest(full)
            if near and near.endswith("ing"):
                return (near,)
        near = self._nearest(squeezed)
        return (near,) if near else self._parts(squeezed) or (word,)

    def _squeeze(self, word: str) -> str:
        """Turn "numbbbb" into "numb" and "feeeel" into "feel"."""
        double = _REPEATS.sub(r"\1\1", word)
        single = _REPEATS.sub(r"\1", word)
        return double if double in self._vocabulary else single

    def _nearest(self, word: str) -> str | None:
        if len(word) < 4:
            return None
        allowed = 1 if len(word) < 7 else 2
        key = sound(word)
        options = list(self._by_sound.get(key, ()))
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for start in {word[0], word[1]}:
                options += self._by_start.get((start, length), ())
        best: tuple[int, int, str] | None = None
        for option in options:
            if abs(len(option) - len(word)) > allowed:
                continue
            distance = OSA.distance(word, option, score_cutoff=allowed + 1)
            if distance > allowed + 1:
                continue
            alike = sound(option) == key
            limit = allowed + alike
            if distance > limit or (
                distance > 1 and word[0] != option[0] and not alike
            ):
                continue
            dropped = _is_within(word, option)
            rank = 3 * distance - alike - dropped - (word[0] == option[0])
            offer = (rank, -self._ordinary.get(option, 0), option)
            best = min(best, offer) if best else offer
        return best[2] if best else None

    def _parts(self, word: str) -> tuple[str, ...]:
        """Split words that were typed as one, when a lexicon word is among them."""
        for cut in range(2, len(word) - 1):
            first, second = word[:cut], word[cut:]
            known = self._common(first) and self._common(second)
            longest = max(first, second, key=len)
            if known and len(longest) > 3 and longest in self._vocabulary:
                return (first, second)
        return ()

    def _common(self, word: str) -> bool:
        return word in self._vocabulary or self._ordinary.get(word, 0) > 10_000_000
