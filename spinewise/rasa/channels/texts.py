"""The sentences that channels say by themselves, read from the response files.

They are responses as any other, so that they are reviewed and translated with
them; they are read without the model, which may be the part that is broken.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from spinewise.rasa.channels.commands import Command
from spinewise.rasa.channels.messages import Choice, Said
from spinewise.settings import ROOT

_RESPONSES = ROOT / "data" / "responses" / "channels.yml"
_COMMANDS = {
    Command.START: "utter_command_start",
    Command.HELP: "utter_command_help",
    Command.EXERCISES: "utter_command_exercises",
    Command.SUMMARY: "utter_command_summary",
    Command.FORGET: "utter_command_forget",
    Command.REMIND: "utter_command_remind",
    Command.STOP: "utter_command_stop",
}
_CARDS = {
    "emergency": "utter_card_emergency",
    "urgent": "utter_card_urgent",
    "clinician": "utter_card_clinician",
    "selfcare": "utter_card_selfcare",
}


def said(response: str, **words: object) -> Said:
    """Return a response of `data/responses/channels.yml`, its words filled in.

    Raises:
        KeyError: there is no such response, or a word of it is missing.
    """
    [variant] = _responses()[response]
    return Said(
        text=str(variant["text"]).format(**words),
        choices=tuple(
            Choice(title=each["title"], payload=each["payload"])
            for each in variant.get("buttons") or []
        ),
    )


def text_of(response: str, **words: object) -> str:
    """Return the text of such a response."""
    return said(response, **words).text


def heading_of(tier: str) -> str:
    """Return the heading of a care card; empty for a tier that has none."""
    return text_of(_CARDS[tier]) if tier in _CARDS else ""


def description_of(command: Command) -> str:
    """Return what a command does, in a few words."""
    return text_of(_COMMANDS[command])


def list_of_commands(mark: str) -> str:
    """Return all commands with what they do; `mark` stands before each."""
    lines = [f"- {mark}{each}: {description_of(each)}" for each in Command]
    return "\n".join([text_of("utter_channel_commands"), *lines])


@cache
def _responses() -> dict[str, list[dict[str, Any]]]:
    read = msgspec.yaml.decode(_RESPONSES.read_bytes())
    responses: dict[str, list[dict[str, Any]]] = read["responses"]
    return responses
