"""Several denials in a row: each has an item of its own."""

from __future__ import annotations

import pytest

from spinewise.language import Listener
from tests.unit.language.test_assertion import FEVER, RETENTION, SADDLE, claims


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever, no chills, numb between my legs", SADDLE),
        ("no leaking, no fever, can't pee", RETENTION),
        ("not feverish, not dizzy, can't pee", RETENTION),
        ("no numbness, no leaking, fever of 39", FEVER),
        ("I haven't had a fall, haven't got a fever, my groin is numb", SADDLE),
    ],
)
def test_what_has_no_denial_of_its_own_is_present(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "no leaking, no numbness, no fever",
        "no leaking, no numbness or fever, stiff back",
        "no leaking, numbness, or fever, back ache",
        "no leaking no numbness no fever",
    ],
)
def test_what_is_denied_stays_denied(listener: Listener, text: str) -> None:
    assert claims(listener, text)[FEVER] == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "no leaking no chest pain groin numb",
        "no leaking, fever, or chills, groin numb",
    ],
)
def test_what_may_have_left_the_list_is_asked_about(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "uncertain"


@pytest.mark.parametrize(
    "text", ["no fever, chills, back ache", "no leaking, no fever, lower back ache"]
)
def test_a_complaint_behind_denied_signs_is_told(listener: Listener, text: str) -> None:
    assert listener.hear(text).complaint != "none"
