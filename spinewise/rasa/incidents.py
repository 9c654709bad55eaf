"""The log of advice that people reported as wrong.

One JSON object a line, appended to the file that the setting `incident_log` names.
It holds what is needed to look into it: time, versions, tier, rules, findings,
answers. Words of the person are in it only with their consent, and never a name or
the id of the conversation.
"""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

import spinewise
from spinewise.assessing import rule_ids
from spinewise.dialogue.state import State
from spinewise.dialogue.telling import is_crisis
from spinewise.knowledge import Knowledge
from spinewise.settings import settings
from spinewise.triage.types import Assessment


def keep_incident(
    state: State, assessment: Assessment, knowledge: Knowledge, *, with_words: bool
) -> None:
    """Append one report to the incident log.

    Raises:
        OSError: the file cannot be written.
    """
    path = settings().incident_path
    path.parent.mkdir(parents=True, exist_ok=True)
    report = _report(state, assessment, knowledge, with_words=with_words)
    with path.open("ab") as log:
        log.write(msgspec.json.encode(report) + b"\n")


def _report(
    state: State, assessment: Assessment, knowledge: Knowledge, *, with_words: bool
) -> dict[str, Any]:
    report: dict[str, Any] = {
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "version": spinewise.__version__,
        "knowledge": knowledge.hash,
        "tier": assessment.tier.label,
        "kind": assessment.kind,
        "provisional": assessment.provisional,
        "rules": rule_ids(assessment),
        "findings": [
            {"id": mention.finding, "assertion": mention.assertion.value}
            for mention in assessment.findings
        ],
        "answers": dict(state.case.answers),
        "complaint": state.case.complaint,
        "region": state.case.region,
        "exercises": list(state.conversation.given),
    }
    if with_words:
        report["words"] = list(state.conversation.told)
        report["quotes"] = {
            mention.finding: mention.quote
            for mention in assessment.findings
            if mention.quote and not is_crisis(mention.finding, knowledge)
        }
    return report
