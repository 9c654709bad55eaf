"""A danger sign is an emergency in the very turn in which it is said, wherever."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Talk

TIGHT = "my lower back is tight since monday"
CARD = (TIGHT, "no", "no", "no", "no", "34, male")
URGENT = ("I'm 45, male, my back aches and I have a fever", "no", "no", "no", "no")
# What was said before, by where the conversation then is.
WHERE = {
    "a question waits": (TIGHT,),
    "the options of a yes wait": (TIGHT, "no", "no", "yes"),
    "a doubt waits": ("sore back, not sure if I have a fever",),
    "the age waits": CARD[:-1],
    "inside an answer": (TIGHT, "is heat any good for it?"),
    "after the card": CARD,
    "inside an answer after the card": (*CARD, "how long will it last?"),
    "in the exercises": (*CARD, "that hurts"),
    "other exercises were shown": (*CARD, "too easy"),
    "the country is asked for": URGENT,
    "a report waits for consent": (*CARD, "this advice was wrong"),
    "starting again waits to be confirmed": (*CARD, "start again"),
    "deleting waits to be confirmed": (*CARD, "forget me"),
    "after a reason": (TIGHT, "why do you ask?"),
    "after a thought": (TIGHT, "what if I had a fever?"),
    "a question was left": (TIGHT, "the bus", "purple elephants", "seven bananas"),
}
# What the bot waits for there, where that is not a safety question.
WAITED_FOR = {
    "the country is asked for": "country",
    "a report waits for consent": "report",
    "starting again waits to be confirmed": "restart",
    "deleting waits to be confirmed": "forget",
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("way", ["no, but {}", "yes. also, {}", "{}"])
def test_a_danger_sign_is_answered_at_once(talk: Talk, where: str, way: str) -> None:
    talk.say(*WHERE[where])
    before = talk.slot("conversation").get("waiting")
    said = talk.say(way.format("I wet myself and didn't feel it"))

    assert before == WAITED_FOR.get(where, before)
    assert [m["card"]["tier"] for m in said if m.get("card")] == ["emergency"]
    assert talk.slot("tier") == "emergency"
