"""The second ear: which danger an unheard message sounds like.

It compares a message with the examples of the lexicon, whole messages of which each
tells one finding or none. It never hears a finding: what it says decides only what is
asked next, since likeness does not see negation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from spinewise.language import entries
from spinewise.language.letters import SIZE, letters_of, words_of
from spinewise.triage.types import Likeness

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# A message of fewer words is an answer or a greeting.
_FEWEST_WORDS = 4
# Examples are about so long; a longer message is heard in overlapping stretches.
_STRETCH, _STRIDE = 50, 25
_HARMLESS = ""
# Chosen by five-fold cross-validation on the examples.
_INVERSE_REGULARISATION = 10.0


class SecondEar:
    """Learns from examples when it is first asked."""

    def __init__(
        self, examples: Sequence[entries.Example], topic_of: Callable[[str], str]
    ) -> None:
        """Keep the examples; `topic_of` gives the topic of a finding."""
        self._examples = examples
        self._topics = [
            topic_of(each.finding) if each.finding and each.is_told else _HARMLESS
            for each in examples
        ]

    @property
    def is_deaf(self) -> bool:
        """Whether there is nothing to tell apart."""
        return len(set(self._topics)) < 2 or _HARMLESS not in self._topics

    def learn(self) -> None:
        """Learn from the examples now, not when it is first asked."""
        if not self.is_deaf:
            _ = self._learned

    def listen(self, text: str) -> Likeness | None:
        """Return what a text sounds like, or None when it is too short to say."""
        words = words_of(text)
        if len(words) < _FEWEST_WORDS or self.is_deaf:
            return None
        model = self._learned
        harmless = model.topics.index(_HARMLESS)
        best = Likeness(topic="", finding="", score=-2.0)
        for stretch in _stretches(words):
            places, weights = _features(stretch)
            scores = model.chances(places, weights)
            scores -= scores[harmless]
            scores[harmless] = -1
            place = int(scores.argmax())
            if scores[place] > best.score:
                topic, score = model.topics[place], float(scores[place])
                nearest = model.nearest(topic, places, weights)
                finding = self._examples[nearest].finding or ""
                best = Likeness(topic=topic, finding=finding, score=score)
        return best

    @cached_property
    def _learned(self) -> _Model:
        # Half a second that a caller who never listens does not pay.
        from sklearn.linear_model import LogisticRegression

        rows = _rows([words_of(each.text) for each in self._examples])
        model = LogisticRegression(
            C=_INVERSE_REGULARISATION,
            solver="liblinear",
            class_weight="balanced",
            random_state=0,
        )
        model.fit(rows, self._topics)
        rows_of = {}
        for topic in set(self._topics) - {_HARMLESS}:
            mine = [n for n, each in enumerate(self._topics) if each == topic]
            rows_of[topic] = (mine, rows[mine])
        return _Model.of(model, rows_of)


@dataclass(frozen=True, slots=True)
class _Model:
    """What was learned, for one stretch at a time.

    scikit-learn spends more time on making and checking a matrix of one row than on
    weighing it.
    """

    topics: tuple[str, ...]
    weights: Any
    offsets: Any
    rows_of: dict[str, tuple[list[int], csr_matrix]]

    @classmethod
    def of(cls, model: Any, rows_of: dict[str, tuple[list[int], csr_matrix]]) -> _Model:
        """Return a fitted model with the examples of each topic and their features."""
        weights, offsets = model.coef_.T, model.intercept_
        if weights.shape[1] == 1:
            # Of two topics scikit-learn weighs the second alone.
            weights = np.hstack([-weights, weights])
            offsets = np.hstack([-offsets, offsets])
        topics = tuple(str(each) for each in model.classes_)
        return cls(topics, np.ascontiguousarray(weights), offsets, rows_of)

    def chances(self, places: Any, weights: Any) -> Any:
        """Return the chance of each topic; together they are one."""
        chances = 1 / (1 + np.exp(-(self.offsets + weights @ self.weights[places])))
        return chances / chances.sum()

    def nearest(self, topic: str, places: Any, weights: Any) -> int:
        """Return which example of a topic is most like the features."""
        mine, rows = self.rows_of[topic]
        features = np.zeros(SIZE)
        features[places] = weights
        return mine[int((rows @ features).argmax())]


def _stretches(words: list[str]) -> Iterator[list[str]]:
    yield words[:_STRETCH]
    for start in range(_STRIDE, len(words) - _STRIDE, _STRIDE):
        yield words[start : start + _STRETCH]


def _features(words: Sequence[str]) -> tuple[Any, Any]:
    features = letters_of(words)
    return list(features), np.fromiter(features.values(), float, len(features))


def _rows(texts: Sequence[Sequence[str]]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    ends, places, weights = [0], list[int](), list[float]()
    for words in texts:
        features = letters_of(words)
        places += features.keys()
        weights += features.values()
        ends.append(len(places))
    return csr_matrix((weights, places, ends), shape=(len(texts), SIZE))
