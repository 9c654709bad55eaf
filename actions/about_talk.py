"""How sure, how private, what was checked, what if: the bot about itself."""

from __future__ import annotations

from actions.reasons import reasons_of
from actions.safe_action import SafeAction, Scene
from spinewise.knowledge.types import Tier
from spinewise.triage import assess
from spinewise.triage.types import Assertion

_BY_INTENT = {
    "ask_privacy": "utter_privacy",
    "ask_certainty": "utter_certainty",
}
_CHECKED = "ask_checked"
_WHAT_IF = {
    Tier.EMERGENCY: "utter_what_if_emergency",
    Tier.URGENT: "utter_what_if_urgent",
    Tier.CLINICIAN: "utter_what_if_clinician",
}


class ActionAboutTalk(SafeAction):
    """Answers questions about what the bot did and keeps."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_about_talk"

    def act(self, scene: Scene) -> None:
        """Answer the question that the intent names."""
        if tell_supposed(scene):
            return
        if scene.intent == _CHECKED:
            _tell_checked(scene)
        elif scene.intent in _BY_INTENT:
            scene.say(_BY_INTENT[scene.intent])
        else:
            scene.say("utter_what_if_unclear")


def _tell_checked(scene: Scene) -> None:
    found = _labels(scene, Assertion.PRESENT)
    absent = _labels(scene, Assertion.ABSENT)
    if not found and not absent:
        scene.say("utter_danger_signs")
        return
    if found:
        scene.say("utter_checked_found", found=found)
    if absent:
        scene.say("utter_checked_absent", absent=absent)
    scene.say("utter_checked_not")


def _labels(scene: Scene, assertion: Assertion) -> str:
    findings = scene.knowledge.findings
    labels = [
        findings[mention.finding].label
        for mention in scene.assessment.findings
        if mention.assertion is assertion and findings[mention.finding].red_flag
    ]
    return "; ".join(dict.fromkeys(labels))


def tell_supposed(scene: Scene) -> bool:
    """Say what the advice would be if it were as the person supposes.

    Returns:
        Whether this message supposed something.
    """
    supposed = scene.state.conversation.supposed
    if supposed is None:
        return False
    thought = assess(supposed, scene.knowledge)
    higher = thought.tier > scene.assessment.tier
    response = _WHAT_IF.get(thought.tier) if higher else None
    scene.say(
        response or "utter_what_if_same", reasons=reasons_of(thought, scene.knowledge)
    )
    scene.remember(supposed=None)
    return True
