"""What `hear` promises for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinewise.language import Listener

SETTINGS = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
WORDS = st.sampled_from(
    [
        "numb",
        "groin",
        "my",
        "i",
        "no",
        "not",
        "cant",
        "pee",
        "legs",
        "both",
        "fever",
        "?",
        ".",
        ",",
        "!",
        "but",
        "and",
        "dad",
        "the",
        "is",
        "back",
        "hurts\n",
        "",
        "",
        "",
        "34",
        "m",
        "8",
        "/",
        "10",
        ":",
        "yes",
        "\n",
        "weeks",
        "ago",
        "for",
        "never",
        "if",
        "chest",
        "pain",
        "😭",
        "'",
        '"',
        "(",
        ")",
        "cancer",
        "had",
    ]
)
SIGNS = [
    "My groin is numb.",
    "I can't pee.",
    "I have a fever.",
    "Both legs are numb.",
    "I have chest pain.",
]
POLITE = [
    "Hello there. ",
    "Hi, good morning! ",
    "Thanks for your help. ",
    "Sorry to ask. ",
]


@given(text=st.text(max_size=400))
@SETTINGS
def test_hearing_never_raises_and_quotes_the_original(
    listener: Listener, text: str
) -> None:
    for mention in listener.hear(text).mentions:
        assert text[mention.start : mention.end] == mention.quote


@given(parts=st.lists(WORDS, max_size=120))
@SETTINGS
def test_any_mix_of_its_own_words_is_heard_and_quoted(
    listener: Listener, parts: list[str]
) -> None:
    text = " ".join(parts)

    for mention in listener.hear(text).mentions:
        assert mention.quote
        assert text[mention.start : mention.end] == mention.quote


@given(
    filler=st.sampled_from(POLITE),
    text=st.sampled_from([*SIGNS, "no fever", "my dad can't pee and his back hurts"]),
)
@SETTINGS
def test_politeness_in_front_changes_no_finding(
    listener: Listener, filler: str, text: str
) -> None:
    plain = {(m.finding, m.assertion) for m in listener.hear(text).mentions}
    polite = {(m.finding, m.assertion) for m in listener.hear(filler + text).mentions}

    assert polite == plain


@given(order=st.permutations(SIGNS), count=st.integers(2, 5))
@SETTINGS
def test_another_sentence_with_a_sign_removes_no_other(
    listener: Listener, order: list[str], count: int
) -> None:
    def present(text: str) -> set[str]:
        found = listener.hear(text).mentions
        return {m.finding for m in found if m.assertion == "present"}

    fewer = present(" ".join(order[: count - 1]))

    assert fewer < present(" ".join(order[:count]))


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 100,
        "a" * 10_000,
        "\u0130\u0130 numb groin",
        "\u200d\u200d",
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "((((" * 2500,
        "no " * 3000,
        "numb groin " * 900,
        "\n" * 10_000,
        "\u0645\u0631\u062d\u0628\u0627 \u0638\u0647\u0631\u064a",
        "1 " * 5000,
        "' ' ''",
    ],
)
def test_strange_texts_are_heard_without_an_error(
    listener: Listener, text: str
) -> None:
    for mention in listener.hear(text).mentions:
        assert text[mention.start : mention.end] == mention.quote


def test_offsets_hold_behind_characters_that_grow_in_lower_case(
    listener: Listener,
) -> None:
    text = "\u0130\u0130\u0130 my groin is numb"

    assert [m.quote for m in listener.hear(text).mentions] == ["groin is numb"]


def test_hearing_twice_gives_the_same(listener: Listener) -> None:
    text = "no fever but my bits are numb, 34M, for 6 weeks"

    assert listener.hear(text) == listener.hear(text)
