"""What happened long ago, to others or in thought only is not taken for now."""

from __future__ import annotations

import pytest

from spinewise.language import Listener
from tests.unit.language.test_assertion import FEVER, LEAK, RETENTION, SADDLE, claims


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("In 2016 I was stiff round the saddle and had a fever for a week", FEVER),
        ("2016: numb groin and a catheter. 2025: sore back from rowing.", SADDLE),
        ("Two winters ago I had a raging fever that put me in bed", FEVER),
        ("Back when I was at uni I had a fever and a numb groin", SADDLE),
        ("I couldn't pee after the operation, they sorted it", RETENTION),
        ("I had a numb groin, full recovery, I am 40 now", SADDLE),
        ("I wet myself after the birth but exercises fixed it", LEAK),
        ("Wet myself until I was nine, never since", LEAK),
        ("I had a numb groin in the nineties", SADDLE),
    ],
)
def test_a_sign_of_another_time_is_past(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "past"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("In 2016 I had a disc op and my groin is numb", SADDLE),
        ("In 2016 I had an operation and my groin went numb last week", SADDLE),
        ("I had a fall in 2016. I went numb in the groin on Sunday", SADDLE),
        ("Pain in my back when I cough and my groin is numb", SADDLE),
        ("nothing fixed it and I can't pee", RETENTION),
        ("I am 40 now and I can't pee", RETENTION),
        ("I got a fever at 3 and shook", FEVER),
    ],
)
def test_a_time_gone_by_takes_nothing_of_now_back(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "present"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("At what point does a numb groin become dangerous?", SADDLE),
        ("Imagine I told you I had a fever, what would you say?", FEVER),
        ("The leaflet lists a numb groin and a fever", SADDLE),
        ("my biggest fear is being incontinent", LEAK),
        ("do I need to worry about a numb groin", SADDLE),
        ("how long before a stiff back turns into a numb groin", SADDLE),
        ("got it into my head that I've a numb groin", SADDLE),
        ("suppose next week I have a numb groin", SADDLE),
    ],
)
def test_a_sign_that_is_only_thought_of_is_asked_about(
    listener: Listener, text: str, finding: str
) -> None:
    assert claims(listener, text)[finding] == "uncertain"


@pytest.mark.parametrize(
    "text",
    [
        "My mate's wife had a numb groin. Mine is just a stiff back.",
        "My sister-in-law has a numb groin. My back is just stiff.",
        "Colleague at work has a numb groin. My back is just stiff.",
        "Poor woman described her numb groin. Mine's only a stiff back.",
        "Saw a runner with a numb groin. My back is stiff.",
    ],
)
def test_a_sign_of_somebody_else_is_theirs(listener: Listener, text: str) -> None:
    assert claims(listener, text)[SADDLE] == "other_person"


def test_a_temperature_of_somebody_else_is_no_fever(listener: Listener) -> None:
    said = claims(listener, "Half my office has flu with fevers of 39. Mine is normal.")

    assert said.get(FEVER) != "present"


@pytest.mark.parametrize(
    "text",
    [
        "My mum's back is bad too, mine is worse. Since last night I wet myself",
        "My back's killing me man, I wet myself",
        "it feels like someone's stabbed me and I wet myself",
        "my own back is stiff. I wet myself",
        "if it helps, I wet myself",
        "my wife thinks that I wet myself",
        "I'm fine otherwise. Since Sunday the bed was wet and I wet myself",
    ],
)
def test_the_writers_own_sign_beside_others_stays_present(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[LEAK] == "present"


@pytest.mark.parametrize("own", ["I'm fine otherwise", "I'm just so tired"])
def test_how_the_writer_is_otherwise_takes_no_sign_back(
    listener: Listener, own: str
) -> None:
    said = claims(listener, f"The groin has gone numb since Sunday. {own}.")

    assert said[SADDLE] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "suppose the ache turned into a numb groin",
        "exam question: numb groin and a fever",
    ],
)
def test_what_is_only_supposed_is_asked_about(listener: Listener, text: str) -> None:
    assert claims(listener, text)[SADDLE] == "uncertain"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("In the play I'm writing he has a numb groin", "other_person"),
        ("I was tested for a fever and it came back normal", "absent"),
        ("I don't know anyone with a fever", "absent"),
        ("I had a fever last month, it's finished", "past"),
        ("A numb groin after the op, then I got everything back", "past"),
    ],
)
def test_signs_of_stories_tests_and_healed_things_are_not_present(
    listener: Listener, text: str, claim: str
) -> None:
    said = claims(listener, text)

    assert claim in (said.get(SADDLE), said.get(FEVER))


@pytest.mark.parametrize(
    "text",
    [
        "doctor say my groin is numb",
        "I wasn't numb in the groin before, I am now",
        "No fever before. My groin is numb",
    ],
)
def test_words_like_those_of_stories_take_nothing_back(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "present"


def test_a_place_names_no_person(listener: Listener) -> None:
    heard = listener.hear("I lay on my daughter's sofa and my groin is numb")

    assert not heard.about_other


def test_a_child_who_is_only_wished_for_is_no_patient(listener: Listener) -> None:
    heard = listener.hear("We are trying for a baby. My back is stiff")

    assert heard.profile.age is None


def test_a_relative_after_a_greeting_is_the_subject(listener: Listener) -> None:
    text = "Sorry to bother you but my uncle is 65, numb groin and back pain"

    assert listener.hear(text).about_other
    assert claims(listener, text)[SADDLE] == "present"


@pytest.mark.parametrize(
    "text",
    ["I am 34 years male, numb groin", "my mother aged 67 years has a numb groin"],
)
def test_an_age_in_years_makes_no_sign_an_old_one(
    listener: Listener, text: str
) -> None:
    assert claims(listener, text)[SADDLE] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "my groin went numb in 1998. back tight today",
        "as a kid I had a numb groin for a day. stiff back now",
        "when I was twelve my groin went numb",
    ],
)
def test_what_was_long_ago_is_marked_as_such(listener: Listener, text: str) -> None:
    mention = next(m for m in listener.hear(text).mentions if m.finding == SADDLE)

    assert (mention.assertion, mention.distant) == ("past", True)


@pytest.mark.parametrize(
    "text",
    [
        "my groin was numb last month but it has gone",
        "in 2016 I had an operation and my groin went all numb",
    ],
)
def test_what_may_be_of_today_is_not_marked_as_long_ago(
    listener: Listener, text: str
) -> None:
    mentions = listener.hear(text).mentions

    assert not any(mention.distant for mention in mentions)
