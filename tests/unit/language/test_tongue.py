"""A message in another language is told apart from English."""

from __future__ import annotations

import pytest

from spinewise.knowledge import load
from spinewise.language import Listener
from spinewise.language.tongue import Tongues
from spinewise.settings import settings


@pytest.fixture(scope="module")
def tongues() -> Tongues:
    return Tongues(load(settings().knowledge_path).languages)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ظهري يؤلمني"),
        ("de", "mir tut der Rücken weh und ich kann nicht pinkeln"),
        ("es", "no siento las piernas"),
        ("fr", "j'ai mal au dos depuis hier"),
        ("hi", "मेरी पीठ में दर्द है"),
        ("it", "non riesco a muovere le gambe"),
        ("ja", "背中が痛い"),
        ("ko", "허리가 아파요"),
        ("nl", "ik kan mijn benen niet bewegen"),
        ("pl", "bolą mnie plecy"),
        ("pt", "minhas costas doem muito"),
        ("ru", "у меня болит спина"),
        ("th", "ปวดหลัง"),
        ("tr", "sırtım ağrıyor"),
        ("zh", "我的背很痛"),
        ("other", "tôi bị đau lưng"),
    ],
)
def test_a_language_is_named(tongues: Tongues, language: str, text: str) -> None:
    assert tongues.of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "hola",
        "12",
        "???",
        "L5 S1",
        "omg lol",
        r"¯\_(ツ)_/¯",
        "wat shud i do",
        "lwr bk ache bn rlly bd",
        "aint gt no feelin dwn thr",
        "ibuprofen paracetamol naproxen",
    ],
)
def test_english_and_too_little_name_no_language(tongues: Tongues, text: str) -> None:
    assert tongues.of(text) is None


def test_a_foreign_no_is_no_answer(listener: Listener) -> None:
    heard = listener.hear("no siento las piernas")

    assert (heard.language, heard.answer) == ("es", None)


@pytest.mark.parametrize(
    "text",
    [
        "33 wks n me babbys pushin dwn",
        "iv bak payne 4 yrs",
        "no sensaton dwn thare im 70",
    ],
)
def test_what_was_heard_in_bad_spelling_is_kept(listener: Listener, text: str) -> None:
    assert listener.hear(text).language is None


def test_a_danger_sign_counts_in_whatever_language_it_is_quoted(
    listener: Listener,
) -> None:
    heard = listener.hear("mi espalda me duele, numb groin")

    assert heard.language is None
    assert heard.mentions
