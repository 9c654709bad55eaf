"""What a text says as an answer to a yes/no question."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("yep", "yes"),
        ("YES!!!", "yes"),
        ("a bit", "yes"),
        ("kind of", "yes"),
        ("kinda", "yes"),
        ("sometimes", "yes"),
        ("I do", "yes"),
        ("well, to be honest, yes", "yes"),
        ("\U0001f44d", "yes"),
        ("no", "no"),
        ("nope", "no"),
        ("none of these", "no"),
        ("not that I know", "no"),
        ("negative", "no"),
        ("all fine", "no"),
        ("not really", "no"),
        ("I don't think so", "no"),
        ("No, but I wet myself", "no"),
        ("no fever", "no"),
        ("maybe", "unsure"),
        ("idk", "unsure"),
        ("not sure", "unsure"),
        ("no idea", "unsure"),
        ("yes and no", "unsure"),
        ("hard to say", "unsure"),
        ("no wait, yes I do", "yes"),
        ("hang on, no", "no"),
        ("no wait, the left leg", None),
        ("no, hold on, it's the other side", None),
        ("no I can't wait to be better", "no"),
        ("no no no oh wait operation yes is that recent", "yes"),
        ("none of these. Oh hang on, yes, the second", "yes"),
        ("no to all. Wait, maybe the last one", "yes"),
        ("no no, oh wait, let me ask my wife", None),
        ("so I can't put my hand on my heart and say no", "unsure"),
        ("how do you know", None),
        ("my back hurts", None),
        ("I have a fever", None),
        ("I can't feel my legs", None),
        ("the shop is open", None),
        ("", None),
    ],
)
def test_a_reply_is_understood(
    listener: Listener, text: str, answer: str | None
) -> None:
    assert listener.hear(text).answer == answer


def test_a_no_with_a_danger_sign_keeps_the_sign(listener: Listener) -> None:
    heard = listener.hear("no, but I wet myself")

    assert heard.answer == "no"
    assert [(m.finding, m.assertion) for m in heard.mentions] == [
        ("cauda_equina.urine_incontinence", "present")
    ]
