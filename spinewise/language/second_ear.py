"""The second ear: which danger an unheard message sounds like.

It compares a message with the examples of the lexicon, whole messages of which each
tells one finding or none: by their letters, and by the concepts of the lexicon that
their words stand for, so that "crotch" helps where the examples say "private parts".
It never hears a finding: what it says decides only what is asked next, since likeness
does not see negation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.letters import (
    SIZE,
    Word,
    all_concepts,
    concepts_of,
    letters_of,
    words_in,
)
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
# How much the concepts weigh beside the letters.
_CONCEPTS_WEIGH = 0.4


class SecondEar:
    """Learns from examples when it is first asked."""

    def __init__(
        self,
        examples: Sequence[entries.Example],
        topic_of: Callable[[str], str],
        read: Callable[[str], Sequence[Sentence]],
    ) -> None:
        """Keep the examples; `topic_of` gives a finding's topic, `read` reads a text."""
        self._read = read
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

    def listen(self, sentences: Iterable[Sentence]) -> Likeness | None:
        """Return what a text that was read sounds like; None if too short to say.

        The score is the chance of the likeliest topic, which is that of all its
        findings together, less the chance of being harmless: from -1 to 1.
        """
        words = words_in(sentences)
        if len(words) < _FEWEST_WORDS or self.is_deaf:
            return None
        heard = (self._sounds_like(stretch) for stretch in _stretches(words))
        return max(heard, key=lambda likeness: likeness.score)

    def _sounds_like(self, words: Sequence[Word]) -> Likeness:
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
        texts = [words_in(self._read(text)) for text in self._texts]
        return _Model.learn(texts, self._findings)


@dataclass(frozen=True, slots=True)
class _Model:
    """What was learned, for one stretch at a time.

    scikit-learn spends more time on making and checking a matrix of one row than on
    weighing it. Weights are of 32 bits: half the memory, and nobody hears a difference.
    The concepts' features stand behind those of the letters.
    """

    names: tuple[str, ...]
    concepts: Mapping[str, int]
    rarity: Any
    weights: Any
    offsets: Any

    @classmethod
    def learn(cls, texts: Sequence[Sequence[Word]], names: Sequence[str]) -> _Model:
        # Half a second that a caller who never listens does not pay.
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        concepts = dict(zip(all_concepts(texts), count(SIZE), strict=False))
        weighers = TfidfTransformer(), TfidfTransformer()
        counted = _rows(texts, concepts)
        letters = weighers[0].fit_transform(counted[:, :SIZE])
        meanings = weighers[1].fit_transform(counted[:, SIZE:])
        weighed = hstack([letters, meanings * _CONCEPTS_WEIGH], format="csr")
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
            concepts=concepts,
            rarity=np.concatenate([each.idf_ for each in weighers]),
            weights=np.ascontiguousarray(weights, dtype=np.float32),
            offsets=offsets,
        )

    def chances(self, words: Sequence[Word]) -> dict[str, float]:
        """Return the chance of each name; together they are one."""
        scores = self.offsets + self._weighed(letters_of(words))
        meanings = concepts_of(words, self.concepts)
        if meanings:
            scores = scores + self._weighed(meanings) * _CONCEPTS_WEIGH
        chances = 1 / (1 + np.exp(-scores))
        chances /= chances.sum()
        return dict(zip(self.names, chances.tolist(), strict=True))

    def _weighed(self, features: Mapping[int, float]) -> Any:
        """Return what features of one kind speak for each name."""
        places = list(features)
        values = np.fromiter(features.values(), float, len(features))
        values *= self.rarity[places]
        values /= np.sqrt(values @ values)
        return values.astype(np.float32) @ self.weights[places]


def _stretches(words: list[Word]) -> Iterator[list[Word]]:
    yield words[:_STRETCH]
    for start in range(_STRIDE, len(words) - _STRIDE, _STRIDE):
        yield words[start : start + _STRETCH]


def _rows(texts: Sequence[Sequence[Word]], concepts: Mapping[str, int]) -> csr_matrix:
    """Return the counts of some texts, a row each, letters before concepts."""
    from scipy.sparse import csr_matrix

    ends, places, counts = [0], list[int](), list[float]()
    for words in texts:
        for features in (letters_of(words), concepts_of(words, concepts)):
            places += features.keys()
            counts += features.values()
        ends.append(len(places))
    shape = len(texts), SIZE + len(concepts)
    return csr_matrix((counts, places, ends), shape=shape)
