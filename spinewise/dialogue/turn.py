"""What one message of the person changes in the case.

Nothing that was said is ever taken back here: a later answer adds to an earlier
one, and the engine lets the riskier of the two stand.
"""

from __future__ import annotations

from dataclasses import replace

from spinewise.dialogue.merging import merged_mentions, merged_profile
from spinewise.dialogue.reply import Reply, is_question, is_small_talk, tells_only
from spinewise.dialogue.suspicion import suspected
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Question
from spinewise.triage.answers import CONFIRM, CaseError, merge_answers, read_answer
from spinewise.triage.types import (
    Answer,
    Assertion,
    Case,
    Likeness,
)

# These tell something, or nobody knows what they are.
_TELLS = "report_"
_UNKNOWN = frozenset({"", "nlu_fallback"})
_NOT_NOW = frozenset({Assertion.ABSENT, Assertion.OTHER_PERSON})
# Findings about a pregnancy have ids that begin so.
_OF_PREGNANCY = "pregnancy."


def hear(
    case: Case,
    reply: Reply,
    *,
    waiting: str | None,
    refused: bool = False,
    knowledge: Knowledge,
) -> Case:
    """Return the case with what the reply adds to it.

    `waiting` is the id of the question that the person was asked last; `refused` says
    that they answered it with a "no" before, where a number is asked for. A question
    about backs ("is it a slipped disc?") tells no other complaint than the known one.
    """
    told = case.complaint == "none" or not is_question(reply)
    heard = replace(
        case,
        mentions=merged_mentions(case.mentions, reply.mentions),
        profile=merged_profile(case.profile, reply.profile),
        complaint=reply.complaint
        if told and reply.complaint != "none"
        else case.complaint,
        region=reply.region if told and reply.region != "unknown" else case.region,
    )
    ordered = heard.suspected
    heard = suspected(heard, _likeness(reply, waiting), reply.mentions, knowledge)
    if is_question(reply):
        # A question to the bot does not change which question of its own comes next.
        heard = replace(heard, suspected=ordered)
    if reply.pressed is not None:
        return _answered(heard, *reply.pressed, knowledge=knowledge)
    if waiting is None:
        return heard
    answer = _spoken_answer(reply, heard, waiting, knowledge)
    if answer is None and refused and refuses_number(reply, waiting, knowledge):
        answer = "unsure"
    if answer is None:
        return heard
    return _answered(heard, waiting, answer, knowledge=knowledge)


def _likeness(reply: Reply, waiting: str | None) -> Likeness | None:
    """Return what a reply sounds like; likeness is blind to the "not" of "not pregnant".

    A reply that denies that very sign moves no question. A first message may: beside
    "no fever" it may tell of other signs in words that nobody hears.
    """
    likeness = reply.likeness
    if likeness is None:
        return None
    denied = {m.finding for m in reply.mentions if m.assertion in _NOT_NOW}
    if waiting is not None and likeness.finding in denied:
        return None
    not_pregnant = reply.profile.pregnant is False
    if not_pregnant and likeness.finding.startswith(_OF_PREGNANCY):
        return None
    return likeness


def _spoken_answer(
    reply: Reply, case: Case, waiting: str, knowledge: Knowledge
) -> Answer | None:
    question = knowledge.questions.get(waiting)
    if reply.wishes.back:
        # "I meant yes" is about the question before.
        return None
    if reply.manner.skips and reply.answer != "yes" and not reply.mentions:
        return None
    if _answers_something_else(reply, waiting, question) or is_small_talk(reply):
        return None
    if question is None:
        return reply.answer
    if is_doubtful_yes(reply, question, knowledge):
        return None
    if sounds_like_a_yes(reply, question, knowledge) and reply.answer == "no":
        return None
    named = _named_options(reply, question, knowledge) or _said_again(
        reply, case, question, knowledge
    )
    if question.type == "number":
        return _number(reply) or named or _about_options(reply, case, question)
    return named if named and reply.answer in (None, "yes") else reply.answer


def sounds_like_a_yes(
    reply: Reply, question: Question | None, knowledge: Knowledge
) -> bool:
    """Whether a reply in which nothing was heard sounds like what is asked about.

    An answer leaves out what the question named: "it burns and stinks" says what it
    means only after "pee that burns". What a reply sounds like never sets a tier, so
    the person is asked which of the signs they mean. A "no, but ..." that goes on with
    what sounds at all like it is no plain "no".
    """
    settings = knowledge.settings
    denies = reply.answer == "no"
    enough = settings.likeness_first if denies else settings.likeness_asked
    return (
        question is not None
        and question.type != "number"
        and (reply.answer is None or (denies and reply.manner.goes_on))
        and not reply.mentions
        and not is_question(reply)
        and reply.likeness is not None
        and reply.likeness.topic == question.id
        and reply.likeness.score >= enough
    )


def is_unclear(reply: Reply, question: Question | None, knowledge: Knowledge) -> bool:
    """Whether a reply may tell of what is asked about, in words that nobody knows.

    "I stop on the stairs like my gran" is no answer that can be read, and no denial:
    the person is asked which of the signs they mean.
    """
    return (
        question is not None
        and question.type != "number"
        and reply.pressed is None
        and reply.answer is None
        and (reply.intent.startswith(_TELLS) or reply.intent in _UNKNOWN)
        and len(reply.text.split()) >= knowledge.settings.talk.unclear_from_words
        and not _says_what_is_asked(reply, knowledge)
        and tells_only(reply)
    )


def _says_what_is_asked(reply: Reply, knowledge: Knowledge) -> bool:
    """Whether a reply denies a sign, or names one that a question asks about."""
    asked = {o.finding for each in knowledge.questions.values() for o in each.options}
    return any(
        mention.assertion in _NOT_NOW or mention.finding in asked
        for mention in reply.mentions
    )


def _said_again(
    reply: Reply, case: Case, question: Question, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the option that a reply sounds like, if the person told it before."""
    if reply.likeness is None or not sounds_like_a_yes(reply, question, knowledge):
        return ()
    told = {m.finding for m in case.mentions if m.assertion is Assertion.PRESENT}
    meant = reply.likeness.finding
    return tuple(o.id for o in question.options if o.finding == meant and meant in told)


def refuses_number(reply: Reply, waiting: str | None, knowledge: Knowledge) -> bool:
    """Whether a "no" answers a question for a number ("how old are you?").

    It may deny the other things that are asked about there ("not pregnant"), so that
    the number is asked for once more.
    """
    question = knowledge.questions.get(waiting or "")
    return (
        question is not None
        and question.type == "number"
        and reply.answer == "no"
        and _number(reply) is None
    )


def is_doubtful_yes(
    reply: Reply, question: Question | None, knowledge: Knowledge
) -> bool:
    """Whether a yes goes on with an ordinary complaint and no danger sign.

    "It is a bit stiff in the morning", "yes, it is my back" or "a bit numb" is no alarm
    by itself and no denial either: the person is asked which of the signs they mean.
    """
    only_back = reply.complaint != "none" or reply.manner.only_back
    return (
        question is not None
        and question.type != "number"
        and reply.pressed is None
        and not _named_options(reply, question, knowledge)
        and (
            (reply.answer == "yes" and only_back)
            or (reply.answer in ("yes", None) and reply.manner.only_feeling)
        )
    )


def _answers_something_else(
    reply: Reply, waiting: str, question: Question | None
) -> bool:
    """Whether a reply without a plain yes or no speaks of other things.

    "I don't have a fever" is no answer to a question about numbness, and neither is
    "can I take ibuprofen?". Both are heard; the question is asked again.
    """
    if reply.manner.answers:
        return False
    if question is not None and question.type == "number" and _number(reply):
        return False
    if not reply.mentions:
        return is_question(reply)
    asked = (
        {option.finding for option in question.options}
        if question is not None
        else {waiting.removeprefix(CONFIRM)}
    )
    meant = asked & {mention.finding for mention in reply.mentions}
    return not meant or (is_question(reply) and reply.answer == "unsure")


def _about_options(reply: Reply, case: Case, question: Question) -> Answer | None:
    """Return what a yes, no or unsure says once the number itself is known."""
    known = getattr(case.profile, question.fact or "", None) is not None
    return reply.answer if known or reply.answer == "unsure" else None


def _named_options(
    reply: Reply, question: Question, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the options that a reply names; what counts once it was, past ones too."""
    named = {
        mention.finding
        for mention in reply.mentions
        if mention.assertion is Assertion.PRESENT
        or (
            mention.assertion is Assertion.PAST
            and knowledge.findings[mention.finding].history
        )
    }
    return tuple(o.id for o in question.options if o.finding in named)


def _number(reply: Reply) -> Answer | None:
    if reply.profile.age is not None:
        return reply.profile.age
    return reply.manner.age


def _answered(
    case: Case, question: str, answer: Answer, *, knowledge: Knowledge
) -> Case:
    """Record an answer; one that fits no question or option changes nothing."""
    try:
        read_answer(question, answer, knowledge)
    except CaseError:
        return case
    merged = merge_answers(case.answers.get(question), answer)
    return replace(case, answers={**case.answers, question: merged})
