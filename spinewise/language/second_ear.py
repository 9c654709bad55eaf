"""The second ear: which danger an unheard message sounds like.

It compares a message with the examples of the lexicon, whole messages of which each
tells one finding or none. It never hears a finding: what it says decides only what is
asked next, since likeness does not see negation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

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
        model, rows_of = self._learned
        heard = _rows(list(_stretches(words)))
        chances = model.predict_proba(heard)
        topics = list(model.classes_)
        harmless = topics.index(_HARMLESS)
        scores = chances - chances[:, [harmless]]
        scores[:, harmless] = -1
        stretch, place = divmod(int(scores.argmax()), len(topics))
        mine, rows = rows_of[topics[place]]
        near = rows @ heard[stretch].toarray().ravel()
        nearest = mine[int(near.argmax())]
        return Likeness(
            topic=topics[place],
            finding=self._examples[nearest].finding or "",
            score=float(scores[stretch, place]),
        )

    @cached_property
    def _learned(self) -> tuple[Any, dict[str, tuple[list[int], csr_matrix]]]:
        """The model, and of each topic which examples it has and their features."""
        # Half a second that a caller who never listens does not pay.
        from sklearn.linear_model import LogisticRegression

        rows = _rows([words_of(each.text) for each in self._examples])
        model = LogisticRegression(
            C=_INVERSE_REGULARISATION,
            solver="liblinear",
            class_weight="balanced",
            random_state=0,
        )
        rows_of = {}
        for topic in set(self._topics) - {_HARMLESS}:
            mine = [n for n, each in enumerate(self._topics) if each == topic]
            rows_of[topic] = (mine, rows[mine])
        return model.fit(rows, self._topics), rows_of


def _stretches(words: list[str]) -> Iterator[list[str]]:
    yield words[:_STRETCH]
    for start in range(_STRIDE, len(words) - _STRIDE, _STRIDE):
        yield words[start : start + _STRETCH]


def _rows(texts: Sequence[Sequence[str]]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    ends, places, weights = [0], list[int](), list[float]()
    for words in texts:
        features = letters_of(words)
        places += features.keys()
        weights += features.values()
        ends.append(len(places))
    return csr_matrix((weights, places, ends), shape=(len(texts), SIZE))
