"""Counts the words, or the runs of letters, of one message."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


class Grams:
    """Weighs what a message is made of as a vectorizer does, without matrices.

    For a single message scikit-learn spends more time on making and checking sparse
    matrices than on counting.
    """

    def __init__(self, counter: TfidfVectorizer) -> None:
        """Take a vectorizer that has learned; it counts with logarithms."""
        self._split = counter.build_analyzer()
        self._rarity = counter.idf_.tolist()
        self._places: dict[str, int] = counter.vocabulary_

    def __len__(self) -> int:
        return len(self._places)

    def weigh(self, text: str) -> tuple[Any, Any]:
        """Return the places of what is known in a text, and the weight of each."""
        known = self._places
        counts = Counter(known[gram] for gram in self._split(text) if gram in known)
        weights = [
            (1 + log(times)) * self._rarity[place] for place, times in counts.items()
        ]
        length = sqrt(sum(weight * weight for weight in weights)) or 1.0
        places = np.fromiter(counts, dtype=np.intp, count=len(counts))
        return places, np.array(weights, dtype=np.float32) / np.float32(length)
