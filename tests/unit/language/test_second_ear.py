"""The second ear says what a message sounds like, and no more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from spinewise.language.entries import Example
from spinewise.language.letters import SIZE, letters_of, words_of
from spinewise.language.second_ear import SecondEar, _Model, _rows

EXAMPLES = (
    Example(text="my private parts feel like cotton wool", finding="nerve.numb"),
    Example(text="cotton wool down below since my back went", finding="nerve.numb"),
    Example(text="elephant sitting on my chest and sweating", finding="heart.pain"),
    Example(text="a squeezing band round my chest", finding="heart.pressure"),
    Example(text="my lower back is tight after gardening"),
    Example(text="stiff back this morning, loosens up"),
    Example(text="no cotton wool down below", finding="nerve.numb", assertion="absent"),
)


def family(finding: str) -> str:
    return finding.partition(".")[0]


@pytest.fixture(scope="module")
def ear() -> SecondEar:
    return SecondEar(EXAMPLES, family)


@pytest.mark.parametrize(
    ("text", "topic", "finding"),
    [
        ("it is all cotton wool between the privates", "nerve", "nerve.numb"),
        ("squeezing feeling, band around the chest", "heart", "heart.pressure"),
        ("theres an elefant sitting on the chest", "heart", "heart.pain"),
    ],
)
def test_a_message_sounds_like_the_likeliest_finding(
    ear: SecondEar, text: str, topic: str, finding: str
) -> None:
    heard = ear.listen(text)

    assert heard is not None
    assert (heard.topic, heard.finding) == (topic, finding)


@pytest.mark.parametrize("examples", [EXAMPLES, EXAMPLES[:2] + EXAMPLES[4:6]])
@given(text=st.text("abcdehoprstw ", min_size=8, max_size=300))
def test_chances_are_those_of_the_learner(
    examples: tuple[Example, ...], text: str
) -> None:
    findings = [each.finding or "" for each in examples]
    texts = [words_of(each.text) for each in examples]
    rarity = TfidfTransformer()
    learner = LogisticRegression(
        C=100,
        solver="liblinear",
        dual=True,
        tol=0.01,
        class_weight="balanced",
        random_state=0,
    )
    learner.fit(rarity.fit_transform(_rows(texts)), findings)
    words = ["my", *words_of(text)]

    chances = _Model.learn(texts, findings).chances(words)

    expected = learner.predict_proba(rarity.transform(_rows([words])))[0]
    assert chances == pytest.approx(
        dict(zip(learner.classes_, expected, strict=True)), abs=1e-5
    )


def test_a_topic_is_as_likely_as_its_findings_together() -> None:
    ear = SecondEar(EXAMPLES, family)
    chances = np.array([0.1, 0.3, 0.25, 0.35])
    vars(ear)["_learned"] = _Model(
        names=("", "heart.pain", "heart.pressure", "nerve.numb"),
        rarity=np.ones(SIZE),
        weights=np.zeros((SIZE, 4), dtype=np.float32),
        offsets=np.log(chances / (1 - chances)),
    )

    heard = ear.listen("whatever this may sound like")

    assert heard is not None
    assert (heard.topic, heard.finding) == ("heart", "heart.pain")
    assert heard.score == pytest.approx(0.55 - 0.1)


def test_an_ordinary_message_scores_below_nought(ear: SecondEar) -> None:
    heard = ear.listen("tight lower back after the gardening this morning")

    assert heard is not None
    assert heard.score < 0


def test_a_sign_is_found_at_the_end_of_a_long_story(ear: SecondEar) -> None:
    story = "my lower back is tight after gardening " * 20
    alone = ear.listen(story)
    heard = ear.listen(story + "my private parts are like cotton wool down below")

    assert alone is not None
    assert heard is not None
    assert heard.topic == "nerve"
    assert heard.score > alone.score


@pytest.mark.parametrize("text", ["", "yes", "no it is not", "?!", "12"])
def test_an_answer_is_too_short_to_sound_like_anything(
    ear: SecondEar, text: str
) -> None:
    assert ear.listen(text) is None or len(text.split()) > 3


@pytest.mark.parametrize("examples", [(), EXAMPLES[:2], EXAMPLES[4:6]])
def test_without_both_danger_and_harmless_examples_it_is_deaf(
    examples: tuple[Example, ...],
) -> None:
    assert SecondEar(examples, family).listen("cotton wool down below now") is None


def test_two_ears_that_learned_the_same_say_the_same(ear: SecondEar) -> None:
    text = "feels like cotton wool in my chest"

    assert SecondEar(EXAMPLES, family).listen(text) == ear.listen(text)


@given(st.text(max_size=400))
@settings(deadline=None)
def test_whatever_the_text_the_score_lies_between_minus_one_and_one(text: str) -> None:
    ear = SecondEar(EXAMPLES, family)
    heard = ear.listen(text)

    assert heard is None or -1 <= heard.score <= 1


@given(st.text(max_size=200))
def test_a_feature_counts_once_or_more(text: str) -> None:
    features = letters_of(words_of(text))

    assert all(0 <= place < SIZE and count >= 1 for place, count in features.items())


def test_what_is_said_three_times_counts_less_than_three_times() -> None:
    once, thrice = letters_of(["numb"]), letters_of(["numb"] * 3)

    assert all(once[place] < thrice[place] < 3 * once[place] for place in once)


def test_apostrophes_and_capitals_make_no_difference() -> None:
    assert words_of("I can\u2019t FEEL") == words_of("i cant feel")
