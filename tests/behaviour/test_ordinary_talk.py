"""What people say to a bot about backs seldom sounds like danger to the second ear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from spinewise.assessing import Assessor
from spinewise.settings import settings

ROOT = Path(__file__).resolve().parents[2]
# Sentences that the examples do not hold. Each asks or talks; none tells a sign.
FILES = ("tests/nlu/held_out.yml", "tests/nlu/fresh.yml")
TELLS = "report_"
MOST = 0.01


def asked_and_talked() -> Iterator[str]:
    for file in FILES:
        for each in yaml.safe_load((ROOT / file).read_text())["nlu"]:
            if not each["intent"].startswith(TELLS):
                lines = each["examples"].splitlines()
                yield from (line.removeprefix("- ") for line in lines)


def test_a_question_or_talk_about_the_talk_seldom_raises_a_doubt() -> None:
    assessor = Assessor(knowledge_path=settings().knowledge_path)
    asked_from = assessor.knowledge.settings.likeness_asked
    texts = [*asked_and_talked()]
    heard = [assessor.listener.hear(text) for text in texts]
    raised = [
        each
        for each in heard
        if not each.mentions and each.likeness and each.likeness.score >= asked_from
    ]

    assert len(texts) > 500
    assert len(raised) / len(texts) <= MOST
