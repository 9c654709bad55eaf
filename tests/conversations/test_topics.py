"""Questions about backs are answered from anywhere, then comes the way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.topics import TopicWords
from spinewise.knowledge import load
from spinewise.settings import ROOT, settings
from tests.conversations.talking import Bot, Talk, words

KNOWLEDGE = load(settings().knowledge_path)
TOPICS = {
    topic
    for advice in KNOWLEDGE.advice.values()
    for topic in (advice.topic, *advice.answers)
}
NOT_ASKED = ("why", "about_bot", "summary", "privacy", "certainty", "checked")


def wordings() -> dict[str, int]:
    """How many wordings the training data has for each topic."""
    found = {}
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(path.read_text())["nlu"]:
            intent, examples = block["intent"], block["examples"].splitlines()
            if intent.startswith("ask_"):
                found[intent.removeprefix("ask_")] = len(examples)
    return {name: count for name, count in found.items() if name not in NOT_ASKED}


def held_out() -> Iterator[tuple[str, str]]:
    """Two wordings of each narrow topic that no model is trained on."""
    narrow = {
        block["intent"].removeprefix("ask_")
        for path in (ROOT / "data" / "nlu").glob("about_*.yml")
        for block in yaml.safe_load(path.read_text())["nlu"]
    }
    for block in yaml.safe_load((ROOT / "tests/nlu/held_out.yml").read_text())["nlu"]:
        topic = block["intent"].removeprefix("ask_")
        if topic in narrow and topic in TOPICS:
            yield from ((topic, line[2:]) for line in block["examples"].splitlines())


def test_there_are_sixty_topics_with_several_wordings_and_an_answer() -> None:
    counts = wordings()

    assert len(counts) >= 60
    assert {name for name in counts if name not in TOPICS} == set()
    assert min(counts.values()) >= 8


def test_no_topic_is_a_lecture() -> None:
    for topic in wordings():
        said = [
            advice
            for advice in KNOWLEDGE.advice.values()
            if topic in (advice.topic, *advice.answers)
        ]
        assert 1 <= len(said) <= 3, topic


def test_new_wordings_find_their_topic() -> None:
    found = TopicWords.read(settings().knowledge_path)
    rows = list(held_out())
    right = sum(
        found.asked(plain_words(text), "ask_causes", asks=True) == topic
        for topic, text in rows
    )

    assert right >= 0.9 * len(rows), (right, len(rows))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is it a slipped disc?", "does not really slip"),
        ("would paracetamol do anything?", "does little for back pain"),
        ("are spinal injections worth it?", "no injection"),
        ("may I go swimming?", "Pick what you enjoy"),
        ("is it safe to stop tramadol?", "all at once"),
        ("which mattress should I buy?", "no one best bed"),
        ("do I need surgery?", "not the answer for most"),
    ],
)
def test_a_question_in_the_middle_is_answered_with_its_source(
    talk: Talk, question: str, answer: str
) -> None:
    asked = talk.say("my lower back is tight")
    said = talk.say(question)

    assert answer in words(said)
    assert "Source" in words(said)
    assert said[-1]["text"] == asked[-1]["text"]


def test_without_a_case_the_answer_invites_to_tell_of_it(talk: Talk) -> None:
    talk.say("hello")
    said = talk.say("does acupuncture work?")

    assert "do not agree on needles" in words(said)
    assert "Tell me about your back" in said[-1]["text"]


@pytest.mark.parametrize(
    "question",
    ["might it be a slipped disk", "shouldn't somebody take a picture of my spine"],
)
def test_a_question_that_sounds_like_another_wish_is_answered(
    talk: Talk, question: str
) -> None:
    talk.say("my lower back is tight")
    said = talk.say(question)

    assert "Source" in words(said)
    assert "start a new check" not in words(said)
    assert "I'm sorry your back is bothering you" not in words(said)


def test_who_needs_a_doctor_today_hears_that_a_topic_is_about_backs_in_general(
    talk: Talk,
) -> None:
    talk.say("my back aches since yesterday and I have a fever")
    said = talk.say("is walking good for a back?")

    assert "Yours needs to be seen" in words(said)


def test_who_wants_moves_too_early_hears_when_they_come(talk: Talk) -> None:
    asked = talk.say("my lower back is tight")
    said = talk.say("can you show me some exercises?")

    assert "We come to the moves" in words(said)
    assert said[-1]["text"] == asked[-1]["text"]


def test_how_long_to_hold_is_a_question_about_the_moves(talk: Talk) -> None:
    talk.say("my lower back is tight since monday", *["no"] * 4, "34, male")

    assert "gentle moves every day" in words(talk.say("how long should i hold it"))


STATES = {
    "a danger question": ("my lower back is tight",),
    "which sign is meant": ("my lower back is tight", "no", "no", "yes"),
    "after the plan": (
        "my lower back is tight since monday",
        *("no", "no", "no", "no", "34, male"),
    ),
    "a doctor today": (
        "my back aches since yesterday and I have a fever",
        *("no", "no", "no", "no", "34, male"),
    ),
    "a new check to confirm": ("my lower back is tight", "start again"),
}


@pytest.mark.parametrize("before", STATES.values(), ids=STATES)
def test_every_topic_is_answered_in_every_state(
    bot: Bot, before: tuple[str, ...]
) -> None:
    talk = Talk(bot)
    talk.say(*before)
    # Who asks for exercises gets them, or the questions that come first.
    for topic in sorted(wordings().keys() - {"exercises"}):
        said = talk.say(f"/ask_{topic}")
        answers = [
            advice.text
            for advice in KNOWLEDGE.advice.values()
            if topic in (advice.topic, *advice.answers)
        ]

        assert all(answer in words(said) for answer in answers), topic
        assert "Source" not in said[-1]["text"], topic
