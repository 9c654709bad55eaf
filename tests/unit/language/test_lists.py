"""A list of signs is denied as a whole, in front of it or after it."""

from __future__ import annotations

import pytest

from spinewise.language import Listener
from tests.unit.language.test_assertion import (
    CANCER,
    FEVER,
    LEAK,
    RETENTION,
    SADDLE,
    claims,
)

LISTED = {SADDLE: "absent", LEAK: "absent", FEVER: "absent"}


@pytest.mark.parametrize(
    "text",
    [
        "I do NOT have any of these: numb groin, wet myself, fever.",
        "No to: numb groin, wet myself, fever.",
        "Not: numb groin; wet myself; fever.",
        "Never had any of the following: numb groin, wet myself, fever",
        "None of these: numb groin / wet myself / fever",
        "No:\n- numb groin\n- wet myself\n- fever",
        "Not had any of these:\nnumb groin\nwet myself\nfever",
        "Numb groin, wet myself, fever: none of those.",
        "Numb groin, wet myself, fever. None of it applies to me.",
        "Numb groin. Wet myself. Fever. Not one of them, luckily.",
        "Numb groin/wet myself/fever: denies all.",
        "numb groin ❌ wet myself ❌ fever ❌",
    ],
)
def test_a_denied_list_denies_each_sign(listener: Listener, text: str) -> None:
    assert claims(listener, text + "\nMy back is stiff.") == LISTED


@pytest.mark.parametrize(
    "text",
    [
        "None of these: fever, cancer, but I can't pee",
        "I don't have any of these: fever, cancer. I can't pee.",
        "No to: fever, cancer, and I can't pee",
        "No:\n- fever\n- cancer\nI can't pee since this morning and my back hurts.",
        "No:\n- fever\n- cancer\nbut can't pee",
        "No:\n- fever\n- cancer\n- but can't pee",
        "No:\nfever\ncancer\nonly can't pee",
        "No:\nfever\ncancer\nexcept can't pee",
        "No:\n- fever\n- cancer\ncan't pee",
        "No:\n- fever\n- cancer\nYes:\n- can't pee",
        "No:\nfever\ncancer\nYes:\ncan't pee",
        "No:\nfever\ncancer\nHave:\ncan't pee",
        "Can't pee. Fever. None of these: cancer, broken bones",
        "Fever, cancer: none of those. I can't pee.",
        "I can't pee and I have no fever, none of it helps",
        "I can't pee. None of it makes sense to me at all.",
    ],
)
def test_a_sign_beside_a_denied_list_stays_present(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[RETENTION] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "I have a numb groin, a fever: none of that.",
        "I've gone through the list: numb groin, fever.",
        "It's not that I have a numb groin",
    ],
)
def test_a_denial_that_may_mean_something_else_is_asked_about(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "uncertain"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("what's different is a numb groin", SADDLE),
        ("what worries me is the numb groin", SADDLE),
        ("cancer since 1850 steps", CANCER),
    ],
)
def test_words_of_a_cue_that_say_nothing_take_nothing_back(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "I don't feel any fever",
        "I haven't been having a fever",
        "nobody at home has had a fever",
        "the fever was in 2014",
        "fever, all better by Easter",
        "I had a fever. All of that went away afterwards and it has not come back.",
        "before I was born my gran had a fever",
    ],
)
def test_a_sign_that_is_denied_or_over_is_not_present(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text).get(FEVER) not in ("present", None)


def test_who_is_only_picked_up_does_not_become_the_patient(listener: Listener) -> None:
    said = claims(listener, "My baby cries. I can't pick her up. Got a fever of 39.")

    assert said[FEVER] == "present"
