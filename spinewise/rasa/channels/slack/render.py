"""From what the bot says to blocks that Slack takes.

The limits are those of https://docs.slack.dev/reference/block-kit/blocks: 50 blocks
a message, 3000 characters a section, 150 a header, 25 elements of actions, 75
characters and a value of 2000 a button, alt text of 2000.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from spinewise.rasa.channels.chunks import chunks
from spinewise.rasa.channels.marks import BOLD, LINK, NOTHING
from spinewise.rasa.channels.messages import Choice, Said
from spinewise.rasa.channels.texts import heading_of, text_of

SECTION_LIMIT = 3000
TITLE_LIMIT = 75
VALUE_LIMIT = 2000
_ALT_LIMIT = 2000
_ACTIONS_LIMIT = 25
# Fewer than the 50 that a message may have, so that its text stays short of the
# limit of the whole (which is not published).
_BLOCKS_IN_A_MESSAGE = 4
_ACTIONS_BESIDE_TEXT = 40
# "Limit to 4000 characters": https://docs.slack.dev/reference/methods/chat.postMessage
_TEXT_LIMIT = 4000
_Told = tuple[Block, str]  # a block, and its words without mark-up
_BULLET = re.compile(r"^(\s*)[-*] ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMessage:
    """One message: its blocks, and the text that notifications show.

    `key` is the id of its first block, by which it is found again.
    """

    text: str
    blocks: tuple[Block, ...]
    key: str


def slack_messages(said: Said, value_of: Callable[[str], str]) -> list[SlackMessage]:
    """Return a message as blocks, split where it is too long for one.

    `value_of` turns a payload into a button's value.
    """
    told: list[_Told] = []
    heading = heading_of(said.tier)
    if heading:
        words = PlainTextObject(text=heading, emoji=True)
        told.append((HeaderBlock(text=words), heading))
    if said.progress:
        step, of = said.progress
        line = text_of("utter_channel_progress", step=step, of=of)
        elements = [MarkdownTextObject(text=line)]
        told.append((ContextBlock(elements=elements), line))
    told += [
        (SectionBlock(text=MarkdownTextObject(text=as_mrkdwn(part))), part)
        for part in chunks(_text_with_long_titles(said), SECTION_LIMIT, _mrkdwn_length)
    ]
    if said.choices and not told:
        told.append((SectionBlock(text=PlainTextObject(text=NOTHING)), NOTHING))
    groups = [
        told[start : start + _BLOCKS_IN_A_MESSAGE]
        for start in range(0, len(told), _BLOCKS_IN_A_MESSAGE)
    ]
    actions: list[_Told] = [(each, "") for each in _actions(said.choices, value_of)]
    if actions:
        groups[-1] += actions[:_ACTIONS_BESIDE_TEXT]
        groups += [[each] for each in actions[_ACTIONS_BESIDE_TEXT:]]
    return [_message(group, said.key, number) for number, group in enumerate(groups)]


def image_message(url: str, said: Said) -> SlackMessage:
    """Return a message's picture, at a public address, with what it shows."""
    alt = said.alt[:_ALT_LIMIT] or NOTHING
    return _message([(ImageBlock(image_url=url, alt_text=alt), alt)], said.key, -1)


def as_mrkdwn(text: str) -> str:
    """Return plain text with `**bold**`, links and lists as Slack's mrkdwn."""
    bold = BOLD.sub(r"*\1*", _BULLET.sub(r"\1• ", escaped(text)))
    return LINK.sub(lambda m: f"<{m[2].replace('|', '%7C')}|{m[1]}>", bold)


def escaped(text: str) -> str:
    """Return text in which nothing is a mention, a channel or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mrkdwn_length(text: str) -> int:
    return len(as_mrkdwn(text))


def _text_with_long_titles(said: Said) -> str:
    """Return the text; titles that a button cuts off are told in full below it."""
    long = [each.title for each in said.choices if len(each.title) > TITLE_LIMIT]
    return "\n".join([said.text, *(f"- {title}" for title in long)]).strip()


def _actions(
    choices: tuple[Choice, ...], value_of: Callable[[str], str]
) -> list[Block]:
    return [
        ActionsBlock(
            elements=[
                ButtonElement(
                    text=PlainTextObject(text=_title(choice), emoji=True),
                    action_id=f"choice_{number}",
                    value=value_of(choice.payload),
                )
                for number, choice in enumerate(
                    choices[start : start + _ACTIONS_LIMIT], start=start
                )
            ]
        )
        for start in range(0, len(choices), _ACTIONS_LIMIT)
    ]


def _title(choice: Choice) -> str:
    title = choice.title.strip() or NOTHING
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1] + "…"


def _message(told: list[_Told], key: str, number: int) -> SlackMessage:
    """Return one message; screen readers and notifications read its plain text."""
    name = f"{key} {number}" if key else uuid.uuid4().hex
    key = hashlib.sha256(name.encode()).hexdigest()
    blocks = tuple(block for block, _ in told)
    blocks[0].block_id = key
    words = "\n".join(words for _, words in told if words) or NOTHING
    [first, *_] = chunks(words, _TEXT_LIMIT, lambda each: len(escaped(each)))
    return SlackMessage(text=escaped(first), blocks=blocks, key=key)
