"""Tell whose body a sentence is about: the writer's, a relative's, somebody else's.

The patient is the person whose complaint is told. A relative who is only named
("my mother had cancer") never becomes the patient.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spinewise.language import lexicon
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Patterns
from spinewise.language.reader import Reader

WRITER = "writer"
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Somebody is said to have something; `current` if it is a complaint of now."""

    person: str
    current: bool


class People:
    """Finds out who is meant."""

    def __init__(self, words: lexicon.People, relatives: Iterable[lexicon.Relative], reader: Reader) -> None:
        """Compile the words for relatives and the pronouns."""
        self._relative_of = {
            word: relative for relative in relatives for word in relative.words
        }
        entries = [
            (f"({'|'.join(words.owners)}) ...2 ={word}" if " " not in word else word, word)
            for word in self._relative_of
        ]
        entries += [(text, words.nameless) for text in words.child]
        self._relatives: Patterns[str] = reader.compile(entries)
        # "Wife, 52, ..." names a relative without "my"; "mate, ..." only greets.
        self._kin = frozenset(
            word for word, kin in self._relative_of.items() if kin.sex or kin.age
        )
        self._writer = frozenset(words.writer)
        self._pronouns = frozenset(words.pronouns)
        self._reporting = frozenset(words.reporting)

    def relative(self, person: str) -> lexicon.Relative | None:
        """Return what the word for a person says of them."""
        return self._relative_of.get(person)

    def never_patient(self, person: str) -> bool:
        """Whether the word cannot mean a patient: an animal, several people."""
        relative = self._relative_of.get(person)
        return relative is not None and not relative.patient

    def mark(self, sentences: Sequence[Sentence]) -> list[list[str]]:
        """Return for every token of every sentence the person spoken of there."""
        last_other = UNNAMED
        marks: list[list[str]] = []
        current = ""
        for sentence in sentences:
            named = self._named(sentence)
            row: list[str] = []
            for place, token in enumerate(sentence.tokens):
                form = token.form
                if place in named:
                    current = last_other = named[place]
                elif form in self._writer:
                    if not self._owns_relative(named, place):
                        current = WRITER
                elif form in self._pronouns:
                    current = last_other
                row.append(current)
            marks.append(row)
        return marks

    def _named(self, sentence: Sentence) -> dict[int, str]:
        """Return where a relative is named, unless only as one who reports or helps."""
        named: dict[int, str] = {}
        first = sentence.tokens[0].form
        if first in self._kin:
            named[0] = first
        for hit, word in self._relatives.find(sentence.tagged):
            following = sentence.tokens[hit.end : hit.end + 1]
            if following and following[0].form in self._reporting:
                continue
            for place in range(hit.start, hit.end):
                named[place] = word
        return named

    @staticmethod
    def _owns_relative(named: dict[int, str], place: int) -> bool:
        return place in named


def patient_of(evidence: Sequence[Evidence]) -> str:
    """Return who the patient is: `WRITER` or the word for somebody else."""
    if any(item.person in (WRITER, "") for item in evidence):
        return WRITER
    current = [item.person for item in evidence if item.current]
    named = [person for person in current if person != UNNAMED]
    return (named or current or [WRITER])[0]
