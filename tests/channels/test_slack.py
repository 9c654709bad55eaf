"""What is Slack's own: signatures, events, interactions, threads, commands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from spinewise.rasa.channels.people import People
from tests.channels.clients import SlackPerson, slack_text
from tests.channels.conftest import slack_channel
from tests.channels.server import Heard, served
from tests.fakes.server import Fault
from tests.fakes.slack import BOT_USER, FakeSlack

GO = [{"text": "?", "buttons": [{"title": "Go", "payload": "/greet"}]}]


def test_a_request_with_a_wrong_signature_is_refused(
    sam: SlackPerson, heard: Heard
) -> None:
    assert sam.post(sam.text("hi"), secret="wrong").status_code == 401
    assert heard.texts == []


@pytest.mark.parametrize("age", [301, 3600, -301])
def test_a_request_replayed_after_five_minutes_is_refused(
    sam: SlackPerson, heard: Heard, age: float
) -> None:
    assert sam.post(sam.text("hi"), age=age).status_code == 401
    assert heard.texts == []


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Signature": "v0=\u00e4"},
    ],
)
def test_a_request_without_a_whole_signature_is_refused(
    sam: SlackPerson, headers: dict[str, str]
) -> None:
    raw = {name: value.encode() for name, value in headers.items()}

    assert sam.post(sam.text("hi"), headers=raw).status_code == 401


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
    ],
)
def test_json_is_read_whatever_its_charset_says(
    sam: SlackPerson, heard: Heard, content_type: str
) -> None:
    sam.post(sam.text("my legs are numb"), content_type=content_type)

    sam.fake.wait_for(sam.seen)
    assert heard.texts == ["my legs are numb"]


def test_the_url_is_verified(sam: SlackPerson) -> None:
    body = {"type": "url_verification", "challenge": "abc", "token": "x"}

    assert sam.post(body).json() == {"challenge": "abc"}


@pytest.mark.parametrize("reason", ["http_timeout", "http_error", "unknown_error"])
def test_a_retry_for_whatever_reason_is_answered_once(
    sam: SlackPerson, heard: Heard, reason: str
) -> None:
    event = sam.text("my back is tight")
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": reason}

    sam.post(event)
    sam.post(event, headers=retry)
    sam.post_text("and now")

    sam.fake.wait_for(lambda: len(sam.seen()) == 2)
    assert heard.texts == ["my back is tight", "and now"]


ODD: dict[str, dict[str, Any]] = {
    "edited": {"subtype": "message_changed", "message": {"text": "my legs are numb"}},
    "deleted": {"subtype": "message_deleted"},
    "a bot": {"bot_id": "B7"},
    "the bot itself": {"user": BOT_USER},
    "no user": {"user": None},
    "an odd user": {"user": {"id": "U1"}},
    "a channel": {"channel_type": "channel", "channel": "C1"},
    "a group talk": {"channel_type": "mpim", "channel": "G1"},
    "another type": {"type": "reaction_added"},
    "an odd channel": {"channel": {"id": "C1"}},
}


@pytest.mark.parametrize("more", ODD.values(), ids=ODD)
def test_an_odd_event_is_let_go(
    sam: SlackPerson, heard: Heard, more: dict[str, Any]
) -> None:
    assert sam.post(sam.text("my legs are numb", **more)).status_code == 200
    sam.say("hello")

    assert heard.texts == ["hello"]
    assert sam.fake.channels() == {sam.room}


def test_words_beside_a_file_are_heard(sam: SlackPerson, heard: Heard) -> None:
    sam.post(sam.text("my legs are numb", subtype="file_share", files=[{"id": "F1"}]))

    sam.fake.wait_for(sam.seen)
    assert heard.texts == ["my legs are numb"]


def test_slack_s_mark_up_is_taken_off_what_a_person_typed(
    sam: SlackPerson, heard: Heard
) -> None:
    sam.say("<@U0BOT> pain &gt; 8 &amp; <https://x.example|numb> legs")

    assert heard.texts == ["pain > 8 & numb legs"]


def test_a_public_mention_gets_one_line_that_invites_to_talk_in_private(
    sam: SlackPerson, heard: Heard
) -> None:
    mention = {
        "type": "app_mention",
        "channel": "C7",
        "user": sam.user,
        "text": f"<@{BOT_USER}> my legs are numb",
        "ts": "1.5",
    }

    sam.post(sam.event(**mention))
    sam.post(sam.event(**mention))
    sam.say("hello")

    [invitation] = sam.fake.messages("C7")
    assert invitation["thread_ts"] == "1.5"
    assert "one to one" in slack_text(invitation)
    assert "legs" not in slack_text(invitation)
    assert heard.texts == ["hello"]


def test_an_answer_stays_in_its_thread(sam: SlackPerson, heard: Heard) -> None:
    heard.answer = GO
    sam.post(sam.text("my back is tight", thread_ts="1.7"))
    sam.fake.wait_for(sam.seen)

    press = sam.pressed("Go")
    press["message"]["thread_ts"] = "1.7"
    sam.post_press(press)

    sam.fake.wait_for(lambda: len(sam.seen()) == 2)
    assert [each["thread_ts"] for each in sam.seen()] == ["1.7", "1.7"]


@pytest.mark.parametrize("actions", [[], [{"type": "button", "value": "/greet"}]])
@pytest.mark.parametrize(
    "kind", ["view_submission", "shortcut", "message_action", "block_suggestion", "new"]
)
def test_an_interaction_of_another_kind_is_let_go(
    sam: SlackPerson, heard: Heard, kind: str, actions: list[dict[str, str]]
) -> None:
    given = {"type": kind, "user": {"id": sam.user}, "view": None}
    given |= {"channel": {"id": sam.room}, "actions": actions}

    reply = sam.post_press(given)
    sam.say("hello")

    assert reply.status_code == 200
    assert heard.texts == ["hello"]


def test_a_press_on_nothing_is_let_go(
    sam: SlackPerson, caplog: pytest.LogCaptureFixture
) -> None:
    given = {"type": "block_actions", "user": {"id": sam.user}, "actions": []}

    reply = sam.post_press({**given, "channel": {"id": sam.room}})

    assert reply.status_code == 200
    assert "odd update" not in caplog.text


def test_a_press_outside_a_direct_message_is_let_go(
    sam: SlackPerson, heard: Heard
) -> None:
    heard.answer = GO
    sam.say("hello")
    press = sam.pressed("Go")
    press["channel"] = {"id": "C7"}

    sam.post_press(press)
    sam.say("and now")

    assert heard.texts == ["hello", "and now"]


def test_a_response_url_that_is_not_slack_s_is_not_called(
    fake_slack: FakeSlack, people: People, heard: Heard
) -> None:
    heard.answer = GO
    channel = slack_channel(fake_slack, people)
    with served(channel, heard) as url:
        sam = SlackPerson(url, fake_slack)
        sam.say("hello")
        press = sam.pressed("Go")
        press["response_url"] = press["response_url"].replace("127.0.0.1", "localhost")
        sam.post_press(press)
        fake_slack.wait_for(lambda: not channel.turns.unfinished, "the turns")

    assert len(sam.seen()) == 2
    assert fake_slack.replaced == []


@pytest.mark.parametrize("lost", [{"hang": 1}, {"status": 503}, {"status": 0}])
def test_an_answer_whose_receipt_got_lost_is_found_and_not_told_twice(
    sam: SlackPerson, heard: Heard, lost: dict[str, int]
) -> None:
    sam.fake.fail(Fault(method="chat.postMessage", accepted=True, **lost))

    sam.say("hello")
    heard.answer = [{"text": "Last."}]
    sam.post_text("and now")

    sam.fake.wait_for(lambda: "Last." in sam.shown())
    assert sam.shown() == ["I heard you.", "Last."]


def test_bold_links_and_lists_are_in_slack_s_mark_up(
    sam: SlackPerson, heard: Heard
) -> None:
    text = "**Now**: see [this](https://x.example)\n- a < b\n- c"
    heard.answer = [{"text": text}, {**GO[0], "text": text}]

    plain, with_buttons = sam.say("hello", answers=2)

    for message in (plain, with_buttons):
        assert not message["unfurl_links"]
        assert not message["unfurl_media"]
        assert message["blocks"][0]["text"] == {
            "type": "mrkdwn",
            "text": "*Now*: see <https://x.example|this>\n• a &lt; b\n• c",
        }


def test_what_a_person_wrote_cannot_call_a_whole_channel(
    sam: SlackPerson, heard: Heard
) -> None:
    heard.answer = [{"text": 'You said: "<!channel> <@U1>".'}]

    sam.say("hello")

    assert '"<!channel> <@U1>"' in sam.shown()[0]
    assert "<!" not in json.dumps(sam.seen())
