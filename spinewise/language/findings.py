"""Hear findings: match the phrases of the lexicon and leave out their exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader


@dataclass(frozen=True, slots=True)
class Heard:
    """A finding's words in a sentence.

    `doubtful`: its own file says to ask; `without_back`: it only counts in a message
    that tells no back complaint.
    """

    finding: str
    hit: Hit
    doubtful: bool
    without_back: bool


class Findings:
    """All phrases of all findings."""

    def __init__(
        self,
        phrases: Iterable[entries.FindingPhrases],
        medicines: Iterable[entries.Medicine],
        reader: Reader,
    ) -> None:
        """Compile phrases; medicines that are findings count as phrases too."""
        listed = list(phrases)
        listed += [
            entries.FindingPhrases(finding=medicine.finding, say=medicine.words)
            for medicine in medicines
            if medicine.finding
        ]
        said = [(text, block) for block, item in enumerate(listed) for text in item.say]
        self._blocks = listed
        self._say: Patterns[int] = reader.compile(said)
        self._except: Patterns[int] = reader.compile(
            (text, block) for block, item in enumerate(listed) for text in item.except_
        )
        self._doubt: Patterns[int] = reader.compile(
            (text, block)
            for block, item in enumerate(listed)
            for text in item.uncertain_with
        )

    def find(
        self, sentence: Sentence, complaint: Set[int] = frozenset()
    ) -> list[Heard]:
        """Return the findings of a sentence, the longest of overlapping hits only.

        `complaint`: the places of its words for a complaint and where that is.
        """
        found = self._say.find(sentence.tagged, sentence.clauses)
        if not found:
            return []
        excepted: dict[int, set[int]] = {}
        for hit, block in self._except.find(sentence.tagged):
            if _ends_in(complaint, sentence, hit):
                continue
            excepted.setdefault(block, set()).update(range(hit.start, hit.end))
        doubts = {block for _, block in self._doubt.find(sentence.tagged)}
        kept: list[Heard] = []
        taken: dict[str, set[int]] = {}
        for hit, block in sorted(found, key=_Order(doubts)):
            item = self._blocks[block]
            if not excepted.get(block, set()).isdisjoint(hit.tokens):
                continue
            used = taken.setdefault(item.finding, set())
            if used.isdisjoint(hit.tokens):
                used.update(hit.tokens)
                alone = item.needs_context == "no_back"
                kept.append(Heard(item.finding, hit, block in doubts, alone))
        return sorted(kept, key=_place)


class _Order:
    """Sort key: sure hits before doubtful ones, long before short, tight before wide."""

    def __init__(self, doubts: set[int]) -> None:
        self._doubts = doubts

    def __call__(self, entry: tuple[Hit, int]) -> tuple[bool, int, int, int, int]:
        hit, block = entry
        width = hit.end - hit.start
        return (block in self._doubts, -len(hit.tokens), width, hit.start, block)


def _place(heard: Heard) -> tuple[int, str]:
    return (heard.hit.start, heard.finding)


def _ends_in(complaint: Set[int], sentence: Sentence, hit: Hit) -> bool:
    """Whether an exception takes its last words from a complaint behind a comma.

    "I can't lift my leg, back hurts": it is not the leg that hurts.
    """
    left_out = set(range(hit.start, hit.end)).difference(hit.tokens)
    commas = [place for place in left_out if sentence.tokens[place].form == ","]
    if not commas:
        return False
    last = max(commas)
    behind = {place for place in hit.tokens if place > last}
    between = {place for place in left_out if place > last}
    return behind <= complaint and not between.isdisjoint(complaint)
