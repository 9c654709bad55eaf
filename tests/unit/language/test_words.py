"""Tokens, forms, typos and the pattern language."""

from __future__ import annotations

import string

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from spinewise.language import Listener
from spinewise.language.forms import Spelling
from spinewise.language.grammar import PatternError, parse
from spinewise.language.normalise import Tokeniser
from spinewise.language.typos import Corrector, ordinary_words

SADDLE = "cauda_equina.saddle_numbness"
ENGLISH = spacy.blank("en").tokenizer
ENGLISH.rules = {}
TOKENISER = Tokeniser()


@pytest.fixture(scope="module")
def spelling(words: object) -> Spelling:
    """Return the real spelling table."""
    return Spelling(words.forms, frozenset(ordinary_words()))  # type: ignore[attr-defined]


def forms(spelling: Spelling, text: str) -> list[str]:
    return [token.form for token in spelling.tokens(Tokeniser().split(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can't", ["cant"]),
        ("can\u2019t", ["cant"]),
        ("can not", ["cant"]),
        ("cannot", ["cant"]),
        ("don't", ["dont"]),
        ("do not", ["dont"]),
        ("I'm", ["i", "am"]),
        ("I\u2019ve", ["i", "have"]),
        ("dad's", ["dad", "'s"]),
        ("8/10", ["8", "/", "10"]),
        ("34M", ["34", "m"]),
        ("L4", ["l4"]),
        ("fine.my", ["fine", ".", "my"]),
        ("e.g. this", ["e.g.", "this"]),
        ("38,5", ["38,5"]),
        ("NUMB", ["numb"]),
        ("caf\u00e9", ["cafe"]),
    ],
)
def test_words_have_one_form_however_they_are_typed(
    spelling: Spelling, text: str, expected: list[str]
) -> None:
    assert forms(spelling, text) == expected


@pytest.mark.parametrize(
    ("word", "form"),
    [("tingling", "tingles"), ("wet", "wetting"), ("leg", "legs"), ("fell", "falling")],
)
def test_a_word_stands_for_its_inflections(
    spelling: Spelling, word: str, form: str
) -> None:
    assert form in spelling.inflections(word)


def test_a_plural_does_not_stand_for_its_singular(spelling: Spelling) -> None:
    assert "leg" not in spelling.inflections("legs")


@pytest.mark.parametrize(
    "text",
    [
        "numness in my groin",
        "my groin is nummb",
        "my groin is NUMBBBB",
        "tingeling in my groin",
        "my grion is numb",
        "my bits r numb",
        "numb sadle",
        "my privites are numb",
        "mygroin is numb",
    ],
)
def test_typos_are_understood(listener: Listener, text: str) -> None:
    assert [m.finding for m in listener.hear(text).mentions] == [SADDLE]


@pytest.mark.parametrize(
    "text", ["my number in the groin queue", "I bought groan pants"]
)
def test_ordinary_words_are_never_corrected(listener: Listener, text: str) -> None:
    assert listener.hear(text).mentions == ()


def test_an_unknown_word_far_from_all_others_stays(listener: Listener) -> None:
    corrector = Corrector({"numb", "groin"}, frozenset())

    assert corrector.correct("qwrtzp") == ("qwrtzp",)


@pytest.mark.parametrize(
    "text",
    [
        "(a|b",
        "a)",
        "a | b",
        "&",
        "numb & ... ",
        "a?",
        "? a",
        "(a & b)",
    ],
)
def test_a_pattern_outside_the_language_is_refused(text: str) -> None:
    with pytest.raises(PatternError, match="`"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "a b",
        "a ... b",
        "a ...2 b",
        "a & b",
        "a &8 b",
        "a &s b",
        "(a|b c) d? e",
        "=a <b>",
    ],
)
def test_the_pattern_language_is_read(text: str) -> None:
    assert parse(text).runs


def test_a_long_run_of_punctuation_says_nothing(listener: Listener) -> None:
    assert not listener.hear("(" * 10_000).mentions


@given(st.text(string.ascii_letters, min_size=1, max_size=40))
def test_spacy_never_cuts_a_word_of_plain_letters(word: str) -> None:
    # So the tokeniser does not give it such words.
    assert [token.text for token in ENGLISH(word)] == [word]


@given(st.text("ab C.,'-5\n\u20ac$%", max_size=60))
def test_every_typed_character_is_in_one_token(text: str) -> None:
    pieces = TOKENISER.split(text)

    held = "".join(text[piece.start : piece.end] for piece in pieces)
    assert held.replace("\n", "") == "".join(text.split())
