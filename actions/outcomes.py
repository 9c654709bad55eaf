"""How an assessment ends: what to do, why, and the exercises where they fit."""

from __future__ import annotations

from typing import Any

from actions.exercises import expected_of, notes_of, say_exercise, show_exercises
from actions.reasons import all_heard, reasons_of
from actions.safe_action import Scene
from actions.side_talk import ask_country_once
from spinewise.assessing import findings_as_data, rule_ids
from spinewise.dialogue.changing import EASIER, HARDER, HURTS, OTHERS, WORSE
from spinewise.dialogue.hurting import ASK_WHICH, EASED, LEFT_OUT
from spinewise.dialogue.state import HURTING
from spinewise.knowledge.types import Tier
from spinewise.plan import Choice, make_plan
from spinewise.rasa.payload import answer_payload
from spinewise.rasa.wording import country_of, shortened
from spinewise.settings import settings

# Where, since when and what began it fit in; a whole story does not.
_OWN_WORDS_LENGTH = 140
_AT_HOME = "utter_outcome_selfcare"
_AT_HOME_TOLD = "utter_outcome_selfcare_told"
_RESPONSES = {
    Tier.URGENT: "utter_outcome_urgent",
    Tier.CLINICIAN: "utter_outcome_clinician",
    Tier.SELFCARE: _AT_HOME,
    Tier.NONE: _AT_HOME,
}


_DO_MORE = ("fallback.do_more",)
# What is said before changed exercises, by what changed them.
_CHANGES = {
    "place": "utter_changed_place",
    "cannot": "utter_changed_cannot",
    EASIER: "utter_changed_easier",
    HARDER: "utter_changed_harder",
    "minutes": "utter_changed_minutes",
    LEFT_OUT: "utter_changed_left_out",
    EASED: "utter_changed_eased",
    HURTS: "utter_changed_other",
    WORSE: "utter_changed_other",
    OTHERS: "utter_changed_other",
}


def show_outcome(scene: Scene) -> None:
    """Say what to do, why, and show the plan where exercises are allowed."""
    tier = scene.assessment.tier
    plan = plan_of(scene)
    expected = expected_of(scene, plan)
    row = country_of(scene.state.case.profile.country, scene.knowledge)
    response = _response(scene)
    told = next(iter(scene.state.conversation.told), "")
    if told and response == _AT_HOME:
        response = _AT_HOME_TOLD
    scene.say(
        response,
        told=shortened(told, at_most=_OWN_WORDS_LENGTH),
        reasons=reasons_of(scene.assessment, scene.knowledge),
        heard=all_heard(scene),
        doctor_line=row.health_line.say if row.health_line else row.doctor,
        expected=expected,
        json_message={"card": _card(scene, plan)},
    )
    if scene.state.conversation.for_other:
        scene.say("utter_you_means_them")
    if tier >= Tier.CLINICIAN:
        _name_clinic(scene)
    if plan.exercises:
        if tier is Tier.CLINICIAN:
            scene.say("utter_gentle_moves_too", expected=expected)
        show_exercises(scene, plan)
        scene.say("utter_stop_rule", notes=notes_of(scene, plan.say))
    elif tier <= Tier.SELFCARE:
        scene.say("utter_no_exercises", notes=notes_of(scene, plan.say))
    _remember_plan(scene, plan)
    if tier is Tier.URGENT:  # the only outcome that is acted on with a local number
        ask_country_once(scene)


def ask_which_hurts(scene: Scene) -> None:
    """Ask in which exercise a pain was; the others stay as they are."""
    names = {
        exercise: scene.knowledge.exercises[exercise].name
        for exercise in scene.state.conversation.plan
    }
    scene.say(
        "utter_ask_which_hurts",
        buttons=[
            {"title": name, "payload": answer_payload(HURTING, exercise)}
            for exercise, name in names.items()
        ],
    )
    scene.remember(waiting=HURTING)


def show_changed_plan(scene: Scene) -> None:
    """Show the exercises as a wish changed them, without the advice around them."""
    if scene.state.conversation.changed == ASK_WHICH:
        ask_which_hurts(scene)
        return
    plan = plan_of(scene)
    before = scene.state.conversation.plan
    if not plan.exercises:
        scene.say("utter_no_exercises", notes=notes_of(scene, plan.say))
        return
    ids = tuple(picked.exercise for picked in plan.exercises)
    change = scene.state.conversation.changed or OTHERS
    if ids == before and change == OTHERS:
        scene.say("utter_plan_same")
    elif ids == before and change == HARDER:
        scene.say("utter_plan_same_harder", more=notes_of(scene, _DO_MORE))
    else:
        scene.say(_CHANGES[change], json_message={"card": _card(scene, plan)})
    show_exercises(scene, plan, easier=change == EASIER)
    scene.say("utter_stop_rule", notes=notes_of(scene, plan.say[:1]))
    _remember_plan(scene, plan)


def show_exercise_again(scene: Scene) -> None:
    """Say the exercise once more that the message asks about."""
    plan, talk = plan_of(scene), scene.state.conversation
    for picked in plan.exercises:
        if picked.exercise == talk.explained:
            number = talk.plan.index(picked.exercise) + 1
            say_exercise(scene, number, picked, plan)
    scene.say("utter_stop_rule", notes=notes_of(scene, plan.say[:1]))


def _remember_plan(scene: Scene, plan: Choice) -> None:
    ids = tuple(picked.exercise for picked in plan.exercises)
    given = dict.fromkeys((*scene.state.conversation.given, *ids))
    scene.remember(plan=ids, given=tuple(given))


def plan_of(scene: Scene) -> Choice:
    """Return the exercises that fit now, without those that were set aside."""
    talk = scene.state.conversation
    return make_plan(
        scene.state.case,
        scene.assessment,
        scene.knowledge,
        minutes=talk.minutes,
        disliked=talk.disliked,
        eased=talk.eased,
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
