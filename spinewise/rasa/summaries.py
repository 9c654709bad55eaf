"""The summary of a tracker's conversation, for actions and channels."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

import spinewise
from spinewise.dialogue.state import State, case_from, conversation_from, known_part
from spinewise.rasa import slots
from spinewise.rasa.on_disk import knowledge
from spinewise.settings import ROOT
from spinewise.summary import Summary, SummaryWords, collect, read_words
from spinewise.triage import assess

_RESPONSES = ROOT / "data" / "responses" / "summary.yml"


@cache
def _words() -> SummaryWords:
    return read_words(_RESPONSES)


def summary_of(held: Mapping[str, Any]) -> Summary | None:
    """Return the summary of a conversation; None when nothing was told yet.

    `held` maps slot names to values (`tracker.current_slot_values()`).
    """
    case = known_part(case_from(held.get(slots.CASE)), knowledge())
    talk = conversation_from(held.get(slots.CONVERSATION))
    if not (case.mentions or case.answers or talk.told):
        return None
    return collect(
        State(case=case, conversation=talk),
        assess(case, knowledge()),
        knowledge(),
        _words(),
        today=datetime.datetime.now().astimezone().date(),
        version=spinewise.__version__,
    )
