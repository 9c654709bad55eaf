"""Hear findings: match the phrases of the lexicon and leave out their exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spinewise.language import lexicon
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader


@dataclass(frozen=True, slots=True)
class Heard:
    """A finding's words in a sentence; `doubtful` when its own file says to ask."""

    finding: str
    hit: Hit
    doubtful: bool
    needs_context: bool


class Findings:
    """All phrases of all findings."""

    def __init__(
        self,
        phrases: Iterable[lexicon.FindingPhrases],
        medicines: Iterable[lexicon.Medicine],
        reader: Reader,
    ) -> None:
        """Compile phrases; medicines that are findings count as phrases too."""
        listed = list(phrases)
        self._contexts = {item.finding for item in listed if item.needs_context}
        free = {item.finding for item in listed if not item.needs_context}
        self._contexts -= free
        drugs = [
            (word, medicine.finding)
            for medicine in medicines
            if medicine.finding
            for word in medicine.words
        ]
        said = [(text, item.finding) for item in listed for text in item.say] + drugs
        self._say: Patterns[str] = reader.compile(said)
        self._except: Patterns[str] = reader.compile(
            (text, item.finding) for item in listed for text in item.except_
        )
        self._doubt: Patterns[str] = reader.compile(
            (text, item.finding) for item in listed for text in item.uncertain_with
        )

    def find(self, sentence: Sentence) -> list[Heard]:
        """Return the findings of a sentence, the longest of overlapping hits only."""
        found = self._say.find(sentence.tagged, sentence.clauses)
        if not found:
            return []
        excepted: dict[str, set[int]] = {}
        for hit, finding in self._except.find(sentence.tagged):
            excepted.setdefault(finding, set()).update(range(hit.start, hit.end))
        doubts = {finding for _, finding in self._doubt.find(sentence.tagged)}
        kept: list[Heard] = []
        taken: dict[str, set[int]] = {}
        for hit, finding in sorted(found, key=_longest_first):
            if not excepted.get(finding, set()).isdisjoint(hit.tokens):
                continue
            used = taken.setdefault(finding, set())
            if used.isdisjoint(hit.tokens):
                used.update(hit.tokens)
                kept.append(
                    Heard(finding, hit, finding in doubts, finding in self._contexts)
                )
        return sorted(kept, key=_place)


def _longest_first(entry: tuple[Hit, str]) -> tuple[str, int, int, int]:
    hit, finding = entry
    return (finding, -len(hit.tokens), hit.end - hit.start, hit.start)


def _place(heard: Heard) -> tuple[int, str]:
    return (heard.hit.start, heard.finding)
