"""The one action that chooses what comes next."""

from __future__ import annotations

from actions.asking import ask, ask_detail
from actions.outcomes import show_outcome
from actions.safe_action import SafeAction, Scene
from spinewise.dialogue.outcome import outcome_key
from spinewise.dialogue.steps import Act, next_step
from spinewise.rasa.wording import shortened

# What is said before the next step, by what the person wanted.
_FIRST_WORDS = {
    "help": "utter_can_do",
    "insult": "utter_calm_down",
    "thank": "utter_welcome",
    "goodbye": "utter_bye",
}
_LEAVING = frozenset({"thank", "goodbye"})
_NOT_ABOUT_BACKS = frozenset({"out_of_scope", "nlu_fallback"})


class ActionNextStep(SafeAction):
    """Asks the next question, or shows what the assessment came to."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_next_step"

    def act(self, scene: Scene) -> None:
        """Take the step that `spinewise.dialogue` chooses."""
        if scene.state.conversation.restarted:
            _begin_again(scene)
        first_words = _FIRST_WORDS.get(scene.intent)
        if first_words:
            scene.say(first_words)
        take_step(scene)


def _begin_again(scene: Scene) -> None:
    earlier = scene.state.conversation.earlier
    if earlier:
        quotes = ", ".join(f'"{shortened(words)}"' for words in earlier)
        scene.say("utter_restarted_after_danger", earlier=quotes)
    else:
        scene.say("utter_restarted")
    scene.remember(restarted=False)


def take_step(scene: Scene) -> None:
    """Do what comes next; who takes leave is not asked for anything new."""
    step = next_step(scene.state, scene.assessment, scene.knowledge)
    if scene.intent in _LEAVING and step.act in (Act.ASK_COMPLAINT, Act.OFFER_MORE):
        return
    if step.act is Act.CONFIRM_RESTART:
        scene.say("utter_confirm_restart")
    elif step.act is Act.REPEAT_EMERGENCY:
        scene.say("utter_emergency_again")
    elif step.act is Act.ASK_COMPLAINT:
        _ask_complaint(scene)
    elif step.act is Act.ASK and step.question:
        ask(scene, step.question)
    elif step.act is Act.ASK_DETAIL and step.question:
        ask_detail(scene, step.question)
    elif step.act is Act.SHOW_OUTCOME:
        show_outcome(scene)
        scene.remember(shown=outcome_key(scene.state, scene.assessment), waiting=None)
    else:
        scene.say("utter_offer_more")


def _ask_complaint(scene: Scene) -> None:
    if scene.intent in _NOT_ABOUT_BACKS:
        scene.say("utter_only_backs")
    scene.say("utter_ask_complaint")
    scene.remember(waiting=None)
