"""Check the words that guide the talk: wishes, topics, and how a message is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import get_args

from spinewise.checking.lexicon import Lexicon, placed
from spinewise.dialogue.manner import TalkFile
from spinewise.dialogue.topics import TopicsFile
from spinewise.dialogue.wishes import WishesFile, as_pattern
from spinewise.knowledge import Knowledge
from spinewise.knowledge.decoding import Place
from spinewise.knowledge.plan_types import LEVELS, Goal
from spinewise.knowledge.plan_types import Place as ExercisePlace


def check_talk(lexicon: Lexicon) -> None:
    """Add phrases that no matcher can read."""
    for phrase, place in _phrases(lexicon):
        try:
            re.compile(as_pattern(phrase))
        except re.error as error:
            place.wrong(
                f"cannot read {phrase!r}: {error}; write (a|b) for alternatives and "
                "close each bracket",
                value=phrase,
            )


def check_topics(lexicon: Lexicon, knowledge: Knowledge) -> None:
    """Add topics without advice, and countries and places that do not exist."""
    answered = {
        topic
        for advice in knowledge.advice.values()
        for topic in (advice.topic, *advice.answers)
    }
    topics, at = lexicon.file(TopicsFile)
    for topic, place in placed(topics.topics, at, "topics"):
        if topic.topic not in answered:
            place.inside("topic").unknown("topic", topic.topic, answered)
    values: dict[str, Collection[str]] = {
        "country": knowledge.countries,
        "place": get_args(ExercisePlace),
        "level": LEVELS,
        "goal": get_args(Goal),
    }
    wishes, at = lexicon.file(WishesFile)
    for wish, place in placed(wishes.wishes, at, "wishes"):
        allowed = values.get(wish.wish)
        if allowed is not None and wish.value not in allowed:
            place.inside("value").unknown(wish.wish, wish.value, allowed)
    families = {finding.partition(".")[0] for finding in knowledge.findings}
    known = {*knowledge.questions, *families}
    talk, at = lexicon.file(TalkFile)
    for number, topic in enumerate(talk.asked_in_general, 1):
        if topic not in known:
            where = at.inside("asked_in_general").inside(number)
            where.unknown("question or family of findings", topic, known)


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    topics, at = lexicon.file(TopicsFile)
    for topic, place in placed(topics.topics, at, "topics"):
        yield from _numbered(topic.words, place.inside("words"))
    wishes, at = lexicon.file(WishesFile)
    for wish, place in placed(wishes.wishes, at, "wishes"):
        yield from _numbered(wish.say, place.inside("say"))
    yield from _numbered(wishes.lives_in, at.inside("lives_in"))
    talk, at = lexicon.file(TalkFile)
    for name in ("questions", "answers"):
        opening, place = getattr(talk, name), at.inside(name)
        yield from _numbered(opening.after, place.inside("after"))
        yield from _numbered(opening.begins, place.inside("begins"))
    ends = at.inside("questions").inside("ends")
    yield from _numbered(talk.questions.ends, ends)
    fillers = at.inside("fillers")
    yield from _numbered(talk.fillers.begins, fillers.inside("begins"))
    yield from _numbered(talk.fillers.goes_on, fillers.inside("goes_on"))
    for name in ("before", "units", "old", "then"):
        words = getattr(talk.bare_age, name)
        yield from _numbered(words, at.inside("bare_age").inside(name))
    for name in ("only_the_back", "only_a_feeling", "skips"):
        yield from _numbered(getattr(talk, name), at.inside(name))


def _numbered(texts: tuple[str, ...], place: Place) -> Iterator[tuple[str, Place]]:
    for number, text in enumerate(texts, 1):
        yield text, place.inside(number)
