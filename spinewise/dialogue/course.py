"""One turn from the message to the assessment: what the safety policy runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spinewise.dialogue.assessing import assess_once
from spinewise.dialogue.changing import (
    AGAIN,
    changed_by_wish,
    supposed_case,
    topic_beside,
)
from spinewise.dialogue.hurting import ABOUT_A_MOVE, about_the_move, as_answer
from spinewise.dialogue.merging import newly_answered
from spinewise.dialogue.reply import Reply, asks_nothing, of_the_other, tells_more
from spinewise.dialogue.state import (
    COUNTRY,
    HURTING,
    RESTART,
    SIDE_QUESTIONS,
    Conversation,
    State,
)
from spinewise.dialogue.steps import needs_detail
from spinewise.dialogue.telling import told_with
from spinewise.dialogue.turn import (
    hear,
    is_doubtful_yes,
    is_unclear,
    refuses_number,
    sounds_like_a_yes,
)
from spinewise.dialogue.unheard import leaves_open, unheard
from spinewise.knowledge import Knowledge
from spinewise.knowledge.types import Tier
from spinewise.triage.types import Assertion, Assessment, Case, Mention

# Who asks for exercises has a back to look after, even when nothing hurts: they are
# asked the same questions first. The complaint is then the most general one.
_PLAN_INTENTS = frozenset({"ask_exercises", "ask_strengthening"})
_GENERAL_COMPLAINT = "pain"
# A question is no answer, even when it sounds like one ("no idea, what is that for?").
_PLAIN_ANSWERS = {"affirm": "yes", "deny": "no", "unsure": "unsure"}
# After such a pause a person is welcomed back and asked for news.
_PAUSE_SECONDS = 30 * 60
_GOALS = {"ask_strengthening": "strengthen", "ask_prevention": "prevent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one message came to.

    Attributes:
        state: the case and conversation with the message taken in.
        assessment: of the new case.
        new_danger: the message itself tells of an emergency, so the emergency
            text must be said now, before anything else.
        reply: the message.
        answered: id of the question that the message answered, if any.
    """

    state: State
    assessment: Assessment
    new_danger: bool
    reply: Reply
    answered: str | None = None


def take_turn(
    state: State,
    reply: Reply,
    *,
    now: float,
    timeout_seconds: float,
    knowledge: Knowledge,
) -> Turn:
    """Take a message into the case and assess it.

    After `timeout_seconds` of silence the message begins a new assessment. A
    confirmed "start again" does so too, and keeps the words of earlier dangers. A
    message that only supposes something changes nothing that is known.
    """
    state = _opened(state, now, timeout_seconds)
    if _confirms_restart(state, reply):
        state = _started_over(state, knowledge)
        reply = replace(reply, answer=None, pressed=None)
    if state.conversation.for_other:
        reply = of_the_other(reply)
    before = assess_once(state.case, knowledge)
    supposed = supposed_case(state.case, reply)
    if supposed is not None:
        talk = replace(state.conversation, supposed=supposed, last_at=now)
        state = replace(state, conversation=talk)
        return Turn(state=state, assessment=before, new_danger=False, reply=reply)
    waiting = state.conversation.waiting
    state = _with_choice(state, reply, knowledge)
    reply = as_answer(reply, waiting)
    state = changed_by_wish(state, reply, knowledge, asked_which=waiting == HURTING)
    if state.conversation.changed in ABOUT_A_MOVE:
        reply = about_the_move(state, reply, knowledge)
    case = hear(
        state.case,
        reply,
        waiting=waiting,
        refused=waiting is not None and waiting in state.conversation.refused,
        knowledge=knowledge,
    )
    case = _with_wish(case, reply)
    assessment = assess_once(replace(case, floor=before.tier), knowledge)
    still_open = waiting in assessment.open_questions
    if still_open or leaves_open(state.conversation, reply):
        state = unheard(state, reply)
        if still_open and state.conversation.given_up == waiting:
            case = replace(case, answers={**case.answers, str(waiting): "unsure"})
            assessment = assess_once(replace(case, floor=before.tier), knowledge)
    else:
        talk = replace(state.conversation, unheard=0, asked_meanwhile=())
        state = replace(state, conversation=talk)
    case = replace(case, floor=assessment.tier)
    answered = newly_answered(state.case, case)
    talk = _talk_after(state.conversation, reply, answered, case, assessment, knowledge)
    new_danger = assessment.tier is Tier.EMERGENCY and _tells_danger(
        before, assessment, reply, answered
    )
    if new_danger:
        # Whoever was just told to get help needs no opening lines afterwards.
        talk = replace(talk, waiting=None, detail=None, introduced=True)
    urgent_now = before.tier < Tier.URGENT == assessment.tier
    answers = answered is not None and talk.given_up is None
    quiet = asks_nothing(reply, answers=answers, turned_urgent=urgent_now)
    topic = topic_beside(reply, knowledge) if talk.changed == AGAIN else reply.topic
    talk = replace(
        talk,
        topic=None if quiet else topic,
        asks_nothing=quiet,
        told=told_with(talk.told, reply, knowledge),
        # "My dad has thin bones" in answer to a question makes him no patient.
        for_other=talk.for_other or (reply.about_other and waiting is None),
        at_once=_said_at_once(before, assessment, knowledge),
        turned_urgent=urgent_now,
    )
    return Turn(
        state=State(case=case, conversation=replace(talk, last_at=now)),
        assessment=assessment,
        new_danger=new_danger,
        reply=reply,
        answered=answered,
    )


def _opened(state: State, now: float, timeout_seconds: float) -> State:
    """Return the state at the beginning of a message, after the silence before it."""
    talk = state.conversation.next_message()
    silence = now - talk.last_at if talk.last_at is not None else 0
    if talk.forgotten:
        return State()
    if silence > timeout_seconds:
        return State(conversation=Conversation(introduced=talk.introduced))
    returned = silence > _PAUSE_SECONDS
    return replace(state, conversation=replace(talk, returned=returned))


def _with_choice(state: State, reply: Reply, knowledge: Knowledge) -> State:
    """Take in an answer to a question about the talk itself.

    Whatever else is said in place of an answer leaves that question behind.
    """
    talk = state.conversation
    pressed = reply.pressed
    if pressed is not None and pressed[0] in SIDE_QUESTIONS and pressed[0] != HURTING:
        chosen: tuple[str, str] | None = (pressed[0], str(pressed[1]))
    elif talk.waiting in SIDE_QUESTIONS and reply.wishes.country is not None:
        chosen = (COUNTRY, reply.wishes.country)
    elif talk.waiting in SIDE_QUESTIONS and reply.intent in _PLAIN_ANSWERS:
        chosen = (str(talk.waiting), _PLAIN_ANSWERS[reply.intent])
    else:
        chosen = None
    case = state.case
    if chosen and chosen[0] == COUNTRY and chosen[1] in knowledge.countries:
        case = replace(case, profile=replace(case.profile, country=chosen[1]))
    waiting = None if talk.waiting in SIDE_QUESTIONS else talk.waiting
    return State(case=case, conversation=replace(talk, chosen=chosen, waiting=waiting))


def _confirms_restart(state: State, reply: Reply) -> bool:
    if reply.pressed is not None:
        return reply.pressed == (RESTART, "yes")
    return state.conversation.waiting == RESTART and reply.answer == "yes"


def _started_over(state: State, knowledge: Knowledge) -> State:
    dangers = tuple(
        dict.fromkeys(
            mention.quote
            for fired in assess_once(state.case, knowledge).fired
            if fired.rule.tier >= Tier.URGENT
            for mention in fired.because
            if mention.quote
        )
    )
    talk = state.conversation
    return State(
        conversation=Conversation(
            introduced=talk.introduced,
            restarted=True,
            earlier=dangers or talk.earlier,
            last_at=talk.last_at,
        )
    )


def _with_wish(case: Case, reply: Reply) -> Case:
    if reply.intent in _PLAN_INTENTS and case.complaint == "none":
        case = replace(case, complaint=_GENERAL_COMPLAINT)
    goal = _GOALS.get(reply.intent)
    return replace(case, profile=replace(case.profile, goal=goal)) if goal else case


def _talk_after(
    talk: Conversation,
    reply: Reply,
    answered: str | None,
    case: Case,
    assessment: Assessment,
    knowledge: Knowledge,
) -> Conversation:
    if talk.detail is not None and tells_more(reply):
        talk = replace(talk, detail=None)
    if talk.waiting and refuses_number(reply, talk.waiting, knowledge):
        talk = replace(talk, refused=(*talk.refused, talk.waiting))
    waited = knowledge.questions.get(talk.waiting or "")
    if waited is not None and waited.id not in case.answers:
        looks = (sounds_like_a_yes, is_doubtful_yes, is_unclear)
        if any(look(reply, waited, knowledge) for look in looks):
            return replace(talk, detail=waited.id)
    question = knowledge.questions.get(answered or "")
    if question is None or question.id in (*talk.asked_detail, talk.given_up):
        return talk
    if question.type != "number" and needs_detail(
        question, case.answers[question.id], assessment
    ):
        asked = (*talk.asked_detail, question.id)
        return replace(talk, detail=question.id, asked_detail=asked)
    return talk


def _said_at_once(
    before: Assessment, after: Assessment, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the findings that this message told and that are spoken of at once."""
    known = {m.finding for m in before.findings if m.assertion is Assertion.PRESENT}
    return tuple(
        dict.fromkeys(
            m.finding
            for m in after.findings
            if m.assertion is Assertion.PRESENT
            and m.finding not in known
            and knowledge.findings[m.finding].at_once
        )
    )


def _tells_danger(
    before: Assessment, after: Assessment, reply: Reply, answered: str | None
) -> bool:
    """Whether this message, not an earlier one, speaks of the emergency."""
    if before.tier is not Tier.EMERGENCY:
        return True
    if set(_grounds(before)) != set(_grounds(after)):
        return True
    said = {mention.finding for mention in reply.mentions}
    return any(ground in said for ground in _grounds(after)) or answered in {
        floor.question for floor in after.floors if floor.tier is Tier.EMERGENCY
    }


def _grounds(assessment: Assessment) -> tuple[str, ...]:
    """Return the findings and questions on which an emergency rests."""
    findings = [
        mention.finding
        for fired in assessment.fired
        if fired.rule.tier is Tier.EMERGENCY
        for mention in fired.because
    ]
    asked = [f.question for f in assessment.floors if f.tier is Tier.EMERGENCY]
    return tuple(dict.fromkeys((*findings, *asked)))


def dangers_of(turn: Turn) -> tuple[Mention, ...]:
    """Return the mentions behind the emergency, those of this message first."""
    said = {mention.finding for mention in turn.reply.mentions}
    behind = [
        mention
        for fired in turn.assessment.fired
        if fired.rule.tier is Tier.EMERGENCY
        for mention in fired.because
    ]
    unique = tuple(dict.fromkeys(behind))
    return tuple(sorted(unique, key=lambda mention: mention.finding not in said))
