"""Doubt, learned from examples, about signs that the rules take for present.

The rules of `assertion`, `people` and `following` decide what is claimed about a sign.
People deny, remember, fear and retell in more ways than rules hold. So the words of the
whole message are weighed too: where they are those of messages in which a sign is not
the writer's own of now, the sign is asked about instead of taken for present. Nothing
is ever dropped, and no claim is made stronger.

The weights are read from a file that `spinewise learn` writes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Protocol

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit

# A message with fewer words around a sign is an answer, and says what it says.
_FEWEST_WORDS = 8


class Part(Protocol):
    """One sentence of a message."""

    @property
    def sentence(self) -> Sentence:
        """The sentence."""


class Doubts:
    """Tells whether a sign that was heard as present is to be asked about."""

    def __init__(
        self, weights: entries.DoubtWeights | None, findings: Collection[str]
    ) -> None:
        """Keep the weights; only these findings are ever doubted."""
        self._weights = weights
        self._findings = frozenset(findings)
        self._by_place: dict[str, dict[str, float]] = {}
        for word, weight in weights.words.items() if weights else ():
            place, _, form = word.partition(" ")
            self._by_place.setdefault(place, {})[form] = weight

    def about(self, finding: str, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether the words around a hit in sentence `number` make it doubtful."""
        weights = self._weights
        if weights is None or finding not in self._findings:
            return False
        around = _around(parts, number, hit)
        count = sum(map(len, around.values()))
        if count < _FEWEST_WORDS:
            return False
        total = math.fsum(
            known[form]
            for place, known in self._by_place.items()
            for form in around[place] & known.keys()
        )
        score = weights.bias + total / math.sqrt(count)
        return 1 / (1 + math.exp(-score)) < weights.present_below


def words_around(parts: Sequence[Part], number: int, hit: Hit) -> Iterator[str]:
    """Yield the words around a hit once, each with the place where it stands.

    Places: `earlier` and `later` sentences, `before`, `inside` and `after` the hit in
    its own; `asked` stands alone for a question mark at its end.
    """
    for place, forms in _around(parts, number, hit).items():
        yield from (f"{place} {form}" if form else place for form in forms)


def _around(parts: Sequence[Part], number: int, hit: Hit) -> Mapping[str, Set[str]]:
    sentence = parts[number].sentence
    forms = sentence.tagged.forms
    inside = set(range(hit.start, hit.end)).difference(hit.tokens)
    return {
        "earlier": _forms(parts[:number]),
        "later": _forms(parts[number + 1 :]),
        "before": {*forms[: hit.start]},
        "inside": {forms[place] for place in inside},
        "after": {*forms[hit.end :]},
        "asked": {""} if "?" in sentence.mark else set(),
    }


def _forms(parts: Sequence[Part]) -> Set[str]:
    return set().union(*(part.sentence.tagged.words for part in parts))
