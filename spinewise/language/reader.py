"""Read a text into tagged sentences, with the same spelling rules as the lexicon."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from spinewise.language import entries
from spinewise.language.clauses import Sentence, Splitter, sentences_of
from spinewise.language.concepts import Forms, Tagged, Tagger
from spinewise.language.forms import Spelling, Token
from spinewise.language.normalise import Raw, Tokeniser
from spinewise.language.patterns import Patterns, T
from spinewise.language.typos import Corrector, ordinary_words

Today = Callable[[], datetime.date]

# Concepts that hold numbers; the reader tags them, no list could.
NUMBERS = frozenset(
    {"number", "number_a", "number_year", "number_edge", "number_decimal", "decade"}
)
_CLITIC = "'s"
_DECADES = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_TENS = frozenset(range(20, 100, 10))


class Reader:
    """Owns the vocabulary: what every word of the lexicon and of a text means."""

    def __init__(
        self, words: entries.Lexicon, today: Today = datetime.date.today
    ) -> None:
        """Index all concepts; patterns are added with `compile` before reading.

        `today` tells which numbers are years before this one.
        """
        self._today = today
        self._tokeniser = Tokeniser()
        self._spelling = Spelling(words.forms, ordinary_words())
        self._fillers = frozenset(words.forms.fillers)
        self._numbers = words.facts.numbers
        self._decades = words.facts.decades
        self._weights = dict(ordinary_words())
        self.forms: set[str] = self._spelling.words() | set(self._numbers)
        self.forms |= set(self._decades)
        concepts = [(concept.id, concept.words) for concept in words.concepts]
        self._read_entry = lru_cache(maxsize=None)(self._entry)
        self._tagger = Tagger(concepts, self._read_entry)
        self.forms |= self._tagger.forms
        self._known = self._tagger.ids | NUMBERS
        for concept in words.concepts:
            self._weights[f"<{concept.id}>"] = sum(
                self._weights.get(word.split()[0], 1000) for word in concept.words
            )
        for number in NUMBERS:
            self._weights[f"<{number}>"] = 10**9
        self._splitter = Splitter(
            words.cues.clauses, self._read_entry, self._weights, self._known
        )
        self.forms |= self._splitter.patterns.forms
        self._corrector: Corrector | None = None
        self.problems: list[str] = [*self._splitter.patterns.problems]

    def compile(self, entries: Iterable[tuple[str, T]]) -> Patterns[T]:
        """Compile patterns and take their words into the vocabulary."""
        patterns = Patterns(entries, self._read_entry, self._weights, self._known)
        self.problems += patterns.problems
        self.forms |= patterns.forms
        self._corrector = None
        return patterns

    def read(self, text: str) -> list[Sentence]:
        """Return the sentences of a text, tagged and cut into clauses."""
        typed = self._spelling.tokens(self._tokeniser.split(text))
        said = [token for token in typed if token.form not in self._fillers]
        tokens = list(self._corrected(said))
        found = []
        for part, mark in sentences_of(tokens):
            tagged = self._tagger.tag([token.form for token in part])
            self._tag_numbers(part, tagged)
            clauses = self._splitter.split(part, tagged)
            found.append(Sentence(part, tagged, clauses, mark))
        return found

    def value(self, form: str) -> float | None:
        """Return the number that a form stands for."""
        if form in self._numbers:
            return self._numbers[form]
        if form in self._decades:
            return self._decades[form]
        # Only ASCII digits: float() would also read other scripts and "1_0".
        if form.isascii() and form[0].isdigit():
            try:
                return float(form.replace(",", "."))
            except ValueError:
                return None
        return None

    def value_at(self, sentence: Sentence, start: int) -> float | None:
        """Return the number that begins at a place, two words or one."""
        end = sentence.tagged.concepts.get("number_a", {}).get(start)
        if end is None:
            return None
        values = [self.value(token.form) for token in sentence.tokens[start:end]]
        return sum(value for value in values if value is not None) or float(
            values == [None]
        )

    def _entry(self, text: str) -> tuple[Forms, ...]:
        """Return for each word of a lexicon entry the forms that count."""
        runs: list[Forms] = []
        for word in text.split():
            if word[0] == "=" and len(word) > 1:
                runs.append(frozenset({word[1:]}))
                continue
            if word == _CLITIC:
                # The tokeniser leaves it whole only behind a word.
                runs.append(frozenset({_CLITIC}))
                continue
            plain = word.isascii() and word.isalpha()
            raw = (
                [Raw(word.lower(), 0, len(word))]
                if plain
                else self._tokeniser.split(word)
            )
            tokens = self._spelling.tokens(raw)
            runs += [self._spelling.inflections(token.form) for token in tokens]
        return tuple(runs)

    def _corrected(self, tokens: Sequence[Token]) -> Iterable[Token]:
        if self._corrector is None:
            self._corrector = Corrector(self.forms, frozenset(self._numbers))
        for token in tokens:
            words = self._corrector.correct(token.form)
            if len(words) == 1:
                fixed = Token(words[0], token.start, token.end)
                yield token if words[0] == token.form else fixed
            else:
                cut = token.start + len(words[0])
                yield Token(words[0], token.start, cut)
                yield Token(words[1], cut, token.end)

    def _tag_numbers(self, tokens: Sequence[Token], tagged: Tagged) -> None:
        place = 0
        while place < len(tokens):
            form = tokens[place].form
            value = self.value(form)
            if value is None:
                if form in ("a", "an"):
                    tagged.concepts.setdefault("number_a", {})[place] = place + 1
                place += 1
                continue
            end = place + 1
            if form in self._numbers and value in _TENS:
                end = self._after_unit(tokens, end)
            self._note_number(tokens, tagged, place, end)
            place = end

    def _after_unit(self, tokens: Sequence[Token], place: int) -> int:
        """Return the end of "forty five" or "forty-five", whose tens end at a place."""
        joined = place + 1 < len(tokens) and tokens[place].form == "-"
        unit = place + 1 if joined else place
        if unit >= len(tokens) or not tokens[unit].form.isalpha():
            return place
        return unit + 1 if 0 < (self.value(tokens[unit].form) or 0) < 10 else place

    def _note_number(
        self, tokens: Sequence[Token], tagged: Tagged, place: int, end: int
    ) -> None:
        form = tokens[place].form
        following = tokens[end].form if end < len(tokens) else ""
        if form in self._decades:
            tagged.concepts.setdefault("decade", {})[place] = end
            return
        if form in _DECADES and following in ("s", "'s"):
            tagged.concepts.setdefault("decade", {})[place] = end + 1
            return
        value = self.value(form) or 0
        kinds = ["number", "number_a"]
        this_year = self._today().year
        kinds += ["number_year"] * (1900 <= value < this_year and form.isdigit())
        kinds += ["number_edge"] * (place == 0 or end == len(tokens))
        kinds += ["number_decimal"] * ("." in form or "," in form)
        for kind in kinds:
            tagged.concepts.setdefault(kind, {})[place] = end
