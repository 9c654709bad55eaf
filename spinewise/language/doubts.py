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
from collections.abc import Collection, Iterator, Sequence
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

    def about(self, finding: str, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether the words around a hit in sentence `number` make it doubtful."""
        weights = self._weights
        if weights is None or finding not in self._findings:
            return False
        around = frozenset(words_around(parts, number, hit))
        if len(around) < _FEWEST_WORDS:
            return False
        total = sum(weights.words.get(word, 0.0) for word in around)
        score = weights.bias + total / math.sqrt(len(around))
        return 1 / (1 + math.exp(-score)) < weights.present_below


def words_around(parts: Sequence[Part], number: int, hit: Hit) -> Iterator[str]:
    """Yield the words around a hit, each with the place where it stands.

    Places: `earlier` and `later` sentences, `before`, `inside` and `after` the hit in
    its own; `asked` stands alone for a question mark at its end.
    """
    sentence = parts[number].sentence
    forms = [token.form for token in sentence.tokens]
    for other, part in enumerate(parts):
        if other != number:
            place = "earlier" if other < number else "later"
            yield from (f"{place} {token.form}" for token in part.sentence.tokens)
    yield from (f"before {form}" for form in forms[: hit.start])
    yield from (f"after {form}" for form in forms[hit.end :])
    for inside in range(hit.start, hit.end):
        if inside not in hit.tokens:
            yield f"inside {forms[inside]}"
    if "?" in sentence.mark:
        yield "asked"
