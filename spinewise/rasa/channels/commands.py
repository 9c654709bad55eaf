"""The commands that people of messaging services expect."""

from __future__ import annotations

import re
from enum import StrEnum


class Command(StrEnum):
    """What can be asked for by `/name`, and in Slack by the bare word."""

    START = "start"
    HELP = "help"
    EXERCISES = "exercises"
    SUMMARY = "summary"
    FORGET = "forget"
    REMIND = "remind"
    STOP = "stop"


# Said to the bot in place of the command.
PAYLOADS = {
    Command.START: "/greet",
    Command.HELP: "/help",
    Command.EXERCISES: "/ask_exercises",
}
# A payload of the channels' own: the confirmation that `/forget` asks for.
FORGET_CONFIRMED = "/channel_forget"
FORGET_REFUSED = "/channel_keep"

_COMMAND = re.compile(
    r"(?P<slash>/?)(?P<name>[A-Za-z]+)(?:@\w+)?(?:\s+(?P<argument>\S+))?"
)


def command_in(text: str, *, bare_words: bool) -> tuple[Command | None, str]:
    """Return the command that a message is, and its argument.

    With `bare_words` the word without its slash counts too. A message that goes on
    after the command, such as "/help I can't feel my legs", is no command: all of
    it must be heard.
    """
    found = _COMMAND.fullmatch(text.strip())
    name = found["name"].lower() if found else ""
    if found is None or name not in set(Command):
        return None, ""
    slash, argument = bool(found["slash"]), found["argument"] or ""
    takes_argument = name == Command.REMIND or (slash and name == Command.START)
    if (not slash and not bare_words) or (argument and not takes_argument):
        return None, ""
    return Command(name), argument


def as_words(text: str) -> str:
    """Return typed text in a form that Rasa never takes for a payload.

    Rasa reads a leading slash as the name of an intent, from whoever types it.
    """
    return text.lstrip().lstrip("/").lstrip()
