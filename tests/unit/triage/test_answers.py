"""Answers put together: nothing dangerous that was said is lost."""

from __future__ import annotations

import pytest

from spinewise.triage import Answer, merge_answers


@pytest.mark.parametrize(
    ("earlier", "later", "merged"),
    [
        (None, "no", "no"),
        ("no", "no", "no"),
        ("no", "yes", "yes"),
        ("yes", "no", "yes"),
        ("unsure", "no", "unsure"),
        ("yes", ("saddle",), ("yes", "saddle")),
        ("unsure", "yes", ("unsure", "yes")),
        (("saddle",), "no", "saddle"),
        (("saddle",), ("sex", "saddle"), ("saddle", "sex")),
        (30.0, 31.0, 31.0),
        (30.0, ("pregnant",), ("pregnant", "30")),
        ("unsure", 30.0, ("unsure", "30")),
        ("no", 30.0, ("no", "30")),
        (("pregnant", "30"), 31.0, ("pregnant", "31")),
    ],
)
def test_merged_answer_keeps_the_danger(
    earlier: Answer | None, later: Answer, merged: Answer
) -> None:
    assert merge_answers(earlier, later) == merged
