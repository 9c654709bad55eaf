"""Whole conversations over HTTP, as a first-time user has them."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.e2e.bots import Talk, buttons, card, words

TIGHT = "my lower back is really tight after sitting all week"
CANNOT_FEEL = "my back hurts and I can't feel when I pee"
GROUPED = ("nerves", "chest_or_accident", "unwell", "history")
ANYTHING = [
    "",
    "a" * 10_000,
    "my back hurts. " * 700,
    "😭😭😭",
    "болит спина",
    "背中が痛い",
    "<script>alert(1)</script><b>back</b>",
    "/unknown_intent",
    "/answer{broken",
    "/answer",
    '/answer{"question": "no such question", "value": "yes"}',
    '/answer{"question": "nerves", "value": ["no such option"]}',
    '/answer{"question": "about_you", "value": 100000}',
    '/answer{"question": 5}',
    '/answer{"tier": "none", "case": {}}',
    "/restart",
    "/back",
    "/session_start",
    "my back\x00hurts",
    "{heard} {0[tier]} {{x}}",
    "EXTERNAL: x",
]


def reach_self_care(talk: Talk) -> list[dict]:
    """Answer every question harmlessly; return the last answer."""
    talk.say(TIGHT)
    for question in GROUPED:
        talk.press(question, "no")
    return talk.say("34, not pregnant")


def test_a_tight_back_reaches_self_care_advice_in_at_most_eight_replies(
    talk: Talk,
) -> None:
    answer = reach_self_care(talk)

    found = card(answer)
    assert found is not None
    assert found["tier"] == "selfcare"
    assert 2 <= len(found["exercises"]) <= 4


def test_typed_answers_do_as_well_as_buttons(talk: Talk) -> None:
    talk.say(TIGHT)
    for reply in ("no", "nope", "none of these", "no, nothing like that"):
        talk.say(reply)
    answer = talk.say("I'm 34")

    assert (card(answer) or {}).get("tier") == "selfcare"


def test_the_first_message_says_what_this_is(talk: Talk) -> None:
    text = words(talk.say("hi"))

    assert "program" in text
    assert "not a doctor" in text
    assert "emergency" in text


def test_an_emergency_is_answered_in_one_reply_action_first(talk: Talk) -> None:
    answer = talk.say(CANNOT_FEEL)

    assert answer[0]["text"].startswith("Go to the emergency department now")
    assert "can't feel when I pee" in answer[0]["text"]
    assert "painkillers" in answer[0]["text"]
    assert (card(answer) or {})["tier"] == "emergency"


@pytest.mark.parametrize("question", ["nerves", "chest_or_accident"])
def test_a_pressed_yes_to_an_emergency_question_is_an_emergency(
    talk: Talk, question: str
) -> None:
    talk.say(TIGHT)

    answer = talk.press(question, "yes")

    assert (card(answer) or {})["tier"] == "emergency"
    assert talk.slots()["tier"] == "emergency"


def test_unsure_to_an_emergency_question_is_at_least_urgent(talk: Talk) -> None:
    talk.say(TIGHT)

    talk.press("nerves", "unsure")

    assert talk.slots()["tier"] in ("urgent", "emergency")


def test_an_urgent_sign_leads_to_a_doctor_today_and_no_exercises(talk: Talk) -> None:
    talk.say("my back aches and I have a fever and shivers")
    for question in ("nerves", "chest_or_accident", "unwell", "history"):
        talk.press(question, "no")
    answer = talk.say("45, male")

    found = card(answer)
    assert found is not None
    assert found["tier"] == "urgent"
    assert found["exercises"] == []
    text = words(answer)
    assert "today" in text
    assert "tablets alone" in text
    assert "fever" in text


def test_a_clinician_case_says_by_when_and_by_whom(talk: Talk) -> None:
    talk.say("my back has hurt for 3 months and it is not getting any better")
    for question in GROUPED:
        talk.press(question, "no")
    answer = talk.say("45")

    assert (card(answer) or {})["tier"] == "clinician"
    text = words(answer)
    assert "two weeks" in text
    assert "physiotherapist" in text
    assert "tablets alone" in text


def test_what_does_not_suit_is_replaced_by_other_exercises(talk: Talk) -> None:
    first = card(reach_self_care(talk))

    second = card(talk.say("I can't lie down for those"))

    assert first is not None
    assert second is not None
    assert "knee_to_chest" in first["exercises"]
    assert "knee_to_chest" not in second["exercises"]


def test_a_child_is_sent_to_a_doctor_without_exercises(talk: Talk) -> None:
    talk.say("my 12 year old son has a sore back")
    # A son of 12 tells age and sex, so nothing else is asked.
    for question in GROUPED:
        answer = talk.press(question, "no")

    found = card(answer)
    assert found is not None
    assert found["tier"] == "clinician"
    assert found["exercises"] == []
    assert "age 12" in words(answer)


def test_what_was_said_is_not_asked_again(talk: Talk) -> None:
    talk.say("I'm 34 and my lower back is tight")
    for question in GROUPED[:3]:
        talk.press(question, "no")
    answer = talk.press("history", "no")

    assert "How old" not in words(answer) or "pregnant" in words(answer).lower()


def test_a_later_no_never_softens_an_emergency(talk: Talk) -> None:
    talk.say(CANNOT_FEEL)

    talk.say("no actually I was joking")
    talk.press("nerves", "no")

    assert talk.slots()["tier"] == "emergency"


def test_start_again_must_be_confirmed_and_names_the_earlier_danger(talk: Talk) -> None:
    talk.say(CANNOT_FEEL)

    asked = talk.say("start again")
    still = talk.slots()["tier"]
    answer = talk.press("restart", "yes")

    assert any("restart" in button["payload"] for button in buttons(asked))
    assert still == "emergency"
    assert talk.slots()["tier"] == "none"
    assert "can't feel when I pee" in words(answer)


def test_a_pressed_mistake_is_corrected_by_a_new_assessment(talk: Talk) -> None:
    talk.say(TIGHT)
    talk.press("nerves", "yes")

    asked = talk.say("I pressed the wrong one")
    talk.press("restart", "yes")

    assert buttons(asked)
    assert talk.slots()["tier"] == "none"


@pytest.mark.parametrize("command", ["/restart", "/back", "/session_start"])
def test_rasas_own_commands_never_lose_a_danger(talk: Talk, command: str) -> None:
    talk.say(CANNOT_FEEL)

    answer = talk.say(command)

    assert answer
    assert talk.slots()["tier"] == "emergency"


def test_why_gives_the_reason_and_the_source_then_the_question_again(
    talk: Talk,
) -> None:
    talk.say(TIGHT)

    answer = talk.say("/ask_why")

    assert "Source" in words(answer)
    assert any("nerves" in button["payload"] for button in buttons(answer))


def test_why_after_an_emergency_names_rule_and_source(talk: Talk) -> None:
    talk.say(CANNOT_FEEL)

    text = words(talk.say("why?"))

    assert "cauda_equina" in text
    assert "Source" in text


@pytest.mark.parametrize("message", ANYTHING, ids=lambda text: repr(text[:20]))
def test_whatever_is_sent_gets_an_answer_and_the_conversation_goes_on(
    talk: Talk, message: str
) -> None:
    answer = talk.say(message)

    assert words(answer).strip()
    assert "Traceback" not in words(answer)
    assert (card(talk.say(CANNOT_FEEL)) or {})["tier"] == "emergency"


def test_fifty_messages_at_once_are_all_answered_in_their_order(url: str) -> None:
    talk = Talk(url)

    async def send_all() -> list[httpx.Response]:
        async with httpx.AsyncClient(timeout=60) as client:
            return await asyncio.gather(
                *(
                    client.post(
                        f"{url}/webhooks/rest/webhook",
                        json={"sender": talk.sender, "message": f"my back hurts {n}"},
                    )
                    for n in range(50)
                )
            )

    replies = asyncio.run(send_all())

    heard = [event["text"] for event in talk.events() if event["event"] == "user"]
    assert all("broke on my side" not in words(reply.json()) for reply in replies)
    assert len(heard) == 50
    assert talk.every_message_is_answered_before_the_next()
