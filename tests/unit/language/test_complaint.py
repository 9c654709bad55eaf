"""What is wrong with the back, and where."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


@pytest.mark.parametrize(
    ("text", "complaint", "region"),
    [
        ("my lower back is tight", "tightness", "lower"),
        ("stiff neck", "stiffness", "neck"),
        ("I pulled a muscle in my back", "strain", "unknown"),
        ("I strained a muscle lifting", "strain", "unknown"),
        ("my upper back is in spasm", "spasm", "upper"),
        ("sore lower back", "soreness", "lower"),
        ("my back hurts", "pain", "unknown"),
        ("my back is killing me", "pain", "unknown"),
        ("slipped disc", "pain", "unknown"),
        ("sciatica", "sciatica", "lower"),
        ("pain from my back down my leg", "sciatica", "lower"),
        ("lumbago", "pain", "unknown"),
        ("L4 L5 trouble", "pain", "lower"),
        ("tailbone pain", "pain", "lower"),
        ("pain between my shoulder blades", "pain", "upper"),
        ("my whole back aches", "soreness", "whole"),
        ("buttock pain", "pain", "buttock"),
        ("my spine", "pain", "unknown"),
    ],
)
def test_a_back_complaint_has_a_kind_and_a_region(
    listener: Listener, text: str, complaint: str, region: str
) -> None:
    heard = listener.hear(text)

    assert heard.complaint == complaint
    assert region in (heard.region, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "my knee hurts",
        "headache",
        "toothache for a week",
        "in my back yard",
        "back to work",
        "come back later",
        "it hurts",
        "I'll be back in a minute",
        "hello",
        "",
    ],
)
def test_other_parts_and_idioms_are_no_back_complaint(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).complaint == "none"


def test_a_finding_that_needs_a_back_waits_for_one(listener: Listener) -> None:
    alone = listener.hear("it hurts when I cough")
    with_back = listener.hear("my back hurts when I cough")
    in_talk = listener.hear("it hurts when I cough", in_back_talk=True)

    assert alone.mentions == ()
    assert [m.finding for m in with_back.mentions] == ["pain.cough_sneeze"]
    assert [m.finding for m in in_talk.mentions] == ["pain.cough_sneeze"]
