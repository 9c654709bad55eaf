"""A danger sign in the middle of a real conversation, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from bench.patients.positions import Sign, signs
from bench.patients.talk import WebTalk

_START = ("my lower back is tight",)
_ASKED = (*_START, "no", "no", "no", "no", "34")
_FEVER = ("I'm 45, male, my back aches and I have a fever",)
# What was said before the sign, and the way in which it is then said.
PLACES = {
    "the first question waits": (_START, "no, but {}"),
    "the fourth question waits": (_ASKED[:4], "{}"),
    "inside an answer about heat": ((*_START, "is heat any good?"), "{}"),
    "after the card": (_ASKED, "{}"),
    "in the exercises": ((*_ASKED, "that hurts"), "{}"),
    "a restart waits to be confirmed": ((*_ASKED, "start again"), "no, and {}"),
    "a report waits for consent": ((*_ASKED, "this advice was wrong"), "yes, {}"),
    "deleting waits to be confirmed": ((*_ASKED, "forget me"), "no, but {}"),
    "the country is asked for": ((*_FEVER, "no", "no", "no", "no"), "{}"),
}
_PLACES_EACH = 2


@dataclass(frozen=True, kw_only=True)
class Interruption:
    """A sign said at a place, and whether the very next answer was an emergency's."""

    sign: Sign
    place: str
    caught: bool


def interrupt(url: str, client: httpx.Client, sign: Sign, place: str) -> Interruption:
    """Say a sign at a place.

    Raises:
        httpx.HTTPError: the bot did not answer.
    """
    before, way = PLACES[place]
    talk = WebTalk(url=url, client=client)
    for message in before:
        talk.say(message)
    answer = talk.say(way.format(sign.text))
    cards = [message["card"] for message in answer if message.get("card")]
    caught = any(card["tier"] == "emergency" for card in cards)
    return Interruption(sign=sign, place=place, caught=caught)


def interruptions(url: str, half: str) -> Iterator[Interruption]:
    """Say every sign of a half at two of the places, in turn."""
    places = tuple(PLACES)
    apart = len(places) // _PLACES_EACH
    with httpx.Client(timeout=30) as client:
        for number, sign in enumerate(signs(half)):
            for turn in range(_PLACES_EACH):
                place = places[(number + apart * turn) % len(places)]
                yield interrupt(url, client, sign, place)
