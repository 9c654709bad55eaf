"""Check that the word lists name findings that exist.

Loading leaves the word lists to the language layer; this check reads just the finding
ids in them, because a wrong id there would be a danger sign that nobody hears.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spinewise.knowledge.problems import Problem, unknown
from spinewise.knowledge.reading import read_file
from spinewise.knowledge.types import Knowledge


def lexicon_problems(knowledge: Knowledge) -> list[Problem]:
    """What is wrong with the word lists as YAML, and unknown findings in them."""
    problems: list[Problem] = []
    for file in sorted((knowledge.path / "lexicon").rglob("*.yml")):
        name = file.relative_to(knowledge.path).as_posix()
        content, wrong = read_file(file, file=name)
        problems += wrong
        for finding in _findings(content):
            if finding not in knowledge.findings:
                problem = unknown(
                    file=name,
                    item=finding,
                    what="finding",
                    value=finding,
                    allowed=knowledge.findings,
                )
                problems.append(problem)
    return problems


def unheard(knowledge: Knowledge) -> list[str]:
    """Red flags that no word list names, so that only a question can find them."""
    folder = Path(knowledge.path / "lexicon")
    heard: set[str] = set()
    for file in folder.rglob("*.yml"):
        heard.update(_findings(read_file(file, file=file.name)[0]))
    return [
        f.id for f in knowledge.findings.values() if f.red_flag and f.id not in heard
    ]


def _findings(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        finding = content.get("finding")
        if isinstance(finding, str):
            yield finding
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _findings(part)
