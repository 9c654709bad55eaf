"""Decide what kind of back complaint a message tells, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader

NONE = "none"
UNKNOWN = "unknown"
# The concept of complaint.yml that holds every word for a part of the back.
_BACK = "back_part"


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: rank of the entry in the file, name and words."""

    rank: int
    name: str
    hit: Hit


class ComplaintWords:
    """Complaint and region words, compiled."""

    def __init__(self, words: entries.Complaints, reader: Reader) -> None:
        """Compile the words of complaint.yml."""
        self._complaints: Patterns[tuple[int, str]] = reader.compile(
            (text, (rank, item.complaint))
            for rank, item in enumerate(words.complaints)
            for text in item.say
        )
        self._regions: Patterns[tuple[int, str]] = reader.compile(
            (text, (rank, item.region))
            for rank, item in enumerate(words.regions)
            for text in item.say
        )
        self._except: Patterns[int] = reader.compile(
            (text, rank)
            for rank, item in enumerate(words.complaints)
            for text in item.except_
        )
        self._ignore: Patterns[None] = reader.compile(
            (text, None) for text in words.ignore
        )

    def told(self, sentence: Sentence) -> tuple[list[Told], list[Told]]:
        """Return the complaints and the regions of a sentence, idioms left out."""
        complaints = self._complaints.find(sentence.tagged)
        regions = self._regions.find(sentence.tagged)
        if not complaints and not regions:
            return [], []
        idiom = self._idiom(sentence)
        excepted: dict[int, set[int]] = {}
        for hit, rank in self._except.find(sentence.tagged):
            excepted.setdefault(rank, set()).update(hit.tokens)
        return (
            [
                Told(rank, name, hit)
                for hit, (rank, name) in complaints
                if idiom.isdisjoint(hit.tokens)
                and excepted.get(rank, set()).isdisjoint(hit.tokens)
            ],
            [
                Told(rank, name, hit)
                for hit, (rank, name) in regions
                if idiom.isdisjoint(hit.tokens)
            ],
        )

    def _idiom(self, sentence: Sentence) -> set[int]:
        """Return where "back" and the like mean no back.

        The other words of an idiom keep their meaning: a pain down the back of the
        thigh is one of the thigh.
        """
        parts = {
            place
            for start, end in sentence.tagged.concepts.get(_BACK, {}).items()
            for place in range(start, end)
        }
        places: set[int] = set()
        for hit, _ in self._ignore.find(sentence.tagged):
            covered = set(range(hit.start, hit.end))
            places |= covered & parts or covered
        return places


def first_of(told: Sequence[Told], otherwise: str) -> str:
    """Return the name that stands first in the file."""
    return min(told, key=_rank).name if told else otherwise


def _rank(told: Told) -> int:
    return told.rank
