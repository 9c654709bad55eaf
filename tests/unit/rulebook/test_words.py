"""Conditions are said in words."""

from __future__ import annotations

import pytest

from spinewise.knowledge import Condition, Node
from spinewise.rulebook.words import bullets, sentence
from tests.unit.triage.build import knowledge

K = knowledge()


def _name(item_id: str) -> str:
    return item_id.partition(".")[2] or item_id


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("infection.fever", "fever"),
        (Node(fact="age", at_least=65), "the age is 65 years or more"),
        (Node(fact="age", below=16), "the age is less than 16 years"),
        (
            Node(fact="age", at_least=16, below=18),
            "the age is 16 years or more and less than 18 years",
        ),
        (Node(fact="pain", at_least=7), "the pain is 7 of ten or more"),
        (
            Node(fact="temperature", at_least=38.5),
            "the temperature is 38.5 degrees Celsius or more",
        ),
        (Node(fact="pain", known=False), "the pain is not known"),
        (Node(fact="pregnant", known=True), "whether the person is pregnant is known"),
        (Node(fact="pregnant", equals=True), "the person is pregnant"),
        (
            Node(fact="pregnant", equals=False),
            "it is not so that the person is pregnant",
        ),
        (Node(fact="sex", equals="male"), "the sex is “male”"),
        (
            Node(fact="complaint", equals="back"),
            "there is a complaint about the back or neck",
        ),
        (Node(group="nerve_signs"), "any one of the group “nerve_signs”"),
        (
            Node(decision="cough_pain", equals="page"),
            "the open decision “Pain that is worse on coughing, sneezing or straining” "
            "stands at “page”",
        ),
        (Node(all_of=("a.x", "a.y")), "x and y"),
        (Node(any_of=("a.x", "a.y")), "any one of (x; y)"),
        (Node(count=2, of=("a.x", "a.y", "a.z")), "at least 2 of (x; y; z)"),
        (Node(none_of=("a.x",)), "none of (x)"),
        (
            Node(any_of=("a.x", Node(all_of=("a.y", "a.z")))),
            "any one of (x; (y and z))",
        ),
        (
            Node(all_of=("a.w", Node(any_of=("a.x", "a.y")))),
            "w and any one of (x; y)",
        ),
        (
            Node(all_of=("a.x",), fact="age", at_least=60),
            "x and the age is 60 years or more",
        ),
    ],
)
def test_a_condition_is_one_line_of_words(condition: Condition, words: str) -> None:
    assert sentence(condition, _name, K) == words


def test_parts_of_a_condition_stand_below_it() -> None:
    condition = Node(any_of=("a.x", Node(all_of=("a.y", Node(fact="age", below=9)))))

    assert bullets(condition, _name, K) == [
        "- any one of these:",
        "    - x",
        "    - all of these:",
        "        - y",
        "        - the age is less than 9 years",
    ]


def test_parts_that_stand_together_are_one_list() -> None:
    condition = Node(any_of=("a.x",), group="nerve_signs")

    assert bullets(condition, _name, K) == [
        "- all of these:",
        "    - any one of these:",
        "        - x",
        "    - any one of the group “nerve_signs”",
    ]


def test_every_condition_of_the_project_names_each_of_its_findings() -> None:
    for rule in K.rules.values():
        said = sentence(rule.when, lambda name: f"<{name}>", K)
        listed = "\n".join(bullets(rule.when, lambda name: f"<{name}>", K))

        assert said.count("<") == listed.count("<") > 0 or "<" not in said
