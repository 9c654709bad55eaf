"""What is Telegram's own: updates of all kinds, groups, the webhook."""

from __future__ import annotations

from typing import Any

import pytest

from spinewise.rasa.channels.people import People
from spinewise.rasa.payload import answer_payload
from tests.channels.clients import WEBHOOK_SECRET, TelegramPerson
from tests.channels.conftest import PUBLIC_URL, telegram_channel
from tests.channels.server import Heard, served
from tests.fakes.server import Fault
from tests.fakes.telegram import BOT_ID, USERNAME

LONG = answer_payload("confirm.cauda_equina.urine_incontinence", "unsure")
PICTURE = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]


@pytest.mark.parametrize("secret", [None, "", "wrong", WEBHOOK_SECRET + "x", "ä"])
def test_an_update_without_the_secret_is_refused(
    anna: TelegramPerson, heard: Heard, secret: str | None
) -> None:
    name = "X-Telegram-Bot-Api-Secret-Token"
    headers = {} if secret is None else {name: secret.encode("latin-1")}

    import httpx

    reply = httpx.post(anna.url, json=anna.text("hi"), headers=headers)

    assert reply.status_code == 401
    assert heard.texts == []


def test_the_webhook_is_set_with_the_secret_and_the_commands(
    anna: TelegramPerson,
) -> None:
    [webhook] = anna.fake.of("setWebhook")
    [commands] = anna.fake.of("setMyCommands")

    assert webhook["url"] == f"{PUBLIC_URL}/webhooks/telegram/webhook"
    assert webhook["secret_token"] == WEBHOOK_SECRET
    assert set(webhook["allowed_updates"]) == {
        "message",
        "callback_query",
        "my_chat_member",
    }
    assert {"start", "help", "exercises", "summary", "forget", "stop"} <= {
        each["command"] for each in commands["commands"]
    }


def odd_updates(person: TelegramPerson) -> dict[str, dict[str, Any]]:
    """Updates that ask for nothing."""
    message = person.text("my legs are numb")["message"]
    channel = {"id": -100, "type": "channel", "title": "x"}
    return {
        "edited": {"edited_message": message},
        "channel post": {"channel_post": {**message, "chat": channel}},
        "poll": {"poll": {"id": "1", "question": "?", "options": []}},
        "reaction": {"message_reaction": {"chat": message["chat"], "message_id": 1}},
        "member": {
            "my_chat_member": {
                "chat": message["chat"],
                "from": message["from"],
                "date": 1,
                "old_chat_member": {"status": "kicked"},
                "new_chat_member": {"status": "member"},
            }
        },
        "a bot": {"message": {**message, "from": {"id": 5, "is_bot": True}}},
        "nothing": {},
        "null": {"message": None},
    }


ODD = [
    "edited",
    "channel post",
    "poll",
    "reaction",
    "member",
    "a bot",
    "nothing",
    "null",
]


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_update_is_let_go(anna: TelegramPerson, heard: Heard, kind: str) -> None:
    assert anna.post(anna.update(**odd_updates(anna)[kind])).status_code == 200
    anna.say("hello")

    assert heard.texts == ["hello"]
    assert anna.fake.chats() == {anna.chat}


def test_words_under_a_picture_are_heard(anna: TelegramPerson, heard: Heard) -> None:
    anna.post(anna.text("", photo=PICTURE, caption="my legs are numb"))

    anna.fake.wait_for(anna.seen)
    assert heard.texts == ["my legs are numb"]


def test_a_message_without_words_is_asked_for_words(
    anna: TelegramPerson, heard: Heard
) -> None:
    anna.post(anna.text("", voice={"file_id": "x"}))

    anna.fake.wait_for(anna.seen)
    assert "only read words" in anna.shown()[0]
    assert heard.texts == []


GROUP = {"id": -42, "type": "supergroup", "title": "Team"}


@pytest.mark.parametrize(
    "words",
    ["/start", f"@{USERNAME} my legs are numb", f"/help@{USERNAME}"],
)
def test_in_a_group_one_line_invites_to_talk_in_private(
    anna: TelegramPerson, heard: Heard, words: str
) -> None:
    anna.post(anna.text(words, chat=GROUP))
    anna.post(anna.text(words, chat=GROUP))
    anna.say("hello")

    [invitation] = anna.fake.messages(-42)
    assert f"https://t.me/{USERNAME}" in invitation["text"]
    assert "\n" not in invitation["text"]
    assert heard.texts == ["hello"]


def test_an_answer_to_the_bot_in_a_group_gets_the_invitation(
    anna: TelegramPerson, heard: Heard
) -> None:
    reply = {"message_id": 1, "from": {"id": BOT_ID, "is_bot": True}, "chat": GROUP}

    anna.post(anna.text("my legs are numb", chat=GROUP, reply_to_message=reply))

    anna.fake.wait_for(lambda: anna.fake.messages(-42))
    assert heard.texts == []


def test_other_talk_in_a_group_is_none_of_the_bot_s_business(
    anna: TelegramPerson, heard: Heard
) -> None:
    anna.post(anna.text("my back is tight", chat=GROUP))
    anna.say("hello")

    assert heard.texts == ["hello"]
    assert anna.fake.chats() == {anna.chat}


def test_a_press_in_a_group_is_not_answered(anna: TelegramPerson, heard: Heard) -> None:
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": "/greet"}]}]
    anna.say("hello")
    press = anna.pressed("Go")
    press["callback_query"]["message"]["chat"] = GROUP

    anna.post(press)
    anna.say("and now")

    assert heard.texts == ["hello", "and now"]


def test_button_data_stays_within_64_bytes_and_one_button_a_row(
    anna: TelegramPerson, heard: Heard
) -> None:
    buttons = [{"title": each, "payload": LONG + each} for each in "abc"]
    heard.answer = [{"text": "?", "buttons": buttons}]

    [asked] = anna.say("hello")

    rows = asked["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows] == [1, 1, 1]
    assert all(len(row[0]["callback_data"].encode()) <= 64 for row in rows)


def test_an_old_button_works_after_a_restart(
    anna: TelegramPerson, heard: Heard, people: People
) -> None:
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": LONG}]}]
    anna.say("hello")
    press = anna.pressed("Go")

    with served(telegram_channel(anna.fake, people), heard) as url:
        after = TelegramPerson(url, anna.fake)
        after.post(press)
        anna.fake.wait_for(lambda: len(anna.seen()) == 2)

    assert heard.texts == ["hello", LONG]


def test_a_button_that_nobody_knows_any_more_says_so(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": "/greet"}]}]
    anna.say("hello")
    press = anna.pressed("Go")
    press["callback_query"]["data"] = "#" + "0" * 32

    anna.post(press)

    anna.fake.wait_for(lambda: len(anna.seen()) == 2)
    assert "too old" in anna.shown()[-1]


def test_bold_and_links_are_in_telegram_s_mark_up(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [{"text": "**Now** & then: see [this](https://x.example)\n- a < b"}]

    [message] = anna.say("hello")

    assert message["parse_mode"] == "HTML"
    assert message["text"] == (
        '<b>Now</b> &amp; then: see <a href="https://x.example">this</a>\n- a &lt; b'
    )
    assert message["link_preview_options"] == {"is_disabled": True}


def test_every_press_is_acknowledged(anna: TelegramPerson, heard: Heard) -> None:
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": "/greet"}]}]
    anna.say("hello")

    press = anna.pressed("Go")
    anna.post(press)

    done = anna.fake.wait_for(lambda: anna.fake.of("answerCallbackQuery"))
    assert done[0]["callback_query_id"] == press["callback_query"]["id"]


def test_a_press_that_cannot_be_marked_is_answered_all_the_same(
    anna: TelegramPerson, heard: Heard
) -> None:
    heard.answer = [{"text": "?", "buttons": [{"title": "Go", "payload": "/greet"}]}]
    anna.say("hello")
    anna.fake.fail(Fault(method="answerCallbackQuery", status=400))

    anna.press("Go")

    assert heard.texts == ["hello", "/greet"]


def test_an_answer_whose_receipt_got_lost_is_told_again_rather_than_lost(
    anna: TelegramPerson,
) -> None:
    anna.fake.fail(Fault(method="sendMessage", hang=1, accepted=True))

    anna.say("hello", answers=2)

    assert anna.shown() == ["I heard you."] * 2
