"""How a question is put: its words, its options, its buttons."""

from __future__ import annotations

from actions.safe_action import Scene
from spinewise.dialogue.telling import is_crisis
from spinewise.dialogue.unheard import SKIPS
from spinewise.knowledge.types import Question
from spinewise.rasa.payload import answer_payload
from spinewise.triage.answers import CONFIRM, UNSURE
from spinewise.triage.questions import options_are_known

_NEW_FACTS = frozenset({"report_symptom"})
_SIDE_TRACKS = (
    "ask_",
    "what_if",
    "forget_me",
    "report_wrong",
    "help",
    "insult",
    "thank",
    "goodbye",
    "start_again",
)


def ask(scene: Scene, question_id: str) -> None:
    """Ask a safety question or a confirming one; it is then waited for."""
    talk = scene.state.conversation
    if talk.waiting == question_id and talk.changed == SKIPS:
        _say(scene, _skipped(scene, question_id), question_id)
        return
    if talk.waiting == question_id:
        _say_why_again(scene)
    elif nothing_asked_yet(scene) and talk.for_other:
        scene.say("utter_first_questions_for_other")
    elif nothing_asked_yet(scene) and _is_of_a_back(scene, question_id):
        scene.say("utter_first_questions")
    if question_id.startswith(CONFIRM):
        finding = scene.knowledge.findings[question_id.removeprefix(CONFIRM)]
        _say(scene, "utter_ask_yes_no", question_id, finding.ask or finding.label)
    else:
        question = scene.knowledge.questions[question_id]
        if question.type != "number":
            _say(scene, "utter_ask_group", question_id, question.text)
        elif question.options_text and _knows(scene, question.fact):
            _say(scene, "utter_ask_yes_no", question_id, question.options_text)
        else:
            text = _number_alone(scene, question) or question.text
            _say(scene, "utter_ask_number", question_id, text)
    scene.remember(waiting=question_id)


def _skipped(scene: Scene, question_id: str) -> str:
    """Return how a question is put to who skipped it and has its words before them."""
    question = scene.knowledge.questions.get(question_id)
    if question is None or _knows(scene, question.fact):
        return "utter_ask_yes_no_skipped"
    if question.type != "number":
        return "utter_ask_group_skipped"
    alone = _number_alone(scene, question)
    return "utter_ask_number_alone_skipped" if alone else "utter_ask_number_skipped"


def _number_alone(scene: Scene, question: Question) -> str | None:
    """Return how the number alone is asked for, if the options need no asking."""
    case, knowledge = scene.state.case, scene.knowledge
    known = options_are_known(question, case, knowledge)
    return question.number_text if known else None


def nothing_asked_yet(scene: Scene) -> bool:
    """Whether nothing was asked yet; "that hurts" opens the questions once more."""
    talk = scene.state.conversation
    return not (scene.state.case.answers or talk.given or talk.waiting)


def _is_of_a_back(scene: Scene, question_id: str) -> bool:
    """Whether a word about moves that are safe fits in before the first question.

    It would be out of place where somebody is in danger from themselves or others.
    """
    if scene.state.conversation.turned_urgent or scene.state.case.complaint == "none":
        return False
    if not question_id.startswith(CONFIRM):
        return True
    finding = scene.knowledge.findings[question_id.removeprefix(CONFIRM)]
    return not (finding.at_once or is_crisis(finding.id, scene.knowledge))


def _knows(scene: Scene, fact: str | None) -> bool:
    return getattr(scene.state.case.profile, fact or "", None) is not None


def ask_detail(scene: Scene, question_id: str) -> None:
    """Ask which of a group's options a reply meant."""
    question = scene.knowledge.questions[question_id]
    answer = scene.state.case.answers.get(question_id)
    if answer is None:
        response = "utter_ask_detail_unclear"
    else:
        unsure = answer == UNSURE
        response = "utter_ask_detail_unsure" if unsure else "utter_ask_detail"
    scene.say(
        response,
        question_id=question_id,
        buttons=[
            {"title": option.text, "payload": answer_payload(question_id, option.id)}
            for option in question.options
        ],
    )
    scene.remember(waiting=question_id)


def _say(scene: Scene, response: str, question_id: str, text: str = "") -> None:
    progress = _progress(scene, question_id)
    custom = {"json_message": {"progress": progress}} if progress else {}
    scene.say(response, question=text, question_id=question_id, **custom)


def _progress(scene: Scene, question_id: str) -> dict[str, int]:
    """Return which of how many grouped questions this is; empty for any other."""
    if question_id.startswith(CONFIRM):
        return {}
    still_open = [
        q for q in scene.assessment.open_questions if not q.startswith(CONFIRM)
    ]
    answered = [q for q in scene.state.case.answers if not q.startswith(CONFIRM)]
    step = len(answered) + 1
    return {"step": step, "of": max(len({*still_open, *answered}), step)}


def questions_left(scene: Scene) -> int:
    """Return how many safety questions are still open."""
    return len(scene.assessment.open_questions)


def _say_why_again(scene: Scene) -> None:
    talk = scene.state.conversation
    if talk.topic or talk.changed or scene.spoke:  # answered, or noted, already
        return
    if scene.intent in _NEW_FACTS:
        scene.say("utter_noted")
    elif not scene.intent.startswith(_SIDE_TRACKS):
        scene.say("utter_not_understood")
