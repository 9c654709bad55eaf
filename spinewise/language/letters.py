"""Features of the second ear: runs of letters, pairs of words, and what words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple
from zlib import crc32

from spinewise.language.clauses import Sentence

SIZE = 1 << 14
"""How many features letters have; runs of letters share them by their checksum."""

_SHORTEST, _LONGEST = 3, 5


class Word(NamedTuple):
    """A word as it is compared, and the concepts of the lexicon that begin there."""

    form: str
    concepts: tuple[str, ...] = ()


def words_in(sentences: Iterable[Sentence]) -> list[Word]:
    """Return the words of sentences that were read, without apostrophes."""
    words: list[Word] = []
    for sentence in sentences:
        begun: dict[int, list[str]] = {}
        for concept, places in sentence.tagged.concepts.items():
            for place in places:
                begun.setdefault(place, []).append(concept)
        words += (
            Word(token.form.replace("'", ""), tuple(begun.get(place, ())))
            for place, token in enumerate(sentence.tokens)
            if token.is_word
        )
    return words


def letters_of(words: Iterable[Word]) -> dict[int, float]:
    """Return the letters' features with their counts, damped by the logarithm."""
    counts: Counter[int] = Counter()
    last = ""
    for form, _ in words:
        counts.update(_runs(form))
        if last:
            counts[crc32(f"{last} {form}".encode()) % SIZE] += 1
        last = form
    return _damped(counts)


def concepts_of(words: Iterable[Word], places: Mapping[str, int]) -> dict[int, float]:
    """Return the features of the concepts that have a place, counted in the same way."""
    counts: Counter[int] = Counter(
        places[concept]
        for word in words
        for concept in word.concepts
        if concept in places
    )
    return _damped(counts)


def all_concepts(texts: Iterable[Sequence[Word]]) -> list[str]:
    """Return the concepts of some texts, in the order of their names."""
    return sorted({name for text in texts for word in text for name in word.concepts})


def _damped(counts: Counter[int]) -> dict[int, float]:
    return {place: 1 + log(count) for place, count in counts.items()}


@lru_cache(maxsize=4096)
def _runs(form: str) -> tuple[int, ...]:
    padded = f" {form} ".encode()
    return tuple(
        crc32(padded[start : start + size]) % SIZE
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(max(len(padded) - size, 0) + 1)
    )
