"""Slack's slash commands: answered in private, and doing what the words do."""

from __future__ import annotations

import pytest

from tests.channels.clients import SlackPerson
from tests.channels.server import Heard


@pytest.mark.parametrize("place", ["D999", "C7"])
def test_a_slash_command_is_answered_in_private_wherever_it_was_typed(
    sam: SlackPerson, heard: Heard, place: str
) -> None:
    command = {
        "command": "/spinewise",
        "text": "my legs are numb",
        "user_id": sam.user,
        "team_id": "T1",
        "channel_id": place,
        "trigger_id": f"{sam.user}{place}",
    }

    reply = sam.post(command, content_type="form")

    private = "D" + sam.user
    sam.fake.wait_for(lambda: sam.fake.messages(private))
    assert reply.json()["response_type"] == "ephemeral"
    assert heard.texts == ["my legs are numb"]
    assert sam.fake.channels() == {private}


@pytest.mark.parametrize("command", ["help", "", "summary", "forget", "remind", "stop"])
def test_a_slash_command_does_what_the_word_does(
    sam: SlackPerson, command: str
) -> None:
    sam.say(command or "help")
    private = SlackPerson("", sam.fake)
    private.url, private.room = sam.url, "D" + private.user
    slash = {"command": "/spinewise", "user_id": private.user, "team_id": "T1"}

    sam.post({**slash, "text": f" {command} "}, content_type="form")

    private.fake.wait_for(lambda: private.seen())
    assert private.shown()[0] == sam.shown()[0]
    assert private.titles() == sam.titles()
