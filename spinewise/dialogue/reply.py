"""One message of the person, with all that was heard in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spinewise.dialogue.manner import Manner
from spinewise.dialogue.merging import merged_profile
from spinewise.dialogue.topics import UNCLEAR
from spinewise.dialogue.wishes import Wishes
from spinewise.triage.types import Answer, Likeness, Mention, Profile

# Intents of questions to the bot begin so.
_ASKS = "ask_"
_SMALL_TALK = frozenset({"greet", "thank", "goodbye"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message of the person, as the language part or a button gives it.

    Attributes:
        intent: what the person wants, by the intent classifier.
        text: the words; empty for a pressed button.
        mentions: the findings that the words name.
        profile: the facts that the words name.
        other: age and sex as they name them of somebody else.
        complaint, region: as in the contract; "none" and "unknown" change nothing.
        answer: what the words say as an answer to a yes/no question.
        likeness: what the words sound like, whatever was heard in them.
        pressed: question id and value of a pressed button.
        wishes: what the words wish for beside how the person is.
        manner: how the words are meant.
        topic: what the words ask about, a topic of the advice; None for no question.
        about_other: the words tell of somebody else as the patient.
        language: of words that are not English, which say nothing else.
    """

    intent: str = ""
    text: str = ""
    mentions: tuple[Mention, ...] = ()
    profile: Profile = field(default_factory=Profile)
    other: Profile = field(default_factory=Profile)
    complaint: str = "none"
    region: str = "unknown"
    answer: str | None = None
    likeness: Likeness | None = None
    pressed: tuple[str, Answer] | None = None
    wishes: Wishes = field(default_factory=Wishes)
    manner: Manner = field(default_factory=Manner)
    topic: str | None = None
    about_other: bool = False
    language: str | None = None


def is_question(reply: Reply) -> bool:
    """Whether a message asks the bot something."""
    return reply.intent.startswith(_ASKS)


def tells_more(reply: Reply) -> bool:
    """Whether a reply says something about the signs, or answers."""
    answers = reply.answer is not None and not is_question(reply)
    return bool(reply.pressed or reply.mentions) or answers


def asks_nothing(reply: Reply, *, answers: bool, turned_urgent: bool) -> bool:
    """Whether a message only tells or answers, whatever the model took it for.

    "After moving house" asks nothing about lifting. Whoever says yes or no beside it
    ("no. heat or ice") may ask. What makes a case urgent comes before all tips.
    """
    if reply.manner.asks or "?" in reply.text or reply.pressed is not None:
        return False
    tells = reply.complaint != "none" and (turned_urgent or reply.intent in UNCLEAR)
    return tells or (answers and reply.answer is None)


def is_small_talk(reply: Reply) -> bool:
    """Whether a reply is no answer: "ok bye" or "sure, whatever" is no yes."""
    return reply.intent in _SMALL_TALK or reply.manner.filler


def tells_only(reply: Reply) -> bool:
    """Whether a message gives no wish, no topic and no fact that is noted.

    A sign is told with words for time, for more pain or for a place, too.
    """
    wished = replace(
        reply.wishes,
        news=False,
        worse=False,
        pains=False,
        severity=False,
        explain=False,
        minutes=None,
        place=None,
    )
    return (
        not is_small_talk(reply)
        and reply.topic is None
        and reply.complaint == "none"
        and wished == Wishes()
        and replace(reply.manner, answers=False, goes_on=False) == Manner()
        and replace(reply.profile, onset_days=None, sex=None) == Profile()
    )


def of_the_other(reply: Reply) -> Reply:
    """Return the reply with what it tells of somebody else, who is the patient."""
    return replace(reply, profile=merged_profile(reply.profile, reply.other))
