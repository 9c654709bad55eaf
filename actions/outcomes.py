"""How an assessment ends: what to do, why, and the exercises where they fit."""

from __future__ import annotations

from typing import Any

from actions.exercises import notes_of, show_exercises
from actions.reasons import all_heard, reasons_of
from actions.safe_action import Scene
from spinewise.assessing import findings_as_data, rule_ids
from spinewise.knowledge.types import Tier
from spinewise.plan import Choice, make_plan
from spinewise.rasa.wording import country_of
from spinewise.settings import settings

_RESPONSES = {
    Tier.URGENT: "utter_outcome_urgent",
    Tier.CLINICIAN: "utter_outcome_clinician",
    Tier.SELFCARE: "utter_outcome_selfcare",
    Tier.NONE: "utter_outcome_selfcare",
}


def show_outcome(scene: Scene) -> None:
    """Say what to do, why, and show the plan where exercises are allowed."""
    tier = scene.assessment.tier
    plan = plan_of(scene)
    row = country_of(scene.state.case.profile.country, scene.knowledge)
    scene.say(
        _response(scene),
        reasons=reasons_of(scene),
        heard=all_heard(scene),
        doctor_line=row.health_line.say if row.health_line else row.doctor,
        json_message={"card": _card(scene, plan)},
    )
    if tier >= Tier.CLINICIAN:
        _name_clinic(scene)
    if plan.exercises:
        show_exercises(scene, plan)
        given = (picked.exercise for picked in plan.exercises)
        known = scene.state.conversation.given
        scene.remember(given=tuple(dict.fromkeys((*known, *given))))
    elif tier <= Tier.SELFCARE:
        scene.say("utter_no_exercises", notes=notes_of(scene, plan))


def plan_of(scene: Scene) -> Choice:
    """Return the exercises that fit now, without those that were set aside."""
    talk = scene.state.conversation
    return make_plan(
        scene.state.case,
        scene.assessment,
        scene.knowledge,
        minutes=talk.minutes,
        disliked=talk.disliked,
    )


def _response(scene: Scene) -> str:
    tier = scene.assessment.tier
    if tier is Tier.CLINICIAN and scene.state.case.complaint == "none":
        return "utter_outcome_other_body_part"
    return _RESPONSES[tier]


def _card(scene: Scene, plan: Choice) -> dict[str, Any]:
    assessment = scene.assessment
    return {
        "tier": assessment.tier.label,
        "kind": assessment.kind,
        "rules": rule_ids(assessment),
        "findings": findings_as_data(assessment, scene.knowledge),
        "exercises": [picked.exercise for picked in plan.exercises],
    }


def _name_clinic(scene: Scene) -> None:
    clinic = settings().clinic
    if clinic.name:
        scene.say(
            "utter_clinic",
            clinic_name=clinic.name,
            clinic_phone=clinic.phone,
            clinic_hours=clinic.hours,
        )
