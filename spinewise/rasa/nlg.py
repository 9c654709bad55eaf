"""Fills the care card of a response with what the assessment holds, and heads it.

Rasa's templates can put text into a response but no lists. The emergency
responses carry a card with tier and kind; where the slots are at hand, this
generator adds the rules and findings, in the server's own process, so that the
card does not depend on the action server.

The page, Slack and Telegram set the tier above a card themselves. Everywhere else it
is the first line of the text; an emergency's text begins with what to do in its place.

An action's buttons stand before those of the response.
"""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from spinewise.rasa.slots import FINDINGS, FIRED_RULES

_HEAD_CARDS_THEMSELVES = frozenset({"web", "slack", "telegram"})
_HEADED = frozenset({"selfcare", "clinician", "urgent"})


class CardResponseGenerator(TemplatedNaturalLanguageGenerator):  # type: ignore[misc]
    """Rasa's templates, with `custom.card` completed from the slots."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Return the response as Rasa would, its card completed."""
        draft: dict[str, Any] | None = await super().generate(
            utter_action, tracker, output_channel, **kwargs
        )
        if draft and kwargs.get("buttons") and draft.get("buttons"):
            # Rasa would add the action's buttons to these, and "None of these" belongs
            # last: so these are added to the action's.
            kwargs["buttons"].extend(draft.pop("buttons"))
        card = ((draft or {}).get("custom") or {}).get("card")
        if card is not None:
            card.setdefault("rules", tracker.get_slot(FIRED_RULES) or [])
            card.setdefault("findings", tracker.get_slot(FINDINGS) or [])
            card.setdefault("exercises", [])
        tier = ((kwargs.get("custom") or {}).get("card") or {}).get("tier")
        if draft and tier in _HEADED and output_channel not in _HEAD_CARDS_THEMSELVES:
            heading = await super().generate(
                f"utter_card_{tier}", tracker, output_channel
            )
            draft["text"] = f"{(heading or {}).get('text')}\n{draft['text']}"
        return draft
