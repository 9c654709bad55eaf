"""The commands that read and print lines: assess, questions."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from spinewise.assessing import Assessor
from spinewise.knowledge import KnowledgeError, load
from spinewise.knowledge.types import Question
from spinewise.language import LexiconError
from spinewise.triage.answers import CONFIRM

_PROGRESS_EVERY = 100


def assess_lines(knowledge_path: Path) -> int:
    """Assess JSON Lines from stdin, one line out for each line in, in order.

    Memory stays constant: a line is forgotten once it is answered.

    Returns:
        1 when any line could not be read, else 0.
    """
    try:
        assessor = Assessor(knowledge_path=knowledge_path)
        assessor.listener  # noqa: B018  (load now: faults belong before the first line)
    except (KnowledgeError, LexiconError) as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    encoder = msgspec.json.Encoder()
    failed = 0
    shows_progress = sys.stderr.isatty()
    for number, result in enumerate(assessor.results(sys.stdin.buffer), start=1):
        sys.stdout.write(encoder.encode(result).decode() + "\n")
        failed += "error" in result
        if shows_progress and number % _PROGRESS_EVERY == 0:
            print(f"\r{number} lines, {failed} failed", end="", file=sys.stderr)
    sys.stdout.flush()
    if shows_progress:
        print(file=sys.stderr)
    return 1 if failed else 0


def print_questions(knowledge_path: Path) -> None:
    """Print every question that can be asked, grouped ones first."""
    knowledge = load(knowledge_path)
    rows = [_grouped(question) for question in knowledge.questions.values()]
    rows += [
        {
            "id": f"{CONFIRM}{finding.id}",
            "text": finding.ask,
            "options": [],
            "brief": list(finding.brief),
        }
        for finding in knowledge.findings.values()
        if finding.ask
    ]
    for row in rows:
        print(msgspec.json.encode(row).decode())


def _grouped(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "options": [
            {"id": option.id, "text": option.text} for option in question.options
        ],
        "brief": list(question.brief),
    }
