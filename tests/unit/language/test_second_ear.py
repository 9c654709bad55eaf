"""The second ear says what a message sounds like, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from spinewise.language import Listener
from spinewise.language.clauses import Sentence
from spinewise.language.entries import Example
from spinewise.language.letters import SIZE, Word, letters_of, words_in
from spinewise.language.second_ear import SecondEar, _Model, _rows

Read = Callable[[str], Sequence[Sentence]]

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
def read(listener: Listener) -> Read:
    return listener._reader.read


@pytest.fixture(scope="module")
def ear(read: Read) -> SecondEar:
    return SecondEar(EXAMPLES, family, read)


@pytest.mark.parametrize(
    ("text", "topic", "finding"),
    [
        ("it is all cotton wool between the privates", "nerve", "nerve.numb"),
        ("squeezing feeling, band around the chest", "heart", "heart.pressure"),
        ("theres an elefant sitting on the chest", "heart", "heart.pain"),
    ],
)
def test_a_message_sounds_like_the_likeliest_finding(
    ear: SecondEar, read: Read, text: str, topic: str, finding: str
) -> None:
    heard = ear.listen(read(text))

    assert heard is not None
    assert (heard.topic, heard.finding) == (topic, finding)


@pytest.mark.parametrize("examples", [EXAMPLES, EXAMPLES[:2] + EXAMPLES[4:6]])
def test_chances_are_those_of_the_learner(
    examples: tuple[Example, ...], read: Read
) -> None:
    findings = [each.finding or "" for each in examples]
    texts = [words_in(read(each.text)) for each in examples]
    model = _Model.learn(texts, findings)
    counted = _rows(texts, model.concepts)
    letters, meanings = TfidfTransformer(), TfidfTransformer()
    letters.fit(counted[:, :SIZE])
    meanings.fit(counted[:, SIZE:])

    def weighed(some: Sequence[Sequence[Word]]) -> Any:
        rows = _rows(some, model.concepts)
        parts = letters.transform(rows[:, :SIZE]), meanings.transform(rows[:, SIZE:])
        return hstack([parts[0], parts[1] * 0.4], format="csr")

    learner = LogisticRegression(
        C=100,
        solver="liblinear",
        dual=True,
        tol=0.01,
        class_weight="balanced",
        random_state=0,
    )
    learner.fit(weighed(texts), findings)

    @given(text=st.text("abcdehoprstw ", min_size=8, max_size=300))
    def check(text: str) -> None:
        words = words_in(read(f"my {text}"))
        expected = learner.predict_proba(weighed([words]))[0]

        assert model.chances(words) == pytest.approx(
            dict(zip(learner.classes_, expected, strict=True)), abs=1e-5
        )

    check()


def test_a_topic_is_as_likely_as_its_findings_together(read: Read) -> None:
    ear = SecondEar(EXAMPLES, family, read)
    chances = np.array([0.1, 0.3, 0.25, 0.35])
    vars(ear)["_learned"] = _Model(
        names=("", "heart.pain", "heart.pressure", "nerve.numb"),
        concepts={},
        rarity=np.ones(SIZE),
        weights=np.zeros((SIZE, 4), dtype=np.float32),
        offsets=np.log(chances / (1 - chances)),
    )

    heard = ear.listen(read("whatever this may sound like"))

    assert heard is not None
    assert (heard.topic, heard.finding) == ("heart", "heart.pain")
    assert heard.score == pytest.approx(0.55 - 0.1)


def test_an_ordinary_message_scores_below_nought(ear: SecondEar, read: Read) -> None:
    heard = ear.listen(read("tight lower back after the gardening this morning"))

    assert heard is not None
    assert heard.score < 0


def test_a_sign_is_found_at_the_end_of_a_long_story(ear: SecondEar, read: Read) -> None:
    story = "my lower back is tight after gardening " * 20
    alone = ear.listen(read(story))
    heard = ear.listen(read(story + "my private parts are like cotton wool down below"))

    assert alone is not None
    assert heard is not None
    assert heard.topic == "nerve"
    assert heard.score > alone.score


@pytest.mark.parametrize("text", ["", "yes", "no it is not", "?!", "12"])
def test_an_answer_is_too_short_to_sound_like_anything(
    ear: SecondEar, read: Read, text: str
) -> None:
    assert ear.listen(read(text)) is None or len(text.split()) > 3


@pytest.mark.parametrize("examples", [(), EXAMPLES[:2], EXAMPLES[4:6]])
def test_without_both_danger_and_harmless_examples_it_is_deaf(
    examples: tuple[Example, ...], read: Read
) -> None:
    ear = SecondEar(examples, family, read)

    assert ear.listen(read("cotton wool down below now")) is None


def test_two_ears_that_learned_the_same_say_the_same(
    ear: SecondEar, read: Read
) -> None:
    said = read("feels like cotton wool in my chest")

    assert SecondEar(EXAMPLES, family, read).listen(said) == ear.listen(said)


def test_a_word_helps_that_means_what_the_examples_name(
    listener: Listener, read: Read
) -> None:
    examples = (
        Example(text="my groin is dead and strange", finding="nerve.numb"),
        Example(text="my coffee is weak and strange"),
    )
    [groin, other] = (words_in(read(text))[-1] for text in ("my groin", "my genitals"))
    ear = SecondEar(examples, family, read)
    heard = ear.listen(read("the genitals have been so odd lately"))

    assert set(groin.concepts) & set(other.concepts)
    assert heard is not None
    assert heard.score > 0


def test_whatever_the_text_the_score_lies_between_minus_one_and_one(
    ear: SecondEar, read: Read
) -> None:
    @given(st.text(max_size=400))
    @settings(deadline=None)
    def check(text: str) -> None:
        heard = ear.listen(read(text))

        assert heard is None or -1 <= heard.score <= 1

    check()


@given(st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_a_feature_counts_once_or_more(forms: list[str]) -> None:
    features = letters_of([Word(form) for form in forms])

    assert all(0 <= place < SIZE and count >= 1 for place, count in features.items())


def test_what_is_said_three_times_counts_less_than_three_times() -> None:
    once, thrice = letters_of([Word("numb")]), letters_of([Word("numb")] * 3)

    assert all(once[place] < thrice[place] < 3 * once[place] for place in once)


def test_apostrophes_and_capitals_make_no_difference(read: Read) -> None:
    assert words_in(read("It isn\u2019t FEELING")) == words_in(read("it isnt feeling"))
