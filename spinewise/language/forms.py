"""Spellings and inflections: the forms under which words are compared.

Lexicon entries and typed text pass through the same code, so an author may write
"can't", "cant" or "can not" and mean the same.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from spinewise.language import entries
from spinewise.language.normalise import Raw

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Token:
    """A word in the form that is compared, with its place in the original text."""

    form: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it counts as a word when words between two others are counted."""
        return self.form[0].isalnum()


class Spelling:
    """Known variants of words: contractions, abbreviations, British and American."""

    def __init__(self, forms: entries.Forms, ordinary: Container[str]) -> None:
        """Index the variants of forms.yml; `ordinary` words decide what is English."""
        self._ordinary = ordinary
        self.inflections = lru_cache(maxsize=None)(self._inflections)
        self._variants = {
            typed.replace("'", ""): tuple(meant.split())
            for typed, meant in forms.spellings.items()
        }
        self._endings = forms.endings
        self._groups: dict[str, set[str]] = {}
        for group in forms.irregular:
            for word in group:
                self._groups.setdefault(word, set()).update(group)

    def tokens(self, pieces: Iterable[Raw]) -> list[Token]:
        """Expand contractions and join negated auxiliaries into one form."""
        found: list[Token] = []
        for piece in pieces:
            for token in self._expand(piece):
                if found and self._negates(found[-1], token):
                    last = found.pop()
                    joined = f"{last.form}nt" if last.form != "can" else "cant"
                    joined = {"willnt": "wont"}.get(joined, joined)
                    token = Token(joined, last.start, token.end)
                found.append(token)
        return found

    def knows(self, form: str) -> bool:
        """Whether the form is a listed variant or an irregular form."""
        return form in self._variants or form in self._groups

    def words(self) -> set[str]:
        """Return every form the table itself names."""
        meant = {word for words in self._variants.values() for word in words}
        return meant | set(self._groups)

    def _inflections(self, word: str) -> frozenset[str]:
        """Return the word with its regular and irregular inflections.

        A form counts when it is an ordinary word, so that "tingling" also covers
        "tingles".
        """
        if word in self._groups:
            return frozenset(self._groups[word])
        if len(word) < 3 or not word.isascii() or not word.isalpha():
            return frozenset({word})
        found = {word}
        for base in {word, *_bases(word, self._ordinary)}:
            found.add(base)
            found |= {form for form in _regular(base) if form in self._ordinary}
            found |= self._groups.get(base, set())
        return frozenset(found)

    def _expand(self, piece: Raw) -> list[Token]:
        word, start, end = piece.word, piece.start, piece.end
        if "'" in word:
            stem, _, ending = word.rpartition("'")
            if ending in self._endings and stem:
                cut = start + len(stem)
                tail = Token(self._endings[ending], min(cut, end - 1), end)
                return [*self._expand(Raw(stem, start, min(cut, end - 1))), tail]
            if stem or len(word) == 1:
                word = word.replace("'", "") or word
            elif ending in self._endings:
                return [Token(self._endings[ending], start, end)]
        forms = self._variants.get(word, (word,))
        if len(forms) == 1:
            return [Token(forms[0], start, end)]
        size = max((end - start) // len(forms), 1)
        edges = [min(start + size * n, end - 1) for n in range(len(forms))] + [end]
        return [
            Token(form, a, max(b, a + 1))
            for form, a, b in zip(forms, edges, edges[1:], strict=False)
        ]

    def _negates(self, last: Token, token: Token) -> bool:
        if token.form not in ("not", "t", "nt"):
            return False
        return f"{last.form}nt" in self._groups or last.form in ("can", "will")


def _bases(word: str, ordinary: Container[str]) -> set[str]:
    """Return what an -ing or -ed form may come from, if that is an ordinary word."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            options = [stem + "e", stem]
            if stem[-1] == stem[-2]:
                options = [stem[:-1], stem]
            elif stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:
                options = [stem, stem + "e"]
            for option in options:
                if option in ordinary and len(option) > 2:
                    return {option}
    return set()


def _regular(base: str) -> set[str]:
    """Return the regular inflections of a base form, right or wrong."""
    if base[-1] == "e":
        return {base + "s", base + "d", base[:-1] + "ing"}
    found = {base + "s", base + "es", base + "ed", base + "ing"}
    if base[-1] == "y" and base[-2] not in _VOWELS:
        found |= {base[:-1] + "ies", base[:-1] + "ied"}
    if base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS:
        found |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return found
