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
    Needs,
    Options,
    Parts,
    Weight,
    compile_pattern,
    forms_of,
)
from spinewise.language.concepts import Forms, Read, Tagged, bits, spots
from spinewise.language.grammar import SENTENCE, Gap, PatternError, Run, parse

T = TypeVar("T")
# More matches of one run in one sentence than this only come from nonsense input.
MOST_MATCHES = 40
MOST_COMBINED = 200
_NOWHERE: Mapping[int, int] = {}


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


# What else the pattern needs comes first: it is looked at most.
_Entry = tuple[int, int, Compiled, T]
_Index = dict[str, list[_Entry[T]]]


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
        self._needs = needs = Needs()
        self._free: _Index[T] = {}
        self._bounded: _Index[T] = {}
        weigh = Weight(weights)
        seen: dict[Run, Parts] = {}
        self.forms: set[str] = set()
        self.problems: list[str] = []
        for number, (text, value) in enumerate(entries):
            try:
                compiled = compile_pattern(parse(text), read, known, weigh, seen, needs)
            except PatternError as error:
                self.problems.append(str(error))
                continue
            self.forms |= {form for run in compiled.runs for form in forms_of(run)}
            index = self._bounded if compiled.bounded else self._free
            for key in compiled.rarest:
                entry = (compiled.needs, number, compiled, value)
                index.setdefault(key, []).append(entry)

    def find(
        self, tagged: Tagged, clauses: Iterable[tuple[int, int]] | None = None
    ) -> list[tuple[Hit, T]]:
        """Return all matches; `clauses` limits patterns of several parts."""
        if clauses is not None:
            return self._find(tagged, clauses)
        # Several rules ask the same sentence; these patterns live as long as they do.
        found: list[tuple[Hit, T]] | None = tagged.found.get(id(self))
        if found is None:
            found = tagged.found[id(self)] = self._find(tagged, None)
        return list(found)

    def _find(
        self, tagged: Tagged, clauses: Iterable[tuple[int, int]] | None
    ) -> list[tuple[Hit, T]]:
        keys = tagged.keys()
        free, bounded = keys & self._free.keys(), keys & self._bounded.keys()
        if not free and not bounded:
            return []
        whole = (0, len(tagged.forms))
        missing = self._needs.missing(keys)
        found = _found(_worth(self._free, free, missing), _Matches(tagged, whole))
        worth = _worth(self._bounded, bounded, missing)
        for low, high in (clauses or [whole]) if worth else ():
            missing = self._needs.missing(tagged.keys_between(low, high))
            near = [entry for entry in worth if not entry[0] & missing]
            found += _found(near, _Matches(tagged, (low, high)))
        return [(hit, value) for _, hit, value in sorted(found, key=_number)]


def _worth(index: _Index[T], keys: Set[str], missing: int) -> list[_Entry[T]]:
    """Return the entries under the keys of which every item has a key."""
    worth = {e[1]: e for key in keys for e in index[key] if not e[0] & missing}
    return list(worth.values())


def _found(entries: list[_Entry[T]], matches: _Matches) -> list[tuple[int, Hit, T]]:
    return [
        (number, hit, value)
        for _, number, compiled, value in entries
        for hit in _hits(compiled, matches)
    ]


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
            found = self._of[id(run)] = self._found(run, first)
        return found

    def _found(self, run: Parts, first: Forms) -> list[tuple[int, ...]]:
        low, high = self._bound
        within = (1 << high) - (1 << low)
        one = run[0]
        if len(run) == 1 and isinstance(one, AnyForm):
            held = self.tagged.mask(one.forms) & within
            return [(place,) for place in islice(bits(held), MOST_MATCHES)]
        if not _ends(run, within, self.tagged):
            return []
        every = _run(run, first, self.tagged, self._bound)
        return list(islice(every, MOST_MATCHES))


def _ends(run: Parts, at: int, tagged: Tagged) -> int:
    """Return, as bits, where a run that begins at the places `at` may end.

    All ends are among them, perhaps with more: it only spares the search for the tokens
    of runs that do not match, which are most.
    """
    marks = tagged.marks()
    for step in run:
        if at & marks:
            at = tagged.spread(at, 0)
        if isinstance(step, AnyForm):
            at = (at & tagged.mask(step.forms)) << 1
        elif isinstance(step, Gap):
            at = tagged.spread(at, step.size)
        elif isinstance(step, Options):
            ends = at if step.optional else 0
            if at & tagged.mask(step.firsts):
                for form in tagged.keys() & step.firsts:
                    for option in step.by_form[form]:
                        ends |= _ends(option, at, tagged)
            for option in step.others:
                ends |= _ends(option, at, tagged)
            at = ends
        else:
            ends = 0
            for start, end in tagged.concepts.get(step.concept, _NOWHERE).items():
                if at >> start & 1:
                    ends |= 1 << end
            at = ends
        if not at:
            return 0
    return at


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
    if len(hits) < 2:
        return hits
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
            for spot in spots(tagged.forms, place, slack, high):
                for option in step.by_form.get(tagged.forms[spot], ()):
                    yield from _follow(option + rest, spot, 0, tagged, high)
        for option in step.others:
            yield from _follow(option + rest, place, slack, tagged, high)
        if step.optional:
            yield from _follow(rest, place, slack, tagged, high)
    elif isinstance(step, AnyForm):
        for spot in spots(tagged.forms, place, slack, high):
            if tagged.forms[spot] in step.forms:
                for tail in _follow(rest, spot + 1, 0, tagged, high):
                    yield (spot, *tail)
    else:
        spans = tagged.concepts.get(step.concept, _NOWHERE)
        for spot in spots(tagged.forms, place, slack, high):
            end = spans.get(spot, 0)
            if end and end <= high:
                own = tuple(range(spot, end))
                for tail in _follow(rest, end, 0, tagged, high):
                    yield own + tail
