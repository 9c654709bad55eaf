"""Asks RulePolicy only what its answer can hang on.

Rasa asks every policy in every round and then takes the surest, the one with the higher
priority among equals. It also asks RulePolicy about every message two times, once for
rules that quote what was said. Where the answer is known without asking, it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import GraphNode
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

_CERTAIN: Final = 1.0
_find_in_rules = RulePolicy._find_action_from_rules


def use() -> None:
    """Let RulePolicy look for quoted messages only where a rule could quote one."""
    RulePolicy._find_action_from_rules = _find_action


def skippable(
    nodes: Mapping[str, GraphNode], needs: Mapping[str, Iterable[str]]
) -> dict[str, RulePolicy]:
    """Return each RulePolicy of a loaded model that only Rasa's ensemble listens to.

    The ensemble takes no notice of a policy that gives no prediction.
    """
    return {
        name: node._component
        for name, node in nodes.items()
        if type(node._component) is RulePolicy
        and all(
            type(nodes[user]._component) is DefaultPolicyPredictionEnsemble
            for user, needed in needs.items()
            if name in needed
        )
    }


def is_settled(
    policy: RulePolicy, tracker: DialogueStateTracker, answers: Iterable[Any]
) -> bool:
    """Whether one of the other policies' answers stands, whatever RulePolicy says.

    RulePolicy outranks a certain answer of higher priority in two ways: with a form
    that is under way, which it may also interrupt, and with a rule that quotes the
    message. An action that refused to run counts as never answered.
    """
    return (
        any(
            isinstance(answer, PolicyPrediction)
            and answer.max_confidence >= _CERTAIN
            and answer.policy_priority > policy.priority
            for answer in answers
        )
        and tracker.active_loop_name is None
        and goes_by_intents(policy)
        and not _was_refused(tracker)
    )


def goes_by_intents(policy: RulePolicy) -> bool:
    """Whether every rule that a new message can meet names an intent, not a text."""
    known = vars(policy).get("_spinewise_goes_by_intents")
    if known is None:
        lasts = [policy._rule_key_to_state(key)[-1] for key in policy.lookup[RULES]]
        known = vars(policy)["_spinewise_goes_by_intents"] = all(
            INTENT in last.get(USER, {})
            for last in lasts
            if last.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
            in {None, ACTION_LISTEN_NAME}
        )
    return bool(known)


def _was_refused(tracker: DialogueStateTracker) -> bool:
    for event in reversed(tracker.events):
        if isinstance(event, (ActionExecuted, ActionExecutionRejected)):
            return isinstance(event, ActionExecutionRejected)
    return False


def _find_action(
    policy: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """Return what Rasa finds; nothing at once where no rule quotes a message.

    Where nothing is found, Rasa asks again with the intent and goes by that answer;
    of the first one it keeps whether a form was interrupted.
    """
    if (
        use_text_for_last_user_input
        and tracker.active_loop_name is None
        and goes_by_intents(policy)
    ):
        return None, None, False
    found: tuple[str | None, str | None, bool] = _find_in_rules(
        policy, tracker, domain, use_text_for_last_user_input
    )
    return found
