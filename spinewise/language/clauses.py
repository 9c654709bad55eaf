"""Cut a text into sentences and clauses.

Clauses decide which words may belong together and how far "no" reaches, so they are
cut by the engine's own rules: people type run-ons without any punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spinewise.language import entries
from spinewise.language.concepts import Read, Tagged
from spinewise.language.forms import Token
from spinewise.language.patterns import Patterns

_ENDS = frozenset(".!?\n")
BREAKS = frozenset({";", "\u2022", "*", "\u00b7", "|", "..", "...", "\u2026"})
_SUBORDINATE = 3
# "when i wipe i feel nothing": so far on, the opening clause is over.
_LONGEST_OPENING = 9
# "in 2010 i had": a time of so many words in front belongs to what follows.
_LONGEST_FRONT = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of tokens; places in `tagged` and `clauses` count from its start."""

    tokens: Sequence[Token]
    tagged: Tagged
    clauses: tuple[tuple[int, int], ...]
    mark: str

    def clause_at(self, place: int) -> tuple[int, int]:
        """Return the clause that holds the token at `place`."""
        for clause in self.clauses:
            if clause[0] <= place < clause[1]:
                return clause
        return (0, len(self.tokens))


def sentences_of(tokens: Sequence[Token]) -> list[tuple[Sequence[Token], str]]:
    """Split tokens at sentence ends and line ends; each comes with its end mark."""
    found: list[tuple[Sequence[Token], str]] = []
    begin = 0
    for place, token in enumerate(tokens):
        if token.form[0] in _ENDS and token.form not in BREAKS:
            if place > begin:
                found.append((tokens[begin:place], token.form))
            elif found and token.form != "\n":
                found[-1] = (found[-1][0], found[-1][1] + token.form)
            begin = place + 1
    if begin < len(tokens):
        found.append((tokens[begin:], ""))
    return found


class Splitter:
    """Finds where clauses begin inside a sentence."""

    def __init__(
        self,
        clauses: entries.Clauses,
        read: Read,
        weights: dict[str, int],
        known: set[str],
    ) -> None:
        """Compile the words that begin a clause."""
        entries = [(text, None) for text in clauses.splitters]
        self.patterns = Patterns(entries, read, weights, known)
        self._joined = frozenset(clauses.joined_after)
        self._openers = frozenset(clauses.openers)
        self._fronted = frozenset(clauses.fronted)
        self._answers = frozenset(clauses.dashed)

    def split(
        self, tokens: Sequence[Token], tagged: Tagged
    ) -> tuple[tuple[int, int], ...]:
        """Return the clauses of a sentence, in order, without gaps between them."""
        starts = {hit.start for hit, _ in self.patterns.find(tagged)}
        starts |= {
            n for n, token in enumerate(tokens) if self._breaks(tokens, n, token)
        }
        begin = 0
        for place in tagged.words.get("i", ()):
            begin = max((s for s in starts if s <= place), default=0)
            if self._new_subject(tokens, place, begin):
                starts.add(place)
        edges = [*sorted(starts | {0}), len(tokens)]
        return tuple((a, b) for a, b in pairwise(edges) if a < b)

    def _breaks(self, tokens: Sequence[Token], place: int, token: Token) -> bool:
        if token.form in BREAKS:
            return True
        if token.form != "-" or not 0 < place < len(tokens) - 1:
            return False
        if tokens[place + 1].form in self._answers:
            return False
        return (
            tokens[place - 1].end < token.start or tokens[place + 1].start > token.end
        )

    def _new_subject(self, tokens: Sequence[Token], place: int, begin: int) -> bool:
        if place == 0 or tokens[place - 1].form in self._joined:
            return False
        if place - begin <= _LONGEST_FRONT and self._is_time(tokens[begin]):
            return False
        opening = {token.form for token in tokens[begin : begin + _SUBORDINATE]}
        near = place - begin <= _LONGEST_OPENING
        return not near or self._openers.isdisjoint(opening)

    def _is_time(self, token: Token) -> bool:
        return token.form in self._fronted or token.form.isdigit()
