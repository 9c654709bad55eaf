"""Takes out of every message what Rasa does for nobody.

Each change leaves results as they were; what it saves stands beside it, as a share of
an average turn (bench/results/profile.md).
"""

from __future__ import annotations

import gc
import logging
from functools import cache
from types import SimpleNamespace
from typing import Any

import rasa.core.processor
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.interface import GraphRunner
from rasa.shared.core.constants import (
    ACTION_VALIDATE_SLOT_MAPPINGS,
    MAPPING_TYPE,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa import quick_rules, quick_tracker

# Different states of a conversation that RulePolicy remembers: some 2 kB each.
_REMEMBERED_STATES = 2000
_resolve_by_walking = Event.resolve_by_type
_is_empty_by_comparing = Domain.is_empty


class StraightRunner(GraphRunner):  # type: ignore[misc]
    """Runs a loaded graph's nodes one after the other, in an order found once.

    Dask plans and schedules the same few nodes anew for every message (10 %).
    """

    def __init__(self, loaded: Any) -> None:
        self._instantiated_nodes = loaded._instantiated_nodes
        self._needs = {
            name: tuple(node.needs.values())
            for name, node in loaded._graph_schema.nodes.items()
        }
        self._targets = loaded._graph_schema.target_names
        self._orders: dict[tuple[str, ...], list[str]] = {}
        self._rule_policies = quick_rules.skippable(
            self._instantiated_nodes, self._needs
        )

    @classmethod
    def create(cls, *_: Any) -> StraightRunner:
        """Refuse: a runner is made from a loaded one.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError("StraightRunner is made from a loaded runner")

    def run(
        self,
        inputs: dict[str, Any] | None = None,
        targets: list[str] | None = None,
    ) -> dict[str, Any]:
        """Return the outputs of the targets, as Rasa's runner does.

        Raises:
            GraphRunError: a node raised a RuntimeError.
        """
        wanted = tuple(targets or self._targets)
        done: dict[str, Any] = {
            name: (name, value) for name, value in (inputs or {}).items()
        }
        try:
            for name in self._order(wanted):
                if name not in wanted and self._is_settled(name, done):
                    done[name] = (name, None)
                    continue
                needed = (done.get(need, need) for need in self._needs[name])
                done[name] = self._instantiated_nodes[name](*needed)
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return {name: done[name][1] for name in wanted}

    def _is_settled(self, name: str, done: dict[str, Any]) -> bool:
        policy = self._rule_policies.get(name)
        if policy is None or PLACEHOLDER_TRACKER not in done:
            return False
        answers = [answer for _, answer in done.values()]
        return quick_rules.is_settled(policy, done[PLACEHOLDER_TRACKER][1], answers)

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        if targets not in self._orders:
            order: dict[str, None] = {}
            for target in targets:
                self._add_in_order(target, order)
            self._orders[targets] = list(order)
        return self._orders[targets]

    def _add_in_order(self, name: str, order: dict[str, None]) -> None:
        if name in order or name not in self._needs:
            return
        for need in self._needs[name]:
            self._add_in_order(need, order)
        order[name] = None


def make_lean(processor: MessageProcessor) -> None:
    """Speed up a loaded processor; calling it again changes nothing."""
    if isinstance(processor.graph_runner, StraightRunner):
        return
    processor.graph_runner = StraightRunner(processor.graph_runner)
    # Rasa walks all classes of events for each event that it reads (20 %).
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    # RulePolicy compares every rule with states that it has met before (20 %).
    RulePolicy._get_possible_keys = _quick_possible_keys
    # It looks for rules that quote a message, and we have none (2 %).
    quick_rules.use()
    # The conversation is replayed for every action and prediction (20 %).
    quick_tracker.use(processor.domain)
    # For every message an empty domain is made, to see that ours isn't (3 %).
    Domain.is_empty = _is_empty
    # For every message an action looks whether a slot is filled from it (3 %).
    if _fills_no_slot(processor.domain):
        MessageProcessor.run_action_extract_slots = _unchanged
    # All slots are written out for a debug line (2 %).
    if not logging.getLogger("rasa").isEnabledFor(logging.DEBUG):
        MessageProcessor._log_slots = staticmethod(lambda _tracker: None)
    # It deep-copies events for debug lines that are never written (4 %).
    rasa.core.processor.copy = SimpleNamespace(deepcopy=lambda value: value)
    # The lexicon and the model live as long as the server, so the garbage
    # collector need not visit them again and again.
    gc.freeze()


def _is_empty(domain: Domain) -> bool:
    """Return whether a domain says nothing; a loaded one does not change."""
    known = vars(domain).get("_spinewise_empty")
    if known is None:
        known = vars(domain)["_spinewise_empty"] = _is_empty_by_comparing(domain)
    return bool(known)


def _fills_no_slot(domain: Domain) -> bool:
    """Return whether all slots are filled by actions and policies alone."""
    mappings = [mapping for slot in domain.slots for mapping in slot.mappings]
    return ACTION_VALIDATE_SLOT_MAPPINGS not in domain.user_actions and all(
        mapping.get(MAPPING_TYPE) == SlotMappingType.CUSTOM.value
        and "action" not in mapping
        for mapping in mappings
    )


async def _unchanged(
    _processor: MessageProcessor, _output: Any, tracker: DialogueStateTracker
) -> DialogueStateTracker:
    return tracker


def _quick_possible_keys(
    policy: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]
) -> set[str]:
    """Return the rules that apply to these states; what is found is remembered."""
    remembered = vars(policy).setdefault("_spinewise_applicable", {})
    if len(remembered) > _REMEMBERED_STATES:
        remembered.clear()
    possible = set(lookup)
    for index, state in enumerate(reversed(states)):
        seen = (id(lookup), index, repr(state))
        applicable = remembered.get(seen)
        if applicable is None:
            applicable = remembered[seen] = _applicable(policy, lookup, state, index)
        possible &= applicable
    return possible


def _applicable(
    policy: RulePolicy, lookup: dict[str, str], state: dict[str, Any], index: int
) -> frozenset[str]:
    return frozenset(
        key for key in lookup if policy._is_rule_applicable(key, index, state)
    )


@cache
def _resolve_by_type(
    type_name: str, default: type[Event] | None = None
) -> type[Event] | None:
    found: type[Event] | None = _resolve_by_walking(type_name, default)
    return found
