"""Doubt, learned from examples, about signs that the rules take for present.

The rules of `assertion`, `people` and `following` decide what is claimed about a sign.
People deny, remember, fear and retell in more ways than rules hold. So the words of the
whole message are weighed too: where they are those of messages in which a sign is not
the writer's own of now, the sign is asked about instead of taken for present.

Where that is nearly certain, and the rules too find words for another person or another
time, the sign is taken for theirs or for past. No claim is ever made stronger.

The weights are read from a file that `spinewise learn` writes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Protocol

from spinewise.language.assertion import Reach
from spinewise.language.clauses import Sentence
from spinewise.language.marked import WRITER, Marked
from spinewise.language.patterns import Hit
from spinewise.language.weights import DoubtWeights, Kind
from spinewise.triage.types import Assertion

# A message with fewer words around a sign is an answer, and says what it says.
_FEWEST_WORDS = 8
_CLAIMS: Mapping[Kind, Assertion] = {
    "past": Assertion.PAST,
    "absent": Assertion.ABSENT,
    "other_person": Assertion.OTHER_PERSON,
}
_PAST_CUES = frozenset({"past", "resolved", "old"})


class Part(Protocol):
    """One sentence of a message."""

    @property
    def sentence(self) -> Sentence:
        """The sentence."""

    @property
    def marked(self) -> Marked:
        """Whom its words speak of."""

    @property
    def reaches(self) -> Sequence[Reach]:
        """Its cues."""


class Doubts:
    """Tells whether a sign that was heard as present is to be asked about."""

    def __init__(self, weights: DoubtWeights | None, findings: Collection[str]) -> None:
        """Keep the weights; only these findings are ever doubted."""
        self._weights = weights
        self._findings = frozenset(findings)
        self._by_place: dict[str, dict[str, float]] = {}
        for word, weight in weights.words.items() if weights else ():
            place, _, form = word.partition(" ")
            self._by_place.setdefault(place, {})[form] = weight

    def about(
        self, finding: str, parts: Sequence[Part], number: int, hit: Hit
    ) -> Assertion | None:
        """Return what a hit in sentence `number` is better taken for, None if present."""
        weights = self._weights
        if weights is None or finding not in self._findings:
            return None
        around = _around(parts, number, hit)
        count = sum(map(len, around.values()))
        if count < _FEWEST_WORDS:
            return None
        total = math.fsum(
            known[form]
            for place, known in self._by_place.items()
            for form in around[place] & known.keys()
        )
        score = weights.bias + total / math.sqrt(count)
        chance = 1 / (1 + math.exp(-score))
        if chance >= weights.present_below:
            return None
        if chance >= weights.told_below or not weights.kinds:
            return Assertion.UNCERTAIN
        kind = self._kind(weights, frozenset().union(*around.values()))
        if not _is_spoken_of(kind, parts, number, hit):
            return Assertion.UNCERTAIN
        return _CLAIMS[kind]

    @staticmethod
    def _kind(weights: DoubtWeights, forms: frozenset[str]) -> Kind:
        """Return the kind of story that the words of a message speak for most."""
        size = math.sqrt(len(forms))
        scores = {
            kind: each.bias
            + math.fsum(each.words[form] for form in forms & each.words.keys()) / size
            for kind, each in weights.kinds.items()
        }
        return max(scores, key=scores.__getitem__)


def _is_spoken_of(kind: Kind, parts: Sequence[Part], number: int, hit: Hit) -> bool:
    """Whether the rules find words for this kind of story in the message as well.

    A sign that is the writer's by grammar is never taken for somebody else's, and one
    that is by grammar another's, and present all the same, stays asked about: that is
    an emergency of theirs.
    """
    person = parts[number].marked.person(hit)
    if person not in (WRITER, ""):
        return False
    if kind == "past":
        return any(r.cue.kind in _PAST_CUES for part in parts for r in part.reaches)
    if kind == "absent":
        near = parts[max(number - 1, 0) : number + 2]
        return any(r.cue.kind == "negation" for part in near for r in part.reaches)
    if kind == "other_person":
        named = {each for part in parts for each in part.marked.people}
        return not named <= {WRITER, ""} and person != WRITER
    return False


def whole(words: Collection[str]) -> frozenset[str]:
    """Return words around a hit without the places where they stand."""
    return frozenset(word.partition(" ")[2] for word in words)


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
