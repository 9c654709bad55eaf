"""What is claimed about a finding: negation, doubt, past, other people."""

from __future__ import annotations

import pytest

from spinewise.language import Listener

SADDLE = "cauda_equina.saddle_numbness"
RETENTION = "cauda_equina.urine_retention"
LEAK = "cauda_equina.urine_incontinence"
LEGS = "cauda_equina.both_legs"
WEAK = "nerve.leg_weakness"
FEVER = "infection.fever"
CANCER = "cancer.history"
WEIGHT = "cancer.weight_loss"
CHEST = "heart.chest_pain"


def claims(listener: Listener, text: str) -> dict[str, str]:
    return {m.finding: m.assertion.value for m in listener.hear(text).mentions}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I can't feel my legs", WEAK),
        ("I cannot pee since this morning", RETENTION),
        ("I can not pee", RETENTION),
        ("i cant pee", RETENTION),
        ("I don't have a fever, I have leg weakness", WEAK),
        ("I'm not just weak, I also have a fever", WEAK),
        ("I'm not just weak, I also have a fever", FEVER),
        ("no fever but my bits are numb", SADDLE),
        ("no fever and my bits are numb", SADDLE),
        ("no fever, my bits are numb", SADDLE),
        ("no fever just numb down there", SADDLE),
        ("i can't walk because my leg is weak", WEAK),
        ("No, but I wet myself", LEAK),
        ("leg weak, it's been over two days", WEAK),
        ("crushing chest pain, it has been over an hour", CHEST),
        ("I wet myself, and it's over a week that this goes on", LEAK),
        ("I used to have cancer", CANCER),
        ("I had cancer five years ago", CANCER),
        ("I had cancer in 2014, all clear since", CANCER),
        ("previous breast cancer, back pain 2 weeks", CANCER),
        ("no idea why my groin is numb", SADDLE),
        ("the fever is no better", FEVER),
        ("I have never had chest pain like this before", CHEST),
        ("I'm worried because my groin is numb", SADDLE),
        ("why is my groin numb?", SADDLE),
        ("back \U0001f62d legs numb both", LEGS),
        ("no can make pipi", RETENTION),
        ("my groin has been numb since last year and it is worse now", SADDLE),
        ("I haven't slept because my groin is numb", SADDLE),
        ("numb groin, no fever", SADDLE),
    ],
)
def test_a_danger_sign_that_is_told_is_present(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "present"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no numbness down there", SADDLE),
        ("I haven't lost control of my bladder", LEAK),
        ("chest pain: none", CHEST),
        ("chest pain - no", CHEST),
        ("fever: no", FEVER),
        ("fever? no", FEVER),
        ("i dont have fever", FEVER),
        ("I do not have a fever", FEVER),
        ("neither fever nor numbness in my groin", FEVER),
        ("neither fever nor numbness in my groin", SADDLE),
        ("no fever, chills or numbness in my groin", SADDLE),
        ("no fever, chills or numbness in my groin", "general.chills"),
        ("No fever/chest pain", CHEST),
        ("my groin is not numb", SADDLE),
        ("my groin isn't numb", SADDLE),
        ("I've never had cancer", CANCER),
        ("denies fever", FEVER),
        ("I don't think I have a fever", FEVER),
        ("without any fever", FEVER),
        ("nothing numb down there", SADDLE),
        ("fever is not there", FEVER),
        ("fever no, chest pain no, back bad", CHEST),
        ("fever no weight loss no cant control pee yes", FEVER),
        ("cancer has been ruled out", CANCER),
        ("numb groin, no fever", FEVER),
    ],
)
def test_a_sign_that_is_denied_is_absent(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "absent"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("can't say I'm not numb down there", SADDLE),
        ("not sure if I'm leaking pee", LEAK),
        ("I am not sure if I have numbness in my groin", SADDLE),
        ("can't rule out cancer", CANCER),
        ("I'm worried it is cancer", CANCER),
        ("I'm scared that I might lose control of my bladder", LEAK),
        ("is this cancer?", CANCER),
        ("could it be cancer", CANCER),
        ("I read about cancer and back pain", CANCER),
        ("what are the symptoms of cancer", CANCER),
        ("when should I worry about numbness in my groin?", SADDLE),
        ("what if I get numbness in my groin", SADDLE),
        ("can this cause loss of weight or a fever", FEVER),
        ("maybe a fever", FEVER),
        ("no fever, chest pain", CHEST),
        ("my bum goes numb at my desk", SADDLE),
        ("fever? dunno", FEVER),
    ],
)
def test_a_doubt_or_a_general_question_is_uncertain(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "uncertain"


@pytest.mark.parametrize(
    "text",
    [
        "my groin has been numb for 10 years, unchanged",
        "my groin has always been numb",
        "my groin has been numb since 2008",
        "numb groin for years, nothing new",
    ],
)
def test_an_old_unchanged_sign_is_uncertain_where_its_row_asks_for_onset(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "uncertain"


def test_an_old_sign_is_present_where_onset_does_not_matter(
    listener: Listener,
) -> None:
    assert claims(listener, "my leg has been weak for 10 years")[WEAK] == "present"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("had chest pain last year, fine now", CHEST),
        ("I had a fever. It's gone.", FEVER),
        ("chest pain when I was a kid", CHEST),
        ("the fever went away", FEVER),
    ],
)
def test_what_is_over_is_past(listener: Listener, text: str, finding: str) -> None:
    assert claims(listener, text)[finding] == "past"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("my mother had cancer", CANCER),
        ("my back hurts and my mother had cancer", CANCER),
        ("cancer runs in my family", CANCER),
        ("some people get numbness in the groin, my back just aches", SADDLE),
        ("My dog can't pee and I carry him, so my back hurts", RETENTION),
    ],
)
def test_what_others_have_is_another_persons(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "other_person"


@pytest.mark.parametrize(
    "text",
    [
        "losing weight on purpose",
        "I have lost some weight, I'm on a diet",
        "weak coffee, please",
        "my back is killing me",
        "I nearly wet myself laughing",
        "where is the chest of drawers",
    ],
)
def test_something_intended_or_in_another_sense_is_no_finding(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text) == {}


def test_questions_with_answers_are_read_as_a_list(listener: Listener) -> None:
    heard = claims(listener, "fever? no. weight loss? no. can't control pee? yes")

    assert (heard[FEVER], heard[WEIGHT], heard[LEAK]) == ("absent", "absent", "present")


def test_a_run_on_without_punctuation_is_cut_at_each_new_i(listener: Listener) -> None:
    text = (
        "i have back pain i cant pee my legs are numb i dont have fever my bum is numb"
    )
    heard = claims(listener, text)

    assert heard == {
        RETENTION: "present",
        LEGS: "present",
        FEVER: "absent",
        SADDLE: "present",
    }


def test_a_sign_after_a_long_story_is_heard(listener: Listener) -> None:
    story = "I was out walking with friends and we had a lovely time. " * 25

    assert claims(listener, story + "oh and I can't feel when I wipe")[SADDLE] == (
        "present"
    )


@pytest.mark.parametrize(
    "text",
    [
        "is a numb groin normal with a slipped disc? it's happening to me",
        "can sciatica make the groin numb? because mine is",
        "Can a disc cause a numb groin? Asking because I have one",
    ],
)
def test_a_general_question_about_what_the_writer_has_is_present(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "present"
