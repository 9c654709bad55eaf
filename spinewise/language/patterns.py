"""Match compiled patterns against a stretch of tagged tokens.

Patterns are indexed by the rarest thing they need, so that only those whose pieces
are present are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from spinewise.language.compiling import (
    AnyForm,
    Compiled,
    Options,
    Parts,
    Weight,
    compile_pattern,
    forms_of,
)
from spinewise.language.concepts import Forms, Read, Tagged
from spinewise.language.grammar import SENTENCE, Gap, PatternError, Run, parse

T = TypeVar("T")
# More matches of one run in one sentence than this only come from nonsense input.
MOST_MATCHES = 40

MOST_COMBINED = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: the tokens that matched (not those in its gaps), in order."""

    tokens: tuple[int, ...]

    @property
    def start(self) -> int:
        """The first matched token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """One past the last matched token."""
        return self.tokens[-1] + 1


_Index = dict[str, list[tuple[int, Compiled, T]]]


class Patterns(Generic[T]):
    """A set of patterns, each with a value, matched together."""

    def __init__(
        self,
        entries: Iterable[tuple[str, T]],
        read: Read,
        weights: Mapping[str, int],
        known: set[str],
    ) -> None:
        """Compile the entries; `weights` says how frequent words and <concepts> are."""
        self._free: _Index[T] = {}
        self._bounded: _Index[T] = {}
        weigh = Weight(weights)
        seen: dict[Run, Parts] = {}
        self.forms: set[str] = set()
        self.problems: list[str] = []
        for number, (text, value) in enumerate(entries):
            try:
                compiled = compile_pattern(parse(text), read, known, weigh, seen)
            except PatternError as error:
                self.problems.append(str(error))
                continue
            self.forms |= {form for run in compiled.runs for form in forms_of(run)}
            index = self._bounded if compiled.bounded else self._free
            for key in compiled.rarest:
                index.setdefault(key, []).append((number, compiled, value))

    def find(
        self, tagged: Tagged, clauses: Iterable[tuple[int, int]] | None = None
    ) -> list[tuple[Hit, T]]:
        """Return all matches; `clauses` limits patterns of several parts."""
        whole = (0, len(tagged.forms))
        found = self._find(tagged, tagged.keys(), whole, self._free)
        for low, high in (clauses or [whole]) if self._bounded else ():
            keys = tagged.keys_between(low, high)
            found += self._find(tagged, keys, (low, high), self._bounded)
        return [(hit, value) for _, hit, value in sorted(found, key=_number)]

    def _find(
        self, tagged: Tagged, keys: Set[str], bound: tuple[int, int], index: _Index[T]
    ) -> list[tuple[int, Hit, T]]:
        found: list[tuple[int, Hit, T]] = []
        matches = _Matches(tagged, bound)
        if keys.isdisjoint(index):
            return found
        tried: set[int] = set()
        for key in keys & index.keys():
            for number, compiled, value in index[key]:
                if number in tried:
                    continue
                for need in compiled.needs:
                    if keys.isdisjoint(need):
                        break
                else:
                    tried.add(number)
                    hits = _hits(compiled, matches)
                    found += [(number, hit, value) for hit in hits]
        return found


def _number(entry: tuple[int, Hit, object]) -> tuple[int, tuple[int, ...]]:
    return (entry[0], entry[1].tokens)


class _Matches:
    """The matches of runs in one stretch; many patterns share a run."""

    def __init__(self, tagged: Tagged, bound: tuple[int, int]) -> None:
        self.tagged = tagged
        self._bound = bound
        self._of: dict[int, list[tuple[int, ...]]] = {}

    def of(self, run: Parts, first: Forms) -> list[tuple[int, ...]]:
        """Return the matches of a run, at most so many as sense can have."""
        # Runs live as long as their patterns, so their identity is a safe key.
        found = self._of.get(id(run))
        if found is None:
            every = _run(run, first, self.tagged, self._bound)
            found = self._of[id(run)] = list(islice(every, MOST_MATCHES))
        return found


def _hits(compiled: Compiled, matches: _Matches) -> list[Hit]:
    groups: list[list[tuple[int, ...]]] = [[]] * len(compiled.runs)
    for number in compiled.order:
        run, first = compiled.runs[number], compiled.firsts[number]
        groups[number] = matches.of(run, first)
        if not groups[number]:
            return []
    if len(groups) == 1:
        return _tightest([Hit(tokens) for tokens in groups[0]])
    combined = groups[0]
    for group, distance in zip(groups[1:], compiled.distances, strict=True):
        combined = [
            tuple(sorted(a + b))
            for a in combined
            for b in group
            if _near(a, b, distance, matches.tagged)
        ][:MOST_COMBINED]
    return _tightest([Hit(tokens) for tokens in combined])


def _near(a: tuple[int, ...], b: tuple[int, ...], most: int, tagged: Tagged) -> bool:
    if set(a) & set(b):
        return False
    if most == SENTENCE:
        return True
    # Distance to the nearest token of the other part, words only.
    first, second = min(((x, y) if x < y else (y, x) for x in a for y in b), key=_size)
    between = tagged.forms[first + 1 : second]
    return sum(form[0].isalnum() for form in between) <= most


def _size(pair: tuple[int, int]) -> int:
    return pair[1] - pair[0]


def _tightest(hits: list[Hit]) -> list[Hit]:
    """Keep hits that do not overlap: the fewest words left out, then the most held."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(set(hits), key=_width):
        if taken.isdisjoint(hit.tokens):
            kept.append(hit)
            taken.update(hit.tokens)
    return kept


def _width(hit: Hit) -> tuple[int, int, int]:
    held = len(hit.tokens)
    return (hit.end - hit.start - held, -held, hit.start)


def _run(
    run: Parts, first: Forms, tagged: Tagged, bound: tuple[int, int]
) -> Iterator[tuple[int, ...]]:
    low, high = bound
    starts: set[int] = set()
    for key in tagged.keys() & first:
        starts.update(tagged.places(key))
    for start in sorted(starts):
        if not low <= start < high:
            continue
        for tokens in _follow(run, start, 0, tagged, high):
            # A run that skipped its optional first step begins at its own start.
            if tokens and tokens[0] == start:
                yield tokens


def _follow(
    run: Parts, place: int, slack: int, tagged: Tagged, high: int
) -> Iterator[tuple[int, ...]]:
    """Yield the matched tokens of a run, whose first may be `slack` words on."""
    if not run:
        yield ()
        return
    step, rest = run[0], run[1:]
    if isinstance(step, Gap):
        yield from _follow(rest, place, step.size, tagged, high)
    elif isinstance(step, Options):
        if step.by_form:
            for spot in _spots(place, slack, tagged, high):
                for option in step.by_form.get(tagged.forms[spot], ()):
                    yield from _follow(option + rest, spot, 0, tagged, high)
        for option in step.others:
            yield from _follow(option + rest, place, slack, tagged, high)
        if step.optional:
            yield from _follow(rest, place, slack, tagged, high)
    elif isinstance(step, AnyForm):
        for spot in _spots(place, slack, tagged, high):
            if tagged.forms[spot] in step.forms:
                for tail in _follow(rest, spot + 1, 0, tagged, high):
                    yield (spot, *tail)
    else:
        spans = tagged.concepts.get(step.concept, {})
        for spot in _spots(place, slack, tagged, high):
            end = spans.get(spot, 0)
            if end and end <= high:
                own = tuple(range(spot, end))
                for tail in _follow(rest, end, 0, tagged, high):
                    yield own + tail


def _spots(place: int, slack: int, tagged: Tagged, high: int) -> Iterator[int]:
    """Yield the places within `slack` words; punctuation but a comma is no word."""
    while place < high:
        yield place
        form = tagged.forms[place]
        if form[0].isalnum():
            slack -= 1
        if slack < 0 or (form == "," and slack == 0):
            return
        place += 1
