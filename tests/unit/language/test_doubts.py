"""Doubt asks about a sign that sounds like another story, or tells whose it is."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.evaluation import labelled, project_files
from bench.labelled import Labelled
from spinewise.assessing import listener_of
from spinewise.knowledge import load
from spinewise.language import Lexicon, Listener, load_lexicon
from spinewise.language.entries import Told
from spinewise.language.learning import digest_of, is_learned, learn, write
from spinewise.language.lexicon import DOUBTS_FILE, LexiconError
from spinewise.language.weights import DoubtWeights
from spinewise.settings import settings
from spinewise.triage import Assertion
from tests.unit.language.test_assertion import FEVER, SADDLE, claims

STORY = "Years gone by on the farm, my lad lay in bed all week with a fever, poor thing"
NOW = "It began after lunch and I am shaking all over in bed with a fever right here"


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    """The lexicon of the project."""
    return load_lexicon(settings().knowledge_path / "lexicon/en")


@pytest.fixture(scope="module")
def doubting(shipped: Lexicon) -> Listener:
    """The listener of the project."""
    return listener_of(shipped, load(settings().knowledge_path))


@pytest.fixture(scope="module")
def trusting(shipped: Lexicon) -> Listener:
    """The same without doubts."""
    words = msgspec.structs.replace(shipped, doubts=None)
    return listener_of(words, load(settings().knowledge_path))


@given(data=st.data())
def test_doubt_never_makes_a_claim_stronger(
    shipped: Lexicon, doubting: Listener, trusting: Listener, data: st.DataObject
) -> None:
    stories = st.lists(st.sampled_from(shipped.told), min_size=1, max_size=3)
    text = " ".join(each.text for each in data.draw(stories))

    doubted = doubting.hear(text).mentions
    trusted = trusting.hear(text).mentions

    assert {(m.finding, m.start, m.end) for m in doubted} == {
        (m.finding, m.start, m.end) for m in trusted
    }
    changed = {was.assertion for was in set(trusted) - set(doubted)}
    became = {now.assertion for now in set(doubted) - set(trusted)}
    assert changed <= {Assertion.PRESENT}
    assert Assertion.PRESENT not in became


@pytest.mark.parametrize(
    "text",
    [
        "no, but I wet myself",
        "my groin is numb",
        "no but I can't pee since this morning",
        "yes, and a fever of 39",
    ],
)
def test_a_short_answer_is_never_doubted(
    doubting: Listener, trusting: Listener, text: str
) -> None:
    assert doubting.hear(text) == trusting.hear(text)


def test_what_is_told_of_another_time_is_asked_about(doubting: Listener) -> None:
    text = (
        "Best man at our wedding thought he was dying, chest like an anvil, grey as "
        "putty, off in the ambulance before the speeches. Fine now, still dances. "
        "Mine is only stiff from sleeping in the van."
    )

    claimed = claims(doubting, text)
    assert "present" not in {claimed.get("heart.chest_pain", "absent")}


def test_thoughts_of_ending_it_are_never_doubted(
    doubting: Listener, trusting: Listener
) -> None:
    text = (
        "My brother got over his years ago and mine is just a stiff back from the "
        "garden, but I want to kill myself all the same, that is how it is now."
    )

    assert (
        claims(doubting, text)["crisis.self_harm"]
        == (claims(trusting, text)["crisis.self_harm"])
    )


DANGERS = [
    label for label in labelled(project_files(), "dev") if label.danger and label.flags
]


@pytest.mark.parametrize("label", DANGERS, ids=lambda label: label.name)
def test_no_sign_of_a_person_in_danger_is_taken_for_another_story(
    doubting: Listener, trusting: Listener, label: Labelled
) -> None:
    told = {m for m in trusting.hear(label.text).mentions if m.assertion == "present"}
    kept = {
        (m.finding, m.start)
        for m in doubting.hear(label.text).mentions
        if m.assertion in (Assertion.PRESENT, Assertion.UNCERTAIN)
    }
    assert {(m.finding, m.start) for m in told} <= kept


@pytest.fixture(scope="module")
def taught(words: Lexicon) -> Lexicon:
    """A lexicon with two ways of telling."""
    told = [Told(text=f"{STORY} {n}", signs={FEVER: "past"}) for n in range(4)]
    told += [Told(text=f"{NOW} {n}", signs={FEVER: "present"}) for n in range(4)]
    lexicon = msgspec.structs.replace(words, told=tuple(told))
    return msgspec.structs.replace(lexicon, doubts=learn(lexicon, Listener(lexicon)))


def test_examples_teach_when_to_doubt(taught: Lexicon) -> None:
    listener = Listener(taught, doubted=[FEVER])
    text = "gone by on the farm all week with a fever in bed, poor thing, years"

    assert claims(listener, text)[FEVER] == "uncertain"


OTHERS = (
    "The fellow from the stall lay ill all week in the village with a fever, poor thing"
)
FEARED = (
    "Reading leaflets at night makes the mind run to wards, drips and a fever again"
)
NOT_SO = (
    "Nurse measured with her gadget and it was low, never a fever on the whole ward"
)


@pytest.fixture(scope="module")
def kinds(words: Lexicon) -> Lexicon:
    """A lexicon with every way of telling."""
    said = {STORY: "past", OTHERS: "other_person", FEARED: "uncertain"}
    said |= {NOT_SO: "absent", NOW: "present"}
    told = tuple(
        Told(text=f"{text} {n}", signs={FEVER: claim})
        for text, claim in said.items()
        for n in range(12)
    )
    lexicon = msgspec.structs.replace(words, told=told)
    doubts = msgspec.structs.replace(
        learn(lexicon, Listener(lexicon)), present_below=0.3, told_below=0.3
    )
    return msgspec.structs.replace(lexicon, doubts=doubts)


def test_examples_teach_whose_story_it_is(kinds: Lexicon) -> None:
    listener = Listener(kinds, doubted=[FEVER])
    text = (
        "stall fellow ill in the village, my husband all week, with a fever, poor thing"
    )

    assert claims(listener, text)[FEVER] == "other_person"


def test_without_a_word_for_anybody_else_the_sign_is_asked_about(
    kinds: Lexicon,
) -> None:
    listener = Listener(kinds, doubted=[FEVER])
    text = "stall fellow ill in the village all week with a fever, poor thing, ill"

    assert claims(listener, text)[FEVER] == "uncertain"


def test_where_not_every_kind_is_taught_none_is_told(taught: Lexicon) -> None:
    assert taught.doubts is not None
    assert taught.doubts.kinds == {}


def test_only_findings_that_can_be_asked_about_are_doubted(taught: Lexicon) -> None:
    listener = Listener(taught, doubted=[SADDLE])
    text = "gone by on the farm all week with a fever in bed, poor thing, years"

    assert claims(listener, text)[FEVER] == "present"


def test_what_is_like_the_present_examples_stays_present(taught: Lexicon) -> None:
    listener = Listener(taught, doubted=[FEVER])

    assert claims(listener, NOW)[FEVER] == "present"


def test_what_was_learned_is_read_back(taught: Lexicon, tmp_path: Path) -> None:
    assert taught.doubts is not None
    file = write(taught.doubts, tmp_path)

    assert file.name == DOUBTS_FILE
    assert msgspec.json.decode(file.read_bytes(), type=DoubtWeights) == taught.doubts


def test_the_shipped_weights_were_learned_from_the_shipped_examples(
    shipped: Lexicon,
) -> None:
    assert shipped.doubts is not None
    assert shipped.doubts.examples == digest_of(shipped)


def test_other_examples_need_other_weights(taught: Lexicon) -> None:
    other = msgspec.structs.replace(taught, told=taught.told[:-1])

    assert is_learned(taught)
    assert not is_learned(other)


def test_weights_for_an_unknown_place_are_refused(
    taught: Lexicon, tmp_path: Path
) -> None:
    file = write(taught.doubts, tmp_path) if taught.doubts else tmp_path
    file.write_text(file.read_text().replace('"after ', '"behind ', 1))

    with pytest.raises(LexiconError, match=r"doubts.json.*spinewise learn"):
        load_lexicon(tmp_path)
