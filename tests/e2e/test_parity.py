"""`assess` and the conversation agree on the same first messages."""

from __future__ import annotations

import pytest

from spinewise.assessing import Assessor, InputLine
from spinewise.settings import settings
from tests.e2e.bots import Talk

TEXTS = [
    "my lower back is really tight after sitting all week",
    "my back hurts and I can't feel when I pee",
    "my dad can't pee and his back hurts",
    "no fever but my bits are numb",
    "back ache and a fever of 39",
    "I had breast cancer and now my back hurts",
    "is it cauda equina? my back is stiff",
    "I'm 34M, sharp twinge in my left lower back for 3 days, 6/10",
    "my knee hurts",
    "what's the weather like",
    "I took 20 paracetamol for my back",
    "I don't want to live with this pain any more",
    "pins and needles down one leg for two weeks",
    "12 weeks pregnant and my back aches",
    "my 8 year old has back pain",
    "hi",
]


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    """The batch command's assessor."""
    return Assessor(knowledge_path=settings().knowledge_path)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_to_the_same_in_both(
    talk: Talk, assessor: Assessor, text: str
) -> None:
    expected = assessor.result_of(InputLine(text=text))

    talk.say(text)

    slots = talk.slots()
    assert slots["tier"] == expected["tier"]
    assert slots["fired_rules"] == expected["rules"]
    assert slots["findings"] == expected["findings"]
