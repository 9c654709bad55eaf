"""The one action that chooses what comes next."""

from __future__ import annotations

from actions.about_talk import tell_supposed
from actions.asking import ask, ask_detail, nothing_asked_yet, questions_left
from actions.inform import tell_topic
from actions.outcomes import (
    show_changed_plan,
    show_exercise_again,
    show_outcome,
)
from actions.reasons import all_heard
from actions.safe_action import SafeAction, Scene
from actions.side_talk import act_on_choice
from spinewise.dialogue.changing import AGAIN, AGE, BACK, HURTS, LATER, NOTED, WORSE
from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.steps import Act, next_step
from spinewise.dialogue.unheard import SKIPS
from spinewise.knowledge.types import Tier
from spinewise.rasa.wording import shortened

# What is said before the next step, by what the person wanted.
_FIRST_WORDS = {
    "help": "utter_can_do",
    "insult": "utter_calm_down",
    "thank": "utter_welcome",
    "goodbye": "utter_bye",
}
# What is said before a danger question is asked again, by what led to it.
_ASKED_AGAIN = {
    HURTS: "utter_asked_again_hurts",
    WORSE: "utter_asked_again_worse",
    SKIPS: "utter_skipped",
    AGE: "utter_noted_age",
    LATER: "utter_exercises_later",
    NOTED: "utter_noted",
}
_LEAVING = frozenset({"thank", "goodbye"})
# Where the model heard another wish, the words of a question's topic still count; a
# question about the bot, or about why, is answered as such.
_ASKS = ("ask_", "what_if")
_TELLS = "report_"
_ANSWERS = frozenset({"affirm", "deny", "unsure", "answer"})
_NOT_ABOUT_BACKS = frozenset({"out_of_scope", "nlu_fallback"})


class ActionNextStep(SafeAction):
    """Asks the next question, or shows what the assessment came to."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_next_step"

    def act(self, scene: Scene) -> None:
        """Take the step that `spinewise.dialogue` chooses."""
        talk = scene.state.conversation
        if talk.restarted:
            begin_again(scene)
        for finding in talk.at_once:
            scene.say("utter_at_once", text=scene.knowledge.findings[finding].at_once)
        if tell_supposed(scene):
            pass
        elif talk.chosen is not None:
            act_on_choice(scene)
            if scene.state.conversation.forgotten:
                return
        elif talk.given_up is not None:
            _leave_question(scene, talk.given_up)
        elif talk.changed in _ASKED_AGAIN:
            age = scene.state.case.profile.age
            left = questions_left(scene)
            scene.say(_ASKED_AGAIN[talk.changed], age=age and f"{age:g}", left=left)
        elif talk.changed not in (None, AGAIN, BACK) and talk.shown is None:
            scene.say("utter_noted")
        elif talk.topic and not (talk.explained or scene.intent.startswith(_ASKS)):
            tell_topic(scene, talk.topic)
        elif talk.returned:
            scene.say("utter_welcome_back")
        elif scene.intent in _FIRST_WORDS and not (
            _needs_help_now(scene) or _curses_the_back(scene)
        ):
            scene.say(_FIRST_WORDS[scene.intent])
        take_step(scene)


def _needs_help_now(scene: Scene) -> bool:
    """Whether only the help counts, cross or thankful as somebody may be."""
    return scene.assessment.tier is Tier.EMERGENCY


def _curses_the_back(scene: Scene) -> bool:
    """Whether strong words tell of the back ("back is fucked") and offend nobody."""
    told = scene.state.case.complaint != "none"
    return scene.intent == "insult" and told and nothing_asked_yet(scene)


def begin_again(scene: Scene) -> None:
    """Say that a new check begins, and what was said before it that still counts."""
    earlier = scene.state.conversation.earlier
    if earlier:
        quotes = ", ".join(f'"{shortened(words)}"' for words in earlier)
        scene.say("utter_restarted_after_danger", earlier=quotes)
    else:
        scene.say("utter_restarted")
    scene.remember(restarted=False)


def _leave_question(scene: Scene, question: str) -> None:
    """Say what a question that got no clear answer counts as."""
    unsure = scene.state.case.answers.get(question) == "unsure"
    scene.say("utter_counts_as_unsure" if unsure else "utter_counts_as_yes")


def take_step(scene: Scene) -> None:
    """Do what comes next; who takes leave is not asked for anything new."""
    step = next_step(scene.state, scene.assessment, scene.knowledge)
    if scene.intent in _LEAVING and step.act in (Act.ASK_COMPLAINT, Act.OFFER_MORE):
        return
    if step.act is Act.REPEAT_EMERGENCY:
        _insist(scene)
    elif step.act is Act.ASK_COMPLAINT:
        _ask_complaint(scene)
    elif step.act is Act.ASK and step.question:
        _say_if_urgent(scene)
        ask(scene, step.question)
    elif step.act is Act.ASK_DETAIL and step.question:
        _say_if_urgent(scene)
        ask_detail(scene, step.question)
    elif step.act is Act.SHOW_OUTCOME:
        scene.remember(waiting=None)
        show_outcome(scene)
        scene.remember(shown=outcome_key(scene.state, scene.assessment))
    elif step.act is Act.SHOW_PLAN:
        show_changed_plan(scene)
    elif step.act is Act.EXPLAIN:
        show_exercise_again(scene)
    else:
        scene.say("utter_offer_more")


def _say_if_urgent(scene: Scene) -> None:
    """Say what is urgent before more is asked: not everybody answers to the end."""
    if scene.state.conversation.turned_urgent:
        scene.say("utter_urgent_so_far", heard=all_heard(scene))


def _insist(scene: Scene) -> None:
    """Say once more, with who can help, what the emergency needs; then just that."""
    insisted = scene.state.conversation.insisted
    scene.say("utter_emergency_stands" if insisted else "utter_emergency_again")
    scene.remember(insisted=insisted + 1)


def _ask_complaint(scene: Scene) -> None:
    talk = scene.state.conversation
    if scene.intent in _NOT_ABOUT_BACKS and not (talk.topic or talk.changed):
        scene.say("utter_only_backs")
    told = scene.intent.startswith(_TELLS) or scene.intent in _ANSWERS
    unheard = told and not scene.spoke
    scene.say("utter_ask_complaint_again" if unheard else "utter_ask_complaint")
    scene.remember(waiting=None)
