"""Wishes are heard in plain words, and ordinary words are no wishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.wishes import Wishes, WishWords
from spinewise.dialogue.words import TalkWords
from spinewise.settings import settings

WORDS = WishWords.read(settings().knowledge_path)
TALK = TalkWords(settings().knowledge_path)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("I've only got ten minutes", Wishes(minutes=10)),
        ("5 min max", Wishes(minutes=5)),
        ("Something for the office?", Wishes(place="office")),
        ("I can’t lie down", Wishes(cannot=("chair", "cannot_lie"))),
        ("too easy!", Wishes(level="hard")),
        ("the second one hurts", Wishes(hurts=True, pains=True, which=2)),
        ("it's got worse", Wishes(worse=True)),
        ("I live in the UK", Wishes(country="uk")),
        ("go back", Wishes(back=True)),
        ("what if I had a fever", Wishes(supposing=True)),
        ("my lower back is tight since monday", Wishes()),
        ("it has hurt for 90 minutes", Wishes(pains=True)),
        ("that one shoots down my leg", Wishes(this_one=True, news=True)),
        ("call us in the morning", Wishes()),
    ],
)
def test_a_message_says_what_it_wishes_for(text: str, wishes: Wishes) -> None:
    assert WORDS.hear(plain_words(text)) == wishes


@pytest.mark.parametrize(("text", "country"), [("UK", "uk"), ("germany", "de")])
def test_a_bare_country_counts_when_it_was_asked_for(text: str, country: str) -> None:
    assert WORDS.hear(plain_words(text), asked_country=True).country == country
    assert WORDS.hear(plain_words(text)).country is None


@given(st.text(max_size=300))
def test_any_text_can_be_heard(text: str) -> None:
    assert isinstance(WORDS.hear(plain_words(text), asked_country=True), Wishes)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I keep waking up from the pain, any tips", "sleep"),
        ("my mattress is soft, is that bad", "mattress"),
        ("I keep waking up from the pain", None),
        ("what should I do now, ice or heat?", "heat_cold"),
        ("what should I do now?", "first_steps"),
        ("can I carry on with the ironing", None),
        ("can I carry my godson up the stairs", "lifting_again"),
        ("would an MRI say what the trouble is", "scan"),
        ("I am on a laptop all day, any tips", "desk"),
        ("is it because I am getting on in years", "older"),
    ],
)
def test_a_question_names_its_topic(text: str, topic: str | None) -> None:
    said = TALK.hear(Reply(text=text, intent="report_symptom"))

    assert said.topic == topic
