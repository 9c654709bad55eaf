"""Answers "why?": the reason and the source of a question or of the advice."""

from __future__ import annotations

from actions.reasons import asked_about, rules_to_explain, sources_of
from actions.safe_action import SafeAction, Scene
from spinewise.knowledge.types import Question, Rule
from spinewise.triage.answers import CONFIRM


class ActionExplain(SafeAction):
    """Explains the waiting question, or else what set the tier."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_explain"

    def act(self, scene: Scene) -> None:
        """Give the reason, in the person's own words, with rule and source."""
        talk = scene.state.conversation
        if talk.explained:  # the next step tells about the exercise
            return
        waiting = talk.waiting
        if waiting and waiting.startswith(CONFIRM):
            _explain_finding(scene, waiting.removeprefix(CONFIRM))
        elif waiting and waiting in scene.knowledge.questions:
            _explain_question(scene, scene.knowledge.questions[waiting])
        else:
            _explain_tier(scene)


def _explain_question(scene: Scene, question: Question) -> None:
    scene.say(
        "utter_why_question",
        why=question.why,
        source=sources_of(question.sources, scene),
    )


def _explain_finding(scene: Scene, finding: str) -> None:
    """Explain a confirming question by the rule that would hold."""
    for near in scene.assessment.nearly:
        if finding in near.missing:
            scene.say(
                "utter_why_question",
                why=near.rule.why,
                source=sources_of(near.rule.sources, scene),
            )
            return


def _explain_tier(scene: Scene) -> None:
    explained = False
    for rule, heard in rules_to_explain(scene):
        _explain_rule(scene, rule, heard)
        explained = True
    for floor in scene.assessment.floors:
        question = scene.knowledge.questions.get(floor.question)
        if question is not None:
            _explain_question(scene, question)
            explained = True
    if not explained and scene.state.case.complaint != "none":
        scene.say("utter_why_selfcare", **asked_about(scene))


def _explain_rule(scene: Scene, rule: Rule, heard: list[str]) -> None:
    quotes = "; ".join(f'"{words}"' for words in heard)
    scene.say(
        "utter_why_rule",
        quotes=quotes,
        why=rule.why,
        source=sources_of(rule.sources, scene),
        reviewed=rule.reviewed.isoformat(),
        status=rule.status,
        rule=rule.id,
    )
