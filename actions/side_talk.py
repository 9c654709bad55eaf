"""Questions about the talk itself: what is kept, what was wrong, which country."""

from __future__ import annotations

from actions.safe_action import SafeAction, Scene
from spinewise.dialogue.state import COUNTRY, FORGET, REPORT, Conversation, State
from spinewise.knowledge.types import Tier
from spinewise.rasa.incidents import keep_incident
from spinewise.rasa.wording import country_of, numbers
from spinewise.settings import settings

_UNKNOWN = "unknown"
_NOTHING = "nothing"
_REPORTED = {
    "yes": "utter_reported_with_words",
    "no": "utter_reported_without_words",
    "unsure": "utter_reported_without_words",
}


class ActionForget(SafeAction):
    """Asks before all that was told is deleted."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_forget"

    def act(self, scene: Scene) -> None:
        """Ask for the confirmation and wait for it."""
        scene.say("utter_confirm_forget")
        scene.remember(waiting=FORGET)


class ActionReport(SafeAction):
    """Asks what may be kept of an advice that was wrong."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_report"

    def act(self, scene: Scene) -> None:
        """Ask for consent and wait for it."""
        scene.say("utter_ask_report")
        scene.remember(waiting=REPORT)


def act_on_choice(scene: Scene) -> None:
    """Do what the person chose about the talk itself, if this message did."""
    question, value = scene.state.conversation.chosen or ("", "")
    if question == FORGET:
        _forget(scene, value)
    elif question == REPORT:
        _report(scene, value)
    elif question == COUNTRY:
        _name_numbers(scene)
    scene.remember(chosen=None)


def _forget(scene: Scene, value: str) -> None:
    if value != "yes":
        scene.say("utter_kept")
        return
    # Deleted after this turn, in place of saving it: so "I am deleting", never "done".
    danger = scene.assessment.tier >= Tier.URGENT
    scene.say("utter_forgotten_after_danger" if danger else "utter_forgotten")
    scene.state = State(conversation=Conversation(forgotten=True))


def _report(scene: Scene, value: str) -> None:
    if value == _NOTHING:
        scene.say("utter_not_reported")
        return
    keep_incident(
        scene.state, scene.assessment, scene.knowledge, with_words=value == "yes"
    )
    scene.say(_REPORTED.get(value, "utter_reported_without_words"))


def ask_country_once(scene: Scene) -> None:
    """Ask where the person is, unless it is known or was asked.

    An emergency never waits for it: its text names a number for every country.
    """
    talk, country = scene.state.conversation, scene.state.case.profile.country
    known = country is not None or settings().default_country != _UNKNOWN
    if known or talk.asked_country:
        return
    scene.say("utter_ask_country")
    scene.remember(asked_country=True, waiting=COUNTRY)


def _name_numbers(scene: Scene) -> None:
    code = scene.state.case.profile.country
    if code is None or code == _UNKNOWN:
        scene.say("utter_country_skipped")
        return
    row = country_of(code, scene.knowledge)
    line = row.health_line.say if row.health_line else row.doctor
    scene.say(
        "utter_numbers",
        country=row.name,
        doctor_line=line,
        **numbers(code, scene.knowledge),
    )
