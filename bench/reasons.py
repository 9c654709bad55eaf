"""Why a text was missed: what was heard, which rules nearly fired, what comes near."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import yaml
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.judging import Outcome
from spinewise.assessing import Assessor, InputLine
from spinewise.triage import assess

_NEARLY = 3


class Reasons:
    """Explains outcomes with the knowledge that they were heard with."""

    def __init__(self, assessor: Assessor) -> None:
        """Explain with this assessor's knowledge and lexicon."""
        self._assessor = assessor

    def of(self, outcome: Outcome) -> Iterator[str]:
        """Yield lines: the words heard, rules nearly fired, the nearest example."""
        for found in outcome.result["findings"]:
            yield f'heard {found["id"]}: {found["assertion"]} "{found["quote"]}"'
        if not outcome.result["findings"]:
            yield "heard nothing"
        if outcome.result["confirm"]:
            yield f"asks about {', '.join(outcome.result['confirm'])}"
        if outcome.alarmed:
            yield f"fired {', '.join(outcome.result['rules'])}"
            return
        knowledge = self._assessor.knowledge
        case = self._assessor.case_of(InputLine(text=outcome.label.text))
        for near in assess(case, knowledge).nearly[:_NEARLY]:
            missing = ", ".join(near.missing)
            yield f"nearly {near.rule.id} ({near.rule.tier.label}): missing {missing}"
        if outcome.label.danger:
            yield f"nearest example: {self._nearest(outcome.label.text)}"

    def _nearest(self, text: str) -> str:
        vectors, vectorizer = self._vectors
        likeness = (vectors @ vectorizer.transform([text]).T).toarray().ravel()
        best = int(likeness.argmax())
        finding, example = self._examples[best]
        return f'"{example[:80]}" ({finding}, {likeness[best]:.2f})'

    @cached_property
    def _examples(self) -> list[tuple[str, str]]:
        folder = self._assessor.knowledge_path / "lexicon/en/examples"
        return [
            (row["finding"], row["text"])
            for file in sorted(folder.glob("*.yml"))
            for row in yaml.safe_load(file.read_text())["examples"]
            if row.get("finding") and row.get("assertion", "present") == "present"
        ]

    @cached_property
    def _vectors(self) -> tuple[object, TfidfVectorizer]:
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
        return vectorizer.fit_transform(t for _, t in self._examples), vectorizer
