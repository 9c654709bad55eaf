"""The policy that keeps the assessment and takes over when there is danger.

It runs in the server's own process on every message, before any action: it adds
what was heard to the case, assesses it, and writes the result into the slots. An
emergency is answered at once with a response that needs no action server, whatever
question was waiting. In every other case it leaves the word to the rules.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.policies.policy import (
    Policy,
    PolicyPrediction,
    SupportedData,
    confidence_scores_for,
)
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.assessing import findings_as_data, rule_ids
from spinewise.dialogue.course import Turn, take_turn
from spinewise.dialogue.reply import Reply
from spinewise.dialogue.state import (
    COUNTRY,
    State,
    case_from,
    conversation_from,
    known_part,
    to_plain,
)
from spinewise.dialogue.words import TalkWords
from spinewise.knowledge import Knowledge
from spinewise.rasa import slots
from spinewise.rasa.entities import heard_from
from spinewise.rasa.finding_extractor import FindingExtractor
from spinewise.rasa.payload import pressed_answer
from spinewise.rasa.stored_knowledge import (
    fingerprint,
    read_knowledge,
    read_talk_words,
    store_knowledge,
)
from spinewise.rasa.wording import emergency_words
from spinewise.settings import settings

logger = logging.getLogger(__name__)

UTTER_EMERGENCY = "utter_emergency"
UTTER_COULD_NOT_ANSWER = "utter_could_not_answer"
UTTER_IN_LANGUAGE = "utter_in_language"
ACTION_START_AGAIN = "action_start_again"
_CHOSEN_HERE = frozenset(
    {UTTER_EMERGENCY, UTTER_COULD_NOT_ANSWER, UTTER_IN_LANGUAGE, ACTION_START_AGAIN}
)
# Rasa's own intents that would wipe or rewind the tracker, and with it a danger
# sign: for us they are wishes to start again, which must be confirmed.
_WIPING_INTENTS = frozenset({"restart", "back", "session_start"})


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class SafetyPolicy(Policy):  # type: ignore[misc]
    """Assesses every message; answers emergencies itself."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default: a higher priority than RulePolicy's 6."""
        return {"priority": 10}

    @staticmethod
    def supported_data() -> SupportedData:
        """Return that rules are enough: nothing is learned from stories."""
        return SupportedData.RULE_DATA

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        knowledge: Knowledge | None = None,
        words: TalkWords | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context)
        self._knowledge = knowledge
        self._words = words

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return what must train this policy anew when it changes."""
        return fingerprint()

    @property
    def knowledge(self) -> Knowledge | None:
        """The knowledge that the model carries; None before training."""
        return self._knowledge

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Check the knowledge and store its files in the model.

        Raises:
            KnowledgeError: the knowledge has faults; all are listed.
        """
        with self._model_storage.write_to(self._resource) as folder:
            self._knowledge = read_knowledge(store_knowledge(Path(folder)))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyPolicy:
        """Return the policy with the knowledge that the model carries."""
        with model_storage.read_from(resource) as folder:
            knowledge = read_knowledge(Path(folder))
            words = read_talk_words(Path(folder))
        return cls(config, model_storage, resource, execution_context, knowledge, words)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Assess a new message; say the emergency text, or leave it to the rules."""
        message = _new_message(tracker)
        if message is None or self._knowledge is None:
            # Rules know nothing of what this policy chose, so it ends its own turn.
            if tracker.latest_action_name in _CHOSEN_HERE:
                return self._choose(ACTION_LISTEN_NAME, domain)
            return self._prediction(self._default_predictions(domain))
        try:
            turn = self._turn(tracker, message, self._knowledge)
            events = _slot_events(tracker, turn, self._knowledge)
        except Exception as error:  # whatever broke, the person must be answered
            logger.error("A message could not be assessed: %s", type(error).__name__)
            return self._choose(UTTER_COULD_NOT_ANSWER, domain)
        if turn.new_danger:
            return self._choose(UTTER_EMERGENCY, domain, events)
        if turn.reply.language is not None:
            return self._choose(UTTER_IN_LANGUAGE, domain, events)
        if message.intent.get("name") in _WIPING_INTENTS:
            return self._choose(ACTION_START_AGAIN, domain, events)
        return self._prediction(self._default_predictions(domain), events=events)

    def _turn(
        self,
        tracker: DialogueStateTracker,
        message: UserUttered,
        knowledge: Knowledge,
    ) -> Turn:
        state = _state_of(tracker, knowledge)
        reply = _reply_in(message)
        if self._words is not None:
            asked = state.conversation.waiting == COUNTRY
            reply = self._words.hear(reply, asked_country=asked)
        return take_turn(
            state,
            reply,
            now=message.timestamp,
            timeout_seconds=settings().assessment_timeout_hours * 3600,
            knowledge=knowledge,
        )

    def _choose(
        self, action: str, domain: Domain, events: list[SlotSet] | None = None
    ) -> PolicyPrediction:
        scores = confidence_scores_for(action, 1.0, domain)
        return self._prediction(scores, events=events)


def _slot_events(
    tracker: DialogueStateTracker, turn: Turn, knowledge: Knowledge
) -> list[SlotSet]:
    """Return the events that set the slots which changed."""
    assessment = turn.assessment
    values: dict[str, Any] = {
        slots.TIER: assessment.tier.label,
        slots.FIRED_RULES: rule_ids(assessment),
        slots.FINDINGS: findings_as_data(assessment, knowledge),
        slots.CASE: to_plain(turn.state.case),
        slots.CONVERSATION: to_plain(turn.state.conversation),
    }
    if turn.reply.language is not None:
        values[slots.IN_LANGUAGE] = knowledge.in_language(turn.reply.language)
    if turn.new_danger:
        values |= emergency_words(turn, knowledge)
    return [
        SlotSet(name, value)
        for name, value in values.items()
        if tracker.get_slot(name) != value
    ]


def _new_message(tracker: DialogueStateTracker) -> UserUttered | None:
    """Return the person's message when nothing was done about it yet."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event
        if isinstance(event, ActionExecuted):
            return None
    return None


def _state_of(tracker: DialogueStateTracker, knowledge: Knowledge) -> State:
    return State(
        case=known_part(case_from(tracker.get_slot(slots.CASE)), knowledge),
        conversation=conversation_from(tracker.get_slot(slots.CONVERSATION)),
    )


def _reply_in(message: UserUttered) -> Reply:
    pressed = pressed_answer(message.text)
    heard = heard_from(message.entities, extractor=FindingExtractor.__name__)
    if heard.language is not None:
        # Whatever the model made of foreign words, they answer and wish for nothing.
        return Reply(language=heard.language)
    return Reply(
        intent=message.intent.get("name") or "",
        text="" if pressed else message.text or "",
        mentions=heard.mentions,
        profile=heard.profile,
        other=heard.other,
        complaint=heard.complaint,
        region=heard.region,
        answer=heard.answer,
        likeness=heard.likeness,
        about_other=heard.about_other,
        pressed=(pressed.question, pressed.value) if pressed else None,
    )
