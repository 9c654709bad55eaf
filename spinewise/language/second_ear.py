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
# Chosen by learning from the examples and hearing the phrasings (ADR 4).
_INVERSE_REGULARISATION = 100.0


class SecondEar:
    """Learns from examples when it is first asked."""

    def __init__(
        self, examples: Sequence[entries.Example], topic_of: Callable[[str], str]
    ) -> None:
        """Keep the examples; `topic_of` gives the topic of a finding."""
        self._texts = [each.text for each in examples]
        self._findings = [
            each.finding if each.finding and each.is_told else _HARMLESS
            for each in examples
        ]
        self._topics = {
            finding: topic_of(finding) for finding in {*self._findings} - {_HARMLESS}
        }

    @property
    def is_deaf(self) -> bool:
        """Whether there is nothing to tell apart."""
        return not self._topics or _HARMLESS not in self._findings

    def learn(self) -> None:
        """Learn from the examples now, not when it is first asked."""
        if not self.is_deaf:
            _ = self._learned

    def listen(self, text: str) -> Likeness | None:
        """Return what a text sounds like, or None when it is too short to say.

        The score is the chance of the likeliest topic, which is that of all its
        findings together, less the chance of being harmless: from -1 to 1.
        """
        words = words_of(text)
        if len(words) < _FEWEST_WORDS or self.is_deaf:
            return None
        heard = (self._sounds_like(stretch) for stretch in _stretches(words))
        return max(heard, key=lambda likeness: likeness.score)

    def _sounds_like(self, words: Sequence[str]) -> Likeness:
        chances = self._learned.chances(words)
        harmless = chances.pop(_HARMLESS)
        of_topic: dict[str, float] = {}
        for finding, chance in chances.items():
            topic = self._topics[finding]
            of_topic[topic] = of_topic.get(topic, 0) + chance
        topic = max(of_topic, key=of_topic.__getitem__)
        mine = (finding for finding in chances if self._topics[finding] == topic)
        finding = max(mine, key=chances.__getitem__)
        return Likeness(topic=topic, finding=finding, score=of_topic[topic] - harmless)

    @cached_property
    def _learned(self) -> _Model:
        return _Model.learn([words_of(text) for text in self._texts], self._findings)


@dataclass(frozen=True, slots=True)
class _Model:
    """What was learned, for one stretch at a time.

    scikit-learn spends more time on making and checking a matrix of one row than on
    weighing it. Weights are of 32 bits: half the memory, and nobody hears a difference.
    """

    names: tuple[str, ...]
    rarity: Any
    weights: Any
    offsets: Any

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]], names: Sequence[str]) -> _Model:
        # Half a second that a caller who never listens does not pay.
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        weigher = TfidfTransformer()
        weighed = weigher.fit_transform(_rows(texts))
        learner = LogisticRegression(
            C=_INVERSE_REGULARISATION,
            solver="liblinear",
            # Seven times as quick with fewer examples than features, and as good.
            dual=True,
            tol=0.01,
            class_weight="balanced",
            random_state=0,
        )
        learner.fit(weighed, names)
        weights, offsets = learner.coef_.T, learner.intercept_
        if weights.shape[1] == 1:
            # Of two names scikit-learn weighs the second alone.
            weights = np.hstack([-weights, weights])
            offsets = np.hstack([-offsets, offsets])
        return cls(
            names=tuple(str(each) for each in learner.classes_),
            rarity=weigher.idf_,
            weights=np.ascontiguousarray(weights, dtype=np.float32),
            offsets=offsets,
        )

    def chances(self, words: Sequence[str]) -> dict[str, float]:
        """Return the chance of each name; together they are one."""
        features = letters_of(words)
        places = list(features)
        values = np.fromiter(features.values(), float, len(features))
        values *= self.rarity[places]
        values /= np.sqrt(values @ values)
        scores = self.offsets + values.astype(np.float32) @ self.weights[places]
        chances = 1 / (1 + np.exp(-scores))
        chances /= chances.sum()
        return dict(zip(self.names, chances.tolist(), strict=True))


def _stretches(words: list[str]) -> Iterator[list[str]]:
    yield words[:_STRETCH]
    for start in range(_STRIDE, len(words) - _STRIDE, _STRIDE):
        yield words[start : start + _STRETCH]


def _rows(texts: Sequence[Sequence[str]]) -> csr_matrix:
    """Return the features of some texts, a row each."""
    from scipy.sparse import csr_matrix

    ends, places, counts = [0], list[int](), list[float]()
    for words in texts:
        features = letters_of(words)
        places += features.keys()
        counts += features.values()
        ends.append(len(places))
    return csr_matrix((counts, places, ends), shape=(len(texts), SIZE))
