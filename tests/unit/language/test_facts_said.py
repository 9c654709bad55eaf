"""How people say facts, and numbers and words that look like facts and are none."""

from __future__ import annotations

import pytest

from spinewise.language import Listener


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my back has hurt for 5 days", 5),
        ("back pain since Tuesday", 4),
        ("woke up with it this morning", 0),
        ("I woke up with a stiff neck", 0),
        ("LBP 3/52", 21),
        ("sciatica 3/12", 90),
        ("back pain 3/7", 3),
        ("stiff back x2 days", 2),
        ("back pain x 2 days", 2),
        ("hurt my back last night", 1),
        ("back's been sore a fortnight", 14),
        ("had a bad back for donkey's years", 1095),
        ("stiff neck, new this week", 3),
        ("back ache for the last week", 7),
        ("6 weeks of back pain", 42),
        ("six-week history of back pain", 42),
        ("ten days of back pain", 10),
        ("back pain for six months", 180),
        ("half a year of back pain", 180),
        ("a year and a half of back pain", 540),
        ("a month and a half of back pain", 45),
        ("back pain 2 yrs", 730),
        ("ten years of back ache", 3650),
        ("my back went an hour ago", 0),
        ("back pain started about 20 minutes ago", 0),
        ("my back started hurting yesterday morning", 1),
        ("back hurts since the day before yesterday", 2),
        ("two weeks ago I hurt my back lifting", 14),
        ("my back's been bad for a couple of weeks", 14),
        ("sore back for a few weeks", 21),
        ("my back has hurt for a month", 30),
        ("back pain since the weekend", 4),
        ("my back went on Saturday", 4),
        ("hurt my back last friday", 4),
        ("my back has been sore for a week and a half", 10),
        ("chronic back pain", 1095),
        ("I've always had a bad back", 1095),
        ("back trouble since I was a teenager", 1095),
        ("lifelong back pain", 1095),
        ("my back has hurt for ages", 1095),
        ("bad back since last year", 365),
        ("my back has hurt for a couple of months", 60),
        ("back pain 6wks", 42),
        ("3wks of back pain", 21),
        ("back pain 3mths", 90),
        ("back pain for 72 hours", 3),
        ("back pain for 48 hrs", 2),
        ("my back hurt a week ago and still does", 7),
        ("5 days now my back is stiff", 5),
        ("day 4 of back pain", 4),
        ("on and off for five days, back pain", 5),
        ("14 days with back pain", 14),
        ("third day of back pain", 3),
        ("my back just went", 0),
        ("my back gave out just now", 0),
        ("back pain since last month", 30),
        ("back pain since christmas", 90),
        ("my back has hurt for 7 years", 2555),
        ("neck stiff since Weds", 4),
        ("back sore 3 days", 3),
        ("back sore three days running", 3),
        ("since yday back pain", 1),
        ("back pain since 5am", 0),
        ("4 months my back hurts", 120),
        ("it's been eight days since I hurt my back", 8),
    ],
)
def test_the_onset_is_heard_however_it_is_said(
    listener: Listener, text: str, value: float
) -> None:
    assert listener.hear(text).profile.onset_days == value


@pytest.mark.parametrize(
    "text",
    [
        "I've 2 kids and back pain",
        "I do 20 minutes of stretching for my back",
        "my back hurts after 10 minutes of sitting",
        "my back hurts 3 days a week",
        "my back hurts every night",
        "I have an appointment for my back in 2 weeks",
        "flying in 3 days with a bad back",
        "my back hurts when I sit for 2 hours",
        "I'm 6 weeks pregnant and my back hurts",
        "how many weeks until my back is better",
        "I can train my back 3 times a week",
        "my back is stiff in the morning for an hour",
    ],
)
def test_other_times_are_no_onset(listener: Listener, text: str) -> None:
    assert listener.hear(text).profile.onset_days is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm 45 with back pain", 45),
        ("45F back pain", 45),
        ("45 yo male, back pain", 45),
        ("45-year-old woman with back pain", 45),
        ("I am a forty five year old man", 45),
        ("72 and my back hurts", 72),
        ("aged 72, bad back", 72),
        ("my age is 72", 72),
        ("I have a fever, I'm 30, male", 30),
        ("tripped over a slipper at 77", 77),
        ("my back went. At 79 I take care", 79),
        ("I'm 72yrs old", 72),
        ("seventy-two years old", 72),
        ("I'm 15 and my back hurts", 15),
        ("hurt my back at 19, I'm 50 now", 50),
        ("had my first bad back at 30 and I am 62", 62),
        ("lifted a pot and hurt my back at 77", 77),
        ("my son is 15 and has back pain", 15),
        ("my 15yo has back pain", 15),
        ("turning 67 next week, stiff back", 67),
        ("just turned 67", 67),
        ("(35M) sore back", 35),
        ("f/35 bad neck", 35),
        ("I'm in my mid 50s", 55),
        ("in my sixties with a bad back", 65),
        ("mum's in her eighties and her back hurts", 85),
        ("at 30 my back is already bad", 30),
        ("back pain, 58", 58),
        ("58, back pain", 58),
        ("male 58 back pain", 58),
        ("born in 1960, bad back", 66),
        ("im 19 n my back is killing me", 19),
        ("my gran is 90 and her back is sore", 90),
        ("my 5 year old says his back hurts", 5),
        ("since I was 30 my back hurts, I'm 40", 40),
        ("my first bad back at 61", 61),
        ("sore back, 66 yrs, on steroids", 66),
        ("bad back, 64, no trouble before", 64),
    ],
)
def test_an_age_is_heard_however_it_is_said(
    listener: Listener, text: str, value: float
) -> None:
    assert listener.hear(text).profile.age == value


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts for 30 years",
        "I weigh 90 kg and my back hurts",
        "I've run 40 miles and my back hurts",
        "my wife is 40, my back hurts",
        "room 45, my back hurts",
        "back pain since 2019",
        "I lifted 50 kilos, back hurts",
        "pain is 7",
        "my back has been bad since I was 30",
        "it hurts 10 times a day",
        "new pain at 60 kg on the bar",
        "back pain at rest, 45 minutes, then better",
    ],
)
def test_other_numbers_and_other_people_give_no_age(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).profile.age is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my back pain is 7/10", 7),
        ("7 out of 10 back pain", 7),
        ("pain level 7", 7),
        ("it's an 8", 8),
        ("I'd give it an 8", 8),
        ("pain about eight out of ten", 8),
        ("my lower back is stiff, pain 6 or 7", 6),
        ("back pain 4 to 5 on the scale", 4),
        ("back pain 3 or 4 days now", None),
        ("it's like a 6 or 7", 6),
        ("ten out of ten", 10),
        ("10/10 agony in my back", 10),
        ("pain score of 3", 3),
        ("pain scale 3", 3),
        ("pain is a solid five", 5),
        ("pain is 0", 0),
        ("pain's at a 9 today", 9),
        ("pain 8.5/10", 8.5),
    ],
)
def test_a_pain_score_is_heard_however_it_is_said(
    listener: Listener, text: str, value: float
) -> None:
    assert listener.hear(text).profile.pain == value


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts for 5 days",
        "I have 2 kids",
        "L5 S1 disc",
    ],
)
def test_other_numbers_are_no_pain_score(listener: Listener, text: str) -> None:
    assert listener.hear(text).profile.pain is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("temp 38.5 and back pain", 38.5),
        ("fever of 39", 39),
        ("temperature is 39", 39),
        ("my temp was 38.2 this morning", 38.2),
        ("103 F and sore back", 39.4),
        ("fever 101", 38.3),
        ("temperature 36.8", 36.8),
        ("running a temperature of 38", 38),
        ("thermometer says 38,7", 38.7),
        ("40 degree fever", 40),
    ],
)
def test_a_temperature_is_heard_however_it_is_said(
    listener: Listener, text: str, value: float
) -> None:
    assert listener.hear(text).profile.temperature == value


@pytest.mark.parametrize(
    "text",
    [
        "I'm 39 with a fever",
        "fever for 3 days",
        "bend to 40 degrees",
    ],
)
def test_other_numbers_are_no_temperature(listener: Listener, text: str) -> None:
    assert listener.hear(text).profile.temperature is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm 20 weeks pregnant and my back hurts", 20),
        ("20wks pregnant", 20),
        ("20 weeks preggers, sore back", 20),
        ("I'm 28 weeks along with back pain", 28),
        ("34+2 weeks pregnant", 34),
        ("6 months pregnant", 26),
        ("in week 30 of my pregnancy", 30),
    ],
)
def test_weeks_of_pregnancy_are_heard_however_they_are_said(
    listener: Listener, text: str, value: float
) -> None:
    assert listener.hear(text).profile.weeks_pregnant == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm pregnant and my back hurts", True),
        ("expecting my second, sore back", True),
        ("third trimester back pain", True),
        ("not pregnant, back hurts", False),
    ],
)
def test_a_pregnancy_is_heard_however_it_is_said(
    listener: Listener, text: str, value: bool
) -> None:
    assert listener.hear(text).profile.pregnant == value


@pytest.mark.parametrize(
    "text",
    [
        "my back hurt when I was pregnant with my son",
        "my sister is pregnant, my back hurts",
        "could I be pregnant, my back hurts",
        "trying to get pregnant, bad back",
    ],
)
def test_a_pregnancy_of_another_time_or_person_is_none(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).profile.pregnant is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("had a baby 3 weeks ago and my back hurts", True),
        ("gave birth 10 days ago", True),
        ("4 weeks postpartum with back pain", True),
        ("back pain since my c-section two weeks ago", True),
    ],
)
def test_a_recent_birth_is_heard_however_it_is_said(
    listener: Listener, text: str, value: bool
) -> None:
    assert listener.hear(text).profile.postpartum == value


@pytest.mark.parametrize(
    "text",
    [
        "back pain since I gave birth 3 years ago",
        "my sister had a baby 2 weeks ago, my back hurts",
    ],
)
def test_a_birth_long_ago_or_of_another_person_is_none(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).profile.postpartum is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm a guy with back pain", "male"),
        ("woman, 30, back pain", "female"),
        ("as a man of 40 with a sore back", "male"),
        ("my periods make my back hurt", "female"),
        ("I'm a mum of two with a bad back", "female"),
        ("dad of three, bad back", "male"),
    ],
)
def test_sex_is_heard_however_it_is_said(
    listener: Listener, text: str, value: str
) -> None:
    assert listener.hear(text).profile.sex == value


@pytest.mark.parametrize(
    "text",
    [
        "the woman at the shop said my back is stiff",
        "my back hurts, he said it is a strain",
        "my back hurts, my physio says she can help",
        "my boyfriend rubbed my back",
    ],
)
def test_another_person_says_nothing_about_the_sex(
    listener: Listener, text: str
) -> None:
    assert listener.hear(text).profile.sex is None
