"""Whose a sign is that somebody else has, or had, and the writer too or again."""

from __future__ import annotations

import pytest

from spinewise.assessing import listener_of
from spinewise.knowledge import load
from spinewise.language import Listener, load_lexicon
from spinewise.settings import settings
from tests.unit.language.test_assertion import claims

BOTH = "cauda_equina.both_legs"
SADDLE = "cauda_equina.saddle_numbness"
RETENTION = "cauda_equina.urine_retention"
FOOT = "nerve.foot_drop"


@pytest.fixture(scope="module")
def listener() -> Listener:
    """The listener of the project."""
    knowledge = settings().knowledge_path
    return listener_of(load_lexicon(knowledge / "lexicon/en"), load(knowledge))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Mum told me about her friend whose legs went. Mine went this morning", BOTH),
        ("My brother's foot dropped. Now it's happening to me, back is sore.", FOOT),
        ("a mate of mine had numb legs with his disc and so do I now", BOTH),
    ],
)
def test_what_the_writer_has_too_is_asked_about(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "uncertain"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I had a numb groin in 2015. It's back since Sunday.", SADDLE),
        ("In 2016 I couldn't pee for a week. Now the same again.", RETENTION),
    ],
)
def test_what_has_come_back_is_asked_about(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "uncertain"


@pytest.mark.parametrize(
    ("text", "finding", "claim"),
    [
        (
            "My dad couldn't pee. Not me, my back is just stiff.",
            RETENTION,
            "other_person",
        ),
        ("My dad had numb legs. My back is stiff too.", BOTH, "other_person"),
        ("I had a numb groin in 2015. This is a bad back, that's all.", SADDLE, "past"),
        ("I had numb legs in 2014. If it came back I'd worry.", BOTH, "past"),
    ],
)
def test_what_is_only_theirs_or_over_stays_so(
    listener: Listener, text: str, finding: str, claim: str
) -> None:
    assert claims(listener, text)[finding] == claim


@pytest.mark.parametrize(
    "text",
    [
        "a client of mine had numb legs. I have a stiff back",
        "the chap next to me on the plane had numb legs. my back is stiff",
        "a lad at five-a-side got numb legs, I have a stiff back",
    ],
)
def test_me_and_mine_may_only_tell_who_somebody_is(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[BOTH] == "other_person"


@pytest.mark.parametrize(
    "text",
    [
        "my mum's with me and I can't feel my legs",
        "my son in my arms, I fell and can't feel my legs",
        "a bloke of 20 stone landed on me and my legs are numb",
    ],
)
def test_what_the_writer_has_beside_somebody_is_theirs(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[BOTH] == "present"
