"""Walks every dialogue state that answers and danger signs can reach."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spinewise.dialogue.course import Turn, take_turn
from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import State, to_plain
from spinewise.dialogue.steps import Act, Step, next_step
from spinewise.dialogue.words import TalkWords
from spinewise.knowledge import Knowledge
from spinewise.settings import settings
from spinewise.triage.types import Assertion, Assessment, Mention

DANGER = "cauda_equina.saddle_numbness"
HOUR = 3600.0
WORDS = TalkWords(settings().knowledge_path)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One reachable state, what it assesses to, and the step that follows."""

    state: State
    assessment: Assessment
    step: Step
    danger_said: bool


def said(finding: str, assertion: Assertion = Assertion.PRESENT) -> Reply:
    """A message that names a finding."""
    mention = Mention(finding=finding, assertion=assertion, quote="my own words")
    return Reply(text="my own words", mentions=(mention,))


def turn(state: State, reply: Reply, knowledge: Knowledge, now: float = 0) -> Turn:
    """Take one turn, with what the words say about the talk."""
    return take_turn(
        state,
        WORDS.hear(reply),
        now=now,
        timeout_seconds=12 * HOUR,
        knowledge=knowledge,
    )


def asked(turn: Turn, step: Step) -> State:
    """The state after the bot has taken its step, as the actions keep it."""
    talk = turn.state.conversation
    if step.act in (Act.ASK, Act.ASK_DETAIL):
        talk = replace(talk, waiting=step.question)
    elif step.act is Act.SHOW_OUTCOME:
        talk = replace(
            talk, waiting=None, shown=outcome_key(turn.state, turn.assessment)
        )
    return State(case=turn.state.case, conversation=replace(talk, restarted=False))


def replies(step: Step, knowledge: Knowledge) -> Iterator[Reply]:
    """What a person may say or press now, beside danger signs."""
    yield Reply(text="eh", intent="out_of_scope")
    if step.question is None:
        yield Reply(complaint="tightness", region="lower")
        return
    question = knowledge.questions.get(step.question)
    if question is not None and question.type == "number":
        for age in ("12", "16", "34", "70"):
            yield Reply(text=age)
        yield Reply(answer="unsure")
        return
    for answer in ("yes", "no", "unsure"):
        yield Reply(answer=answer)
    if question is not None:
        yield Reply(pressed=(question.id, question.options[-1].id))


def walk(knowledge: Knowledge) -> Iterator[Seen]:
    """Yield every reachable state once, from the first message on."""
    queue = deque([(State(), Reply(complaint="tightness", region="lower"), False)])
    known: set[str] = set()
    while queue:
        state, reply, danger = queue.popleft()
        now = turn(state, reply, knowledge)
        step = next_step(now.state, now.assessment, knowledge)
        after = asked(now, step)
        key = json.dumps(
            [to_plain(after.case), to_plain(after.conversation), step.act],
            sort_keys=True,
        )
        if key in known:
            continue
        known.add(key)
        yield Seen(
            state=now.state, assessment=now.assessment, step=step, danger_said=danger
        )
        if now.new_danger:
            continue
        queue.extend((after, each, danger) for each in replies(step, knowledge))
        queue.append((after, said(DANGER), True))
