"""Pressed buttons are read without trusting what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.rasa.payload import PressedAnswer, answer_payload, pressed_answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('/answer{"question": "nerves", "value": "yes"}', "yes"),
        ('  /answer {"question": "nerves", "value": "no"} ', "no"),
        ('/answer{"question": "nerves", "value": 34}', 34),
        ('/answer{"question": "nerves", "value": ["a", "b"]}', ("a", "b")),
    ],
)
def test_a_button_says_its_question_and_value(text: str, value: object) -> None:
    assert pressed_answer(text) == PressedAnswer(question="nerves", value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yes",
        "/answer",
        "/answer{broken",
        "/answer[]",
        "/greet",
        '/answer{"value": "yes"}',
        '/answer{"question": 5, "value": "yes"}',
        '/answer{"question": "a", "value": true}',
        '/answer{"question": "a", "value": null}',
        '/answer{"question": "a", "value": [1]}',
        '/answer{"question": "a", "value": {"b": 1}}',
    ],
)
def test_anything_else_is_no_pressed_answer(text: str | None) -> None:
    assert pressed_answer(text) is None


@given(st.text(), st.text())
def test_what_is_put_on_a_button_comes_back(question: str, value: str) -> None:
    assert pressed_answer(answer_payload(question, value)) == PressedAnswer(
        question=question, value=value
    )


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    pressed_answer("/answer" + text)
