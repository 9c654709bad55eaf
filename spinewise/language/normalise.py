"""Turn typed text into tokens that all later steps can compare.

Characters are only ever replaced one for one, so the offset of a token always points
at the person's own words.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from itertools import chain

import spacy
from spacy.attrs import IS_SPACE
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

# spaCy peels punctuation off one character at a time; a run longer than this would
# take time that grows with the square of its length.
LONGEST_RUN = 40
# Words that spaCy takes in, each once a message, before it gets a new table for them.
_MOST_WORDS = 100_000
_SAME_WIDTH = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u00b4`\uff07\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2013\u2014\u2012\u2015\u2212", "-"),
        **dict.fromkeys("\x00\u00a0\u2028\u2029\u200b\ufeff", " "),
    }
)
_NEWLINE = re.compile(r"[\n\r\u2028\u2029]")
# No rule of spaCy's cuts a word of plain letters, so it need not look at them.
_WHOLE = re.compile(rf"(?<!\S)(?:[A-Za-z]++(?!\S)|\S{{{LONGEST_RUN + 1},}})")
_PIECES = re.compile(
    r"(?:[a-z]\.)+[a-z]\b\.?"  # e.g.
    r"|'(?:s|m|re|ve|ll|d|t)\b"
    r"|\d+(?:[.,]\d+)?"
    r"|x(?=\d)"  # x2 days
    r"|[^\W\d_]+(?:'[^\W\d_]+)*\d*"  # can't, L4
    r"|[\U00010000-\U0010ffff\u2600-\u27bf]"
    r"|[.!?\u2026]+|\S",
    re.IGNORECASE,
)
_RULES_OF_ENGLISH = (
    "prefix_search",
    "suffix_search",
    "infix_finditer",
    "token_match",
    "url_match",
)
_COLUMNS = ("IDX", "LENGTH", "IS_SPACE")
_ORDINAL = {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Raw:
    """A piece of the text before its spelling is looked at."""

    word: str
    start: int
    end: int


class Tokeniser:
    """spaCy's blank English tokenizer, kept from growing and from slow inputs."""

    def __init__(self) -> None:
        """Prepare the tokenizer; its exceptions are off because `forms` has ours."""
        english = spacy.blank("en")
        # Of all that spaCy works out about a new word only this one is needed.
        getter = {IS_SPACE: english.vocab.lex_attr_getters[IS_SPACE]}
        rules = {name: getattr(english.tokenizer, name) for name in _RULES_OF_ENGLISH}

        def make() -> Tokenizer:
            return Tokenizer(Vocab(getter), rules={}, **rules)

        self._make = make
        self._tokenizer = make()
        # A memory zone cannot be entered by two threads at once.
        self._lock = threading.Lock()

    def split(self, text: str) -> list[Raw]:
        """Return lower-case pieces with their offsets in `text`, newlines included."""
        clean = text.translate(_SAME_WIDTH)
        spans = chain(self._spacy_spans(clean), _newlines(text))
        pieces = chain.from_iterable(_pieces(clean, *span) for span in spans)
        return _join_abbreviations(sorted(pieces, key=_place))

    def _spacy_spans(self, clean: str) -> list[tuple[int, int]]:
        spans = [match.span() for match in _WHOLE.finditer(clean)]
        short = _WHOLE.sub(_blank, clean)
        if not short or short.isspace():
            return spans
        with self._lock:
            tokenizer = self._tokenizer
            with tokenizer.vocab.memory_zone():
                # An array spares one Python object per token: most of the time.
                rows = tokenizer(short).to_array(_COLUMNS)
                spans += [(s, s + n) for s, n, space in rows.tolist() if not space]
            # A zone forgets its words, but the table that they stood in has grown.
            if len(tokenizer.vocab) > _MOST_WORDS:
                self._tokenizer = self._make()
        return spans


def _place(raw: Raw) -> int:
    return raw.start


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _newlines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _NEWLINE.finditer(text)]


def _pieces(clean: str, start: int, end: int) -> list[Raw]:
    word = clean[start:end]
    if word.isalpha() and word.isascii():
        return [Raw(word.lower(), start, end)]
    if not word.strip():
        return [Raw("\n", start, end)]
    found = []
    for match in _PIECES.finditer(word):
        found.append(
            Raw(_plain(match.group()), start + match.start(), start + match.end())
        )
    return _join_ordinals(found)


def _plain(word: str) -> str:
    """Lower case without accents, joiners and other width or style variants."""
    if word.isascii():
        return word.lower()
    wide = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(
        c
        for c in wide
        if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
    return plain.lower() or word


def _join_abbreviations(pieces: list[Raw]) -> list[Raw]:
    """Keep the last full stop of "e.g." with it, so that it ends no sentence."""
    joined: list[Raw] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and piece.word == "."
            and "." in last.word[1:]
            and last.end == piece.start
        ):
            joined[-1] = Raw(last.word + ".", last.start, piece.end)
        else:
            joined.append(piece)
    return joined


def _join_ordinals(pieces: list[Raw]) -> list[Raw]:
    """Keep "1st" whole, so that it is never read as the number 1."""
    joined: list[Raw] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and piece.word in _ORDINAL and last.word.isdigit():
            joined[-1] = Raw(last.word + piece.word, last.start, piece.end)
        else:
            joined.append(piece)
    return joined
