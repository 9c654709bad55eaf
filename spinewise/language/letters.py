"""Count runs of letters: the features of the second ear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log
from zlib import crc32

SIZE = 1 << 14
"""How many features there are; runs of letters share them by their checksum."""

_SHORTEST, _LONGEST = 3, 5
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'"})


def words_of(text: str) -> list[str]:
    """Return the words of a text, in small letters and without apostrophes."""
    plain = text.translate(_QUOTES).lower()
    return [word.replace("'", "") for word in _WORD.findall(plain)]


def letters_of(words: Iterable[str]) -> dict[int, float]:
    """Return the features of the words with their counts, damped by the logarithm."""
    counts: Counter[int] = Counter()
    last = ""
    for word in words:
        counts.update(_runs(word))
        if last:
            counts[crc32(f"{last} {word}".encode()) % SIZE] += 1
        last = word
    return {place: 1 + log(count) for place, count in counts.items()}


@lru_cache(maxsize=4096)
def _runs(word: str) -> tuple[int, ...]:
    padded = f" {word} ".encode()
    return tuple(
        crc32(padded[start : start + size]) % SIZE
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(max(len(padded) - size, 0) + 1)
    )
