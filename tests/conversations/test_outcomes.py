"""An outcome says what, why and the plan, in few messages and the tier first."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from tests.conversations.talking import Bot, Talk, titles, words

HARMLESS = ("no", "no", "no", "no", "34, male")


def outcome(talk: Talk, opening: str) -> list[dict[str, Any]]:
    """What the person reads at the end, who denies whatever is asked."""
    said = talk.say(opening)
    for answer in HARMLESS:
        if any(message.get("card") for message in said):
            return said
        said = talk.say(answer)
    return said


def test_self_care_is_a_card_the_moves_and_when_to_stop(talk: Talk) -> None:
    card, *moves, end = outcome(talk, "my lower back is stiff since monday")

    assert card["card"]["tier"] == "selfcare"
    assert "two weeks" in card["text"]
    assert "Call 112" in card["text"]
    assert [bool(move.get("exercise")) for move in moves] == [True] * len(moves)
    assert len(moves) == len(card["card"]["exercises"])
    assert end["text"].startswith("Stop if")
    assert "That hurts" in titles([end])


def test_self_care_says_why_in_the_persons_own_words(talk: Talk) -> None:
    told = "my lower left back is really stiff since last monday, I think from lifting a box"
    card, *_ = outcome(talk, told)

    assert f'"{told}"' in card["text"]


def test_self_care_quotes_nothing_where_nothing_was_told(talk: Talk) -> None:
    talk.say("got any exercises?")
    for answer in ("no", "no", "no", "no"):
        talk.say(answer)
    card, *_ = talk.say("not pregnant, 34")

    assert '""' not in card["text"]


def test_who_does_not_say_since_when_hears_what_to_expect_too(talk: Talk) -> None:
    card, *_ = outcome(talk, "my lower back is stiff after gardening")

    assert "within two weeks" in card["text"]
    assert "have a doctor or a physio look at it" in card["text"]


@pytest.mark.parametrize(
    ("opening", "asked"),
    [
        ("my lower back is stiff since monday", False),
        ("my lower back has hurt for two months", False),
        ("my back aches since yesterday and I have a fever", True),
    ],
)
def test_the_country_is_asked_only_where_a_number_is_needed(
    talk: Talk, opening: str, asked: bool
) -> None:
    assert ("Skip" in titles(outcome(talk, opening))) is asked


@pytest.mark.parametrize(
    ("opening", "heading"),
    [
        ("my lower back is stiff since monday", "Care for yourself"),
        ("my lower back has hurt for two months", "See someone soon"),
        ("my back aches since yesterday and I have a fever", "Urgent: today"),
        ("my knee hurts when I climb stairs", "See someone soon"),
    ],
)
def test_a_plain_channel_names_the_tier_first(
    bot: Bot, opening: str, heading: str
) -> None:
    channel = CollectingOutputChannel()
    talk = Talk(bot)
    for text in (opening, *HARMLESS):
        message = UserMessage(text, channel, talk.sender, input_channel="rest")
        bot.run(bot.agent.handle_message(message))
    headed = [
        before["text"]
        for before, after in pairwise(channel.messages)
        if "card" in after.get("custom", {})
    ]

    assert heading in headed[0].splitlines()[0]


def test_the_page_heads_the_card_itself(talk: Talk) -> None:
    said = outcome(talk, "my lower back is stiff since monday")

    assert "Care for yourself" not in words(said)


def test_an_emergency_begins_with_what_to_do_everywhere(bot: Bot) -> None:
    channel = CollectingOutputChannel()
    message = UserMessage(
        "my back hurts and I can't feel my bum",
        channel,
        Talk(bot).sender,
        input_channel="rest",
    )
    bot.run(bot.agent.handle_message(message))

    texts = [each["text"] for each in channel.messages if each.get("text")]
    assert texts[0].startswith("Go to the emergency department now")
