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


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("my knee hurts", ["elsewhere.complaint"]),
        ("my back and my knee hurts", []),
        ("My knee hurts. My neck is stiff.", []),
    ],
)
def test_a_complaint_elsewhere_counts_without_a_back_complaint_only(
    listener: Listener, text: str, findings: list[str]
) -> None:
    assert [m.finding for m in listener.hear(text).mentions] == findings
