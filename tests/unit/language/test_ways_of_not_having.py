"""Ways of saying that a sign is not there, was long ago or is only feared."""

from __future__ import annotations

import pytest

from spinewise.assessing import listener_of
from spinewise.knowledge import load
from spinewise.language import Listener, load_lexicon
from spinewise.settings import settings
from tests.unit.language.test_assertion import claims

ASIDE = " My back is stiff from the garden."
SIGNS = {
    "a fever": "infection.fever",
    "weakness in both legs": "cauda_equina.both_legs",
    "trouble breathing": "lung.breathless",
}


@pytest.fixture(scope="module")
def listener() -> Listener:
    """The listener of the project, with rules alone."""
    knowledge = settings().knowledge_path
    lexicon = load_lexicon(knowledge / "lexicon/en")
    return listener_of(lexicon, load(knowledge))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "frame",
    [
        "I checked for {} and there isn't any.",
        "Nothing in the way of {}.",
        "A stiff back minus {}.",
        "{} ❌",
    ],
)
def test_a_sign_is_denied(listener: Listener, frame: str, sign: str) -> None:
    claimed = claims(listener, frame.format(sign) + ASIDE)
    assert claimed.get(SIGNS[sign], "absent") == "absent"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "frame",
    [
        "I had {} in my school days.",
        "I had {} in my army days.",
        "When I lived in Spain I had {}.",
        "{} plagued me all through childhood.",
        "Years before my kids were born I had {}.",
    ],
)
def test_a_time_of_life_that_is_over_is_past(
    listener: Listener, frame: str, sign: str
) -> None:
    assert claims(listener, frame.format(sign) + ASIDE)[SIGNS[sign]] == "past"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "frame",
    [
        "I'm scared of {}.",
        "I dread getting {}.",
        "My fear is {}.",
        "Would I notice {}?",
        "Do people my age get {}?",
        "I keep thinking I'll get {}.",
        "Please tell me it won't become {}.",
    ],
)
def test_what_is_feared_or_asked_is_doubtful(
    listener: Listener, frame: str, sign: str
) -> None:
    assert claims(listener, frame.format(sign) + ASIDE)[SIGNS[sign]] == "uncertain"


@pytest.mark.parametrize(
    "text",
    [
        "I'm scared of this weakness in both legs",
        "I worry about the weakness in both legs I've had since Monday",
        "I'm at uni and have weakness in both legs",
        "I fell over at college and have weakness in both legs",
        "I was at university when weakness in both legs came on",
    ],
)
def test_a_sign_of_now_stays(listener: Listener, text: str) -> None:
    assert claims(listener, text)["cauda_equina.both_legs"] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "since the school run I can't feel my legs, back pain",
        "went for a run and now I can't move my legs",
    ],
)
def test_legs_without_feeling_after_a_run_are_asked_about(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)["cauda_equina.both_legs"] == "uncertain"
