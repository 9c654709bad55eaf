"""Compile parsed patterns: words become sets of forms, concepts are checked."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import or_

from spinewise.language.concepts import Forms, Read
from spinewise.language.grammar import (
    SENTENCE,
    Gap,
    Pattern,
    PatternError,
    Ref,
    Run,
    Word,
)


@dataclass(frozen=True, slots=True)
class AnyForm:
    """One token that has one of these forms."""

    forms: Forms


@dataclass(frozen=True, slots=True)
class OneConcept:
    """A run of tokens that is tagged with a concept."""

    concept: str


@dataclass(frozen=True, slots=True)
class Options:
    """One of several runs, or none if optional."""

    options: tuple[tuple[Part, ...], ...]
    optional: bool
    # Options by the form they begin with, and those that begin otherwise.
    by_form: dict[str, list[tuple[Part, ...]]]
    firsts: Forms
    others: tuple[tuple[Part, ...], ...]


Part = AnyForm | OneConcept | Options | Gap
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to match, with what it needs to be worth trying.

    `rarest` are the keys it is indexed by, `needs` what all other items need, see
    `Needs`; `order` says which run to try first: the longest fails most often.
    """

    runs: tuple[Parts, ...]
    distances: tuple[int, ...]
    rarest: frozenset[str]
    needs: int
    order: tuple[int, ...]
    firsts: tuple[frozenset[str], ...]

    bounded: bool
    """Whether all parts must stand in one clause; one part alone need not."""


class Weight:
    """Sort key: how often a set of keys is to be expected in a text."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def __call__(self, keys: frozenset[str]) -> int:
        """Return how frequent the keys are together."""
        return sum(self._weights.get(key, 0) for key in keys)


_ANY = Weight({})


class Needs:
    """Numbers sets of keys, of which a pattern needs one key each, as bits.

    Whether a text meets all needs of a pattern is then a single operation.
    """

    def __init__(self) -> None:
        """Begin without any set."""
        self._places: dict[frozenset[str], int] = {}
        self._met: dict[str, int] = {}

    def bit(self, keys: frozenset[str]) -> int:
        """Return the bit of a set of keys."""
        place = self._places.setdefault(keys, len(self._places))
        if place == len(self._places) - 1:
            for key in keys:
                self._met[key] = self._met.get(key, 0) | 1 << place
        return 1 << place

    def missing(self, keys: frozenset[str]) -> int:
        """Return the bits of all sets of which a text with these keys has none."""
        met, of = 0, self._met
        # Most words of a text stand in no set of most lists of patterns.
        for key in keys & of.keys():
            met |= of[key]
        return ((1 << len(self._places)) - 1) ^ met


def compile_pattern(
    pattern: Pattern,
    read: Read,
    known: set[str],
    weigh: Weight,
    seen: dict[Run, Parts],
    numbered: Needs,
) -> Compiled:
    """Return the pattern ready to match; raises `PatternError` for unknown concepts.

    `seen` holds the runs compiled so far: equal runs share one object, so that a match
    of one is a match of all. `numbered` takes the needs.
    """
    for run in pattern.runs:
        if run not in seen:
            seen[run] = _compile_run(run, read, known, pattern.text)
    runs = tuple(seen[run] for run in pattern.runs)
    # The rarest first: it decides whether the pattern is tried at all.
    needs = sorted(
        (
            frozenset(keys)
            for run in runs
            for step in run
            if (keys := _needed(step, weigh))
        ),
        key=weigh,
    )
    firsts = tuple(_first_keys(run) for run in runs)
    bounded = len(runs) > 1 and SENTENCE not in pattern.distances
    order = sorted(range(len(runs)), key=lambda number: -len(runs[number]))
    return Compiled(
        runs,
        pattern.distances,
        needs[0],
        reduce(or_, map(numbered.bit, needs[1:]), 0),
        tuple(order),
        firsts,
        bounded,
    )


def _compile_run(run: Run, read: Read, known: set[str], text: str) -> Parts:
    steps: list[Part] = []
    for step in run:
        if isinstance(step, Gap):
            steps.append(step)
        elif isinstance(step, Word):
            steps += [AnyForm(forms) for forms in read(step.text)]
        elif isinstance(step, Ref):
            if step.concept not in known:
                raise PatternError(f"`{text}`: no concept `{step.concept}`")
            steps.append(OneConcept(step.concept))
        else:
            options = [
                _compile_run(option, read, known, text) for option in step.options
            ]
            steps.append(_choice(_merged(options), step.optional))
    return tuple(steps)


def _merged(options: list[Parts]) -> list[Parts]:
    """Make one option of all that are a single word."""
    single = [o[0].forms for o in options if len(o) == 1 and isinstance(o[0], AnyForm)]
    if len(single) < 2:
        return options
    rest = [o for o in options if len(o) > 1 or not isinstance(o[0], AnyForm)]
    return [(AnyForm(frozenset().union(*single)),), *rest]


def _choice(options: list[Parts], optional: bool) -> Part:
    if len(options) == 1 and len(options[0]) == 1 and not optional:
        return options[0][0]
    by_form: dict[str, list[Parts]] = {}
    others = []
    for option in options:
        if isinstance(option[0], AnyForm):
            for form in option[0].forms:
                by_form.setdefault(form, []).append(option)
        else:
            others.append(option)
    return Options(tuple(options), optional, by_form, frozenset(by_form), tuple(others))


def _needed(step: Part, weigh: Weight) -> frozenset[str]:
    """Return keys one of which is there whenever the step matches; empty if none.

    Of each option the rarest word counts: it says most.
    """
    if isinstance(step, AnyForm):
        return step.forms
    if isinstance(step, OneConcept):
        return frozenset({f"<{step.concept}>"})
    if isinstance(step, Gap) or step.optional:
        return frozenset()
    rarest = (
        min((keys for part in option if (keys := _needed(part, weigh))), key=weigh)
        for option in step.options
    )
    return frozenset().union(*rarest)


def _first_keys(run: Parts) -> frozenset[str]:
    """Return the keys with which a match of the run may begin."""
    found: set[str] = set()
    for step in run:
        if isinstance(step, Options):
            for option in step.options:
                found |= _first_keys(option)
            if step.optional:
                continue
        else:
            found |= _needed(step, _ANY)
        break
    return frozenset(found)


def forms_of(run: Parts) -> Iterator[str]:
    """Yield every form that a run names outside concepts."""
    for step in run:
        if isinstance(step, AnyForm):
            yield from step.forms
        elif isinstance(step, Options):
            for option in step.options:
                yield from forms_of(option)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold back garbage collection, a third of the time of compiling."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
