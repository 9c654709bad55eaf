"""Facts about the patient."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34M back pain", 34),
        ("(29 f) back pain", 29),
        ("I'm 67", 67),
        ("im 67 and my back hurts", 67),
        ("67 year old", 67),
        ("67yo woman", 67),
        ("my 8 year old has back pain", 8),
        ("in my 20s", 25),
        ("born in 1956", 70),
        ("F, 26", 26),
        ("I'm sixty seven", 67),
        ("I am a 45 year old man", 45),
        ("aged 71", 71),
    ],
)
def test_an_age_is_heard(listener: Listener, text: str, age: float) -> None:
    assert listener.hear(text).profile.age == age


@pytest.mark.parametrize(
    "text",
    [
        "my L4 hurts",
        "I'm 5'7 and my back hurts",
        "I weigh 115 lb",
        "MRI 2016 showed nothing",
        "pain for 6 weeks",
        "it's 8/10",
        "I'm 20 weeks pregnant",
        "I'm 2 days into this",
        "fever of 39",
    ],
)
def test_other_numbers_are_no_age(listener: Listener, text: str) -> None:
    assert listener.hear(text).profile.age is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("back pain since Tuesday", 4),
        ("back pain for 6 weeks", 42),
        ("back pain for six weeks", 42),
        ("my back has hurt for years", 1095),
        ("my back hurts since yesterday", 1),
        ("my back hurts since this morning", 0),
        ("my back pain began 3 months ago", 90),
        ("my back has hurt for 2 years", 730),
    ],
)
def test_onset_is_heard_in_days(listener: Listener, text: str, days: float) -> None:
    assert listener.hear(text).profile.onset_days == days


@pytest.mark.parametrize(
    ("text", "pain"),
    [("pain 8/10", 8), ("it's a 9", 9), ("7 out of ten", 7), ("pain level 4", 4)],
)
def test_pain_out_of_ten_is_heard(listener: Listener, text: str, pain: float) -> None:
    assert listener.hear(text).profile.pain == pain


@pytest.mark.parametrize(
    ("text", "celsius"),
    [
        ("39 fever", 39),
        ("fever of 101.5", 38.6),
        ("temperature 38,5", 38.5),
        ("my temp is 36.8", 36.8),
        ("temperature of 102 F", 38.9),
    ],
)
def test_a_temperature_is_heard_in_celsius(
    listener: Listener, text: str, celsius: float
) -> None:
    assert listener.hear(text).profile.temperature == celsius


def test_a_high_temperature_is_a_fever(listener: Listener) -> None:
    heard = {m.finding: m.assertion for m in listener.hear("my temp is 39").mentions}

    assert heard == {"infection.fever": "present"}


def test_a_normal_temperature_denies_fever(listener: Listener) -> None:
    heard = {m.finding: m.assertion for m in listener.hear("my temp is 36.8").mentions}

    assert heard == {"infection.fever": "absent"}


@pytest.mark.parametrize(
    ("text", "pregnant"),
    [
        ("I am 30 weeks pregnant", True),
        ("I'm pregnant", True),
        ("not pregnant", False),
        ("I'm not pregnant", False),
        ("when I was pregnant my back hurt", None),
        ("my back hurts", None),
    ],
)
def test_pregnancy_is_heard(
    listener: Listener, text: str, pregnant: bool | None
) -> None:
    assert listener.hear(text).profile.pregnant is pregnant


def test_weeks_of_pregnancy_are_heard(listener: Listener) -> None:
    assert listener.hear("33 weeks pregnant, cramps").profile.weeks_pregnant == 33


def test_a_recent_birth_is_heard(listener: Listener) -> None:
    assert listener.hear("I gave birth two weeks ago").profile.postpartum is True


@pytest.mark.parametrize(
    ("text", "sex"),
    [("34M", "male"), ("F, 26", "female"), ("I'm a woman of 60", "female")],
)
def test_sex_is_heard(listener: Listener, text: str, sex: str) -> None:
    assert listener.hear(text).profile.sex == sex


def test_medicines_are_heard_with_typos_and_as_findings(listener: Listener) -> None:
    heard = listener.hear("I take warfrin and my back hurts")

    assert heard.profile.medicines == ("warfarin",)
    assert [m.finding for m in heard.mentions] == ["medicine.anticoagulant"]


def test_a_medicine_that_is_denied_is_not_taken(listener: Listener) -> None:
    heard = listener.hear("I don't take warfarin")

    assert heard.profile.medicines == ()
    assert [m.assertion for m in heard.mentions] == ["absent"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("i had a baby 4 months ago and my back aches from carrying her", None),
        ("my back is sore, i had a baby 4 months ago", None),
        ("had a c section 8 weeks ago, now my back is sore", None),
        ("my back has been bad since I had a baby 4 months ago and it won't go", 120),
        ("my back went 4 months ago and I carry the baby", 120),
    ],
)
def test_a_birth_is_no_onset_unless_the_pain_began_with_it(
    listener: Listener, text: str, days: float | None
) -> None:
    assert listener.hear(text).profile.onset_days == days
