"""What the listener keeps does not grow with the words that people write."""

from __future__ import annotations

import random
import string

import pytest

from spinewise.language import Listener, normalise
from spinewise.language.typos import REMEMBERED


def test_ever_new_words_leave_nothing_behind(listener: Listener) -> None:
    reader = listener._reader
    listener.hear("My lower back hurts")

    def size() -> tuple[int, ...]:
        return (
            len(reader._tokeniser._tokenizer.vocab.strings),
            reader._read_entry.cache_info().currsize,
            reader._spelling.inflections.cache_info().currsize,
        )

    before = size()
    for text in _strange_texts(300):
        listener.hear(text)

    assert size() == before


def test_the_table_of_words_is_made_anew_before_it_grows_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(normalise, "_MOST_WORDS", 50)
    tokeniser, plain = normalise.Tokeniser(), normalise.Tokeniser()

    for text in _strange_texts(30):
        assert tokeniser.split(text) == plain.split(text)

        assert len(tokeniser._tokenizer.vocab) <= 50


def test_corrected_spellings_are_remembered_up_to_a_limit(listener: Listener) -> None:
    listener.hear("My lowr bakc hurtz")

    corrector = listener._reader._corrector
    assert corrector is not None
    assert corrector.correct.cache_info().maxsize == REMEMBERED


def _strange_texts(count: int) -> list[str]:
    chance = random.Random(8)
    letters = string.ascii_lowercase
    return [
        " ".join("".join(chance.choices(letters, k=9)) for _ in range(8))
        for _ in range(count)
    ]
