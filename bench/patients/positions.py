"""A danger sign said at every position of a conversation, without a server.

Run `python -m bench.patients.positions` for both halves of danger_signs.yml.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from spinewise.assessing import Assessor
from spinewise.dialogue.course import Turn, take_turn
from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import SIDE_QUESTIONS, State
from spinewise.dialogue.steps import Act, next_step
from spinewise.dialogue.words import TalkWords
from spinewise.knowledge.types import Tier
from spinewise.settings import settings

SIGNS = Path(__file__).parent / "danger_signs.yml"
# {} is the sign. The first way is bare; in the others it hangs on something else.
WAYS = (
    "{}",
    "no, but {}",
    "No. Also, {}",
    "34, and {}",
    "is heat any good for it? {}",
    "that one hurts a bit, and {}",
    "thanks, that is helpful. {}",
)
_OPENING = "my lower back is tight"
_HOUR = 3600.0
_TIMEOUT_HOURS = 12


class Sign(NamedTuple):
    """One sentence that tells of an emergency, and the brief's row for it."""

    row: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Position:
    """A place in a conversation: what the bot remembers there."""

    name: str
    state: State
    now: float = 0.0


def signs(half: str) -> tuple[Sign, ...]:
    """Return the danger signs of a half, `dev` or `final`."""
    rows = msgspec.yaml.decode(SIGNS.read_bytes(), type=dict[str, dict[str, list[str]]])
    return tuple(Sign(row, text) for row, by in rows.items() for text in by[half])


@cache
def assessor() -> Assessor:
    """The assessor of the shipped knowledge."""
    return Assessor(knowledge_path=settings().knowledge_path)


@cache
def words() -> TalkWords:
    """The words of the shipped knowledge that guide the talk."""
    return TalkWords(settings().knowledge_path)


@cache
def reply_to(text: str) -> Reply:
    """Return what the listener hears in a message."""
    heard = assessor().listener.hear(text)
    reply = Reply(
        text=text,
        mentions=heard.mentions,
        profile=heard.profile,
        complaint=heard.complaint,
        region=heard.region,
        answer=heard.answer,
    )
    return words().hear(reply)


def said(position: Position, text: str) -> Turn:
    """Return the turn when the text is said at a position."""
    return _turn(position.state, reply_to(text), position.now)


def is_caught(position: Position, text: str) -> bool:
    """Whether the text is answered as an emergency in that very turn."""
    turn = said(position, text)
    return turn.new_danger and turn.assessment.tier is Tier.EMERGENCY


def positions() -> Iterator[Position]:
    """Yield every waiting state, in the order in which a conversation meets them.

    They are: the first message after the complaint; each question waiting after
    harmless answers; the options of each question that an urgent or milder "yes"
    leaves open; a finding to be confirmed; after each kind of outcome; in the middle
    of exercises; each question about the talk itself; inside an answer about heat;
    after the emergency text; and after a night of silence.
    """
    state = _after(State(), reply_to(_OPENING))
    while (waiting := state.conversation.waiting) is not None:
        yield Position(name=f"{waiting} waits", state=state)
        question = assessor().knowledge.questions[waiting]
        if question.type != "number" and question.yes_tier is not Tier.EMERGENCY:
            opened = _after(state, Reply(answer="yes"))
            yield Position(name=f"{waiting}, after a yes", state=opened)
        answer = reply_to("34") if question.type == "number" else Reply(answer="no")
        state = _after(state, answer)
    yield Position(name="after the self-care card", state=state)
    yield from _later(state)
    confirming = _after(State(), reply_to("sore back, not sure if I leak a bit of pee"))
    yield Position(name=f"{confirming.conversation.waiting} waits", state=confirming)
    urgent = _after(State(), reply_to("my back hurts and I have a fever of 39"))
    for _ in assessor().knowledge.questions:
        if urgent.conversation.waiting is None:
            break
        yield Position(
            name=f"urgent, {urgent.conversation.waiting} waits", state=urgent
        )
        urgent = _after(urgent, Reply(answer="no"))
    yield Position(name="after the urgent card", state=urgent)
    emergency = _after(State(), reply_to("my back hurts and my bits have gone numb"))
    yield Position(name="after the emergency text", state=emergency)


def _later(state: State) -> Iterator[Position]:
    talk = state.conversation
    exercises = replace(talk, disliked=("pelvic_tilt",), minutes=5)
    yield Position(
        name="in the exercises", state=replace(state, conversation=exercises)
    )
    for question in SIDE_QUESTIONS:
        waiting = replace(talk, waiting=question)
        yield Position(
            name=f"{question} waits", state=replace(state, conversation=waiting)
        )
    yield Position(
        name="inside an answer about heat",
        state=_after(state, Reply(intent="ask_heat_cold", topic="heat_cold")),
    )
    yield Position(name="an hour later", state=state, now=_HOUR)
    yield Position(name="the next day", state=state, now=24 * _HOUR)


def _after(state: State, reply: Reply) -> State:
    """Return the state once the bot has taken its step after a reply."""
    turn = _turn(state, reply)
    step = next_step(turn.state, turn.assessment, assessor().knowledge)
    talk = turn.state.conversation
    if step.act in (Act.ASK, Act.ASK_DETAIL):
        talk = replace(talk, waiting=step.question)
    elif step.act is Act.SHOW_OUTCOME:
        key = outcome_key(turn.state, turn.assessment)
        talk = replace(talk, waiting=None, shown=key)
    return replace(turn.state, conversation=talk)


def _turn(state: State, reply: Reply, now: float = 0.0) -> Turn:
    return take_turn(
        state,
        reply,
        now=now,
        timeout_seconds=_TIMEOUT_HOURS * _HOUR,
        knowledge=assessor().knowledge,
    )


def misses(half: str) -> Iterator[tuple[Sign, str, str]]:
    """Yield each sign, position and way at which the danger is not answered."""
    places = tuple(positions())
    for sign in signs(half):
        for way in WAYS:
            for place in places:
                if not is_caught(place, way.format(sign.text)):
                    yield sign, place.name, way


def main() -> None:
    """Print how many signs are caught; the misses of the final half stay shut."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    places = tuple(positions())
    for half in ("dev", "final"):
        missed = list(misses(half))
        tried = len(signs(half)) * len(places) * len(WAYS)
        print(f"{half}: {tried - len(missed)} of {tried} answered in the same turn")
        if half == "dev":
            for sign, place, way in missed:
                print(f"  {sign.row}: {way.format(sign.text)} | {place}")


if __name__ == "__main__":
    main()
