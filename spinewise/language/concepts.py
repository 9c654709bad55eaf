"""Tag runs of tokens with the concepts whose word lists hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

Forms = frozenset[str]
# What an author wrote -> for each of its words the forms that count.
Read = Callable[[str], tuple[Forms, ...]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of tokens and where its forms and concepts are.

    `words` and `concepts` give the positions (and ends) of each form and concept.
    """

    forms: tuple[str, ...]
    words: dict[str, list[int]] = field(default_factory=dict)
    concepts: dict[str, dict[int, int]] = field(default_factory=dict)
    # Filled on first use, when the reader has tagged everything.
    _keys: list[frozenset[str]] = field(default_factory=list)
    _marks: list[int] = field(default_factory=list)
    _masks: dict[Forms, int] = field(default_factory=dict)
    _spreads: dict[tuple[int, int], int] = field(default_factory=dict)
    # What each set of patterns found in the whole stretch, by its identity.
    found: dict[int, Any] = field(default_factory=dict)

    def keys(self) -> frozenset[str]:
        """Return all forms and, in angle brackets, all concepts."""
        if not self._keys:
            concepts = (f"<{concept}>" for concept in self.concepts)
            self._keys.append(frozenset(chain(self.words, concepts)))
        return self._keys[0]

    def keys_between(self, low: int, high: int) -> frozenset[str]:
        """Return the keys that begin within a stretch of the tokens."""
        if high - low == len(self.forms):
            return self.keys()
        concepts = (
            f"<{concept}>"
            for concept, spans in self.concepts.items()
            if any(low <= place < high for place in spans)
        )
        return frozenset(chain(self.forms[low:high], concepts))

    def mask(self, forms: Forms) -> int:
        """Return the places of any of the forms, as bits."""
        found = self._masks.get(forms)
        if found is None:
            found = 0
            for form in self.keys() & forms:
                for place in self.words.get(form, ()):
                    found |= 1 << place
            self._masks[forms] = found
        return found

    def marks(self) -> int:
        """Return, as bits, the places of punctuation, which no word need match."""
        if not self._marks:
            self._marks.append(
                sum(
                    1 << place
                    for place, form in enumerate(self.forms)
                    if not form[0].isalnum() and form != ","
                )
            )
        return self._marks[0]

    def spread(self, at: int, size: int) -> int:
        """Return the places `at` and all within `size` words on, as bits."""
        found = self._spreads.get((at, size))
        if found is None:
            found = at
            for place in bits(at):
                for spot in spots(self.forms, place, size, len(self.forms)):
                    found |= 1 << spot
            self._spreads[at, size] = found
        return found

    def places(self, key: str) -> Iterable[int]:
        """Return where a key begins."""
        if key[0] == "<" and len(key) > 1:
            return self.concepts.get(key[1:-1], ())
        return self.words.get(key, ())


def bits(mask: int) -> Iterator[int]:
    """Yield the places that are set, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def spots(forms: Sequence[str], place: int, slack: int, high: int) -> Iterator[int]:
    """Yield the places within `slack` words; punctuation but a comma is no word."""
    while place < high:
        yield place
        form = forms[place]
        if form[0].isalnum():
            slack -= 1
        if slack < 0 or (form == "," and slack == 0):
            return
        place += 1


class Tagger:
    """Finds concepts; the longest run wins per concept."""

    def __init__(
        self, concepts: Iterable[tuple[str, Sequence[str]]], read: Read
    ) -> None:
        """Index the word lists by first and second word."""
        self._single: dict[str, list[str]] = {}
        self._runs: dict[str, dict[str, list[tuple[tuple[Forms, ...], str]]]] = {}
        self.ids: set[str] = set()
        self.forms: set[str] = set()
        for concept, words in concepts:
            self.ids.add(concept)
            for word in words:
                self._add(concept, read(word))
        for seconds in self._runs.values():
            for entries in seconds.values():
                entries.sort(key=_shortest_first)

    def _add(self, concept: str, run: tuple[Forms, ...]) -> None:
        for forms in run:
            self.forms |= forms
        for form in run[0] if run else ():
            if len(run) == 1:
                self._single.setdefault(form, []).append(concept)
                continue
            seconds = self._runs.setdefault(form, {})
            for second in run[1]:
                seconds.setdefault(second, []).append((run[2:], concept))

    def tag(self, forms: Sequence[str]) -> Tagged:
        """Return the positions of every form and concept in the stretch."""
        tagged = Tagged(tuple(forms))
        concepts = tagged.concepts
        last = len(forms) - 1
        for place, form in enumerate(forms):
            tagged.words.setdefault(form, []).append(place)
            for concept in self._single.get(form, ()):
                concepts.setdefault(concept, {})[place] = place + 1
            seconds = self._runs.get(form) if place < last else None
            if seconds:
                # Entries come shortest first, so the longest one stays.
                for rest, concept in seconds.get(forms[place + 1], ()):
                    if _follows(forms, place + 2, rest):
                        concepts.setdefault(concept, {})[place] = place + 2 + len(rest)
        for spans in concepts.values():
            _drop_inner(spans)
        return tagged


def _follows(forms: Sequence[str], place: int, rest: tuple[Forms, ...]) -> bool:
    if place + len(rest) > len(forms):
        return False
    return all(forms[place + n] in allowed for n, allowed in enumerate(rest))


def _shortest_first(entry: tuple[tuple[Forms, ...], str]) -> int:
    return len(entry[0])


def _drop_inner(spans: dict[int, int]) -> None:
    """Remove runs that lie inside an earlier, longer run of the same concept."""
    if len(spans) < 2:
        return
    reach = 0
    for start in sorted(spans):
        if spans[start] <= reach:
            del spans[start]
        else:
            reach = spans[start]
