"""How well does Spinewise hear labelled texts? `make eval` prints the figures.

    make eval                      the texts of the project
    make eval FILE=my_texts.jsonl  texts of your own, as docs/evaluation.md describes

Texts of a final half are counted and never shown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.judging import (
    Outcome,
    by_flag,
    by_group,
    confusion,
    fault,
    measured,
    outcomes,
)
from bench.labelled import TIERS, LabelError, Labelled, read
from bench.reasons import Reasons
from spinewise.assessing import Assessor
from spinewise.knowledge import Knowledge
from spinewise.settings import settings

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "phrasings"
HALVES = {"dev": False, "final": True}


def project_files() -> list[Path]:
    """Return the labelled texts of the project; replies to questions are elsewhere."""
    written = sorted([*FOLDER.glob("rows/*.jsonl"), *FOLDER.glob("*.jsonl")])
    spoken = [path for path in FOLDER.glob("*.yml") if path.stem != "answers"]
    return written + sorted(spoken)


def labelled(
    files: Iterable[Path], half: str | None, knowledge: Knowledge | None = None
) -> Iterator[Labelled]:
    """Yield the texts of files, of one half or of both.

    With `knowledge`, a sign that it does not have is an error.

    Raises:
        LabelError: a line that cannot be read.
    """
    for file in files:
        for label in read(file, _signs(knowledge) if knowledge else ()):
            if half is None or label.final is HALVES[half]:
                yield label


def _signs(knowledge: Knowledge) -> set[str]:
    items = (*knowledge.findings.values(), *knowledge.rules.values())
    return {*knowledge.findings, *(row for item in items for row in item.brief)}


def report(judged: list[Outcome], assessor: Assessor, *, misses: bool) -> Iterator[str]:
    """Yield the lines of the report."""
    files = len({o.label.source for o in judged})
    yield f"{_counted(len(judged), 'text')} of {_counted(files, 'file')}"
    yield ""
    yield from _figures(judged)
    yield from _confusion(judged)
    yield from _flags(judged)
    yield from _groups(judged)
    yield from _intents(judged)
    if misses:
        yield from _misses(judged, Reasons(assessor))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _figures(judged: list[Outcome]) -> Iterator[str]:
    """One column for each half; a user's own file is all `dev`."""
    halves = [
        (name, measured(o for o in judged if o.label.final is final))
        for name, final in HALVES.items()
        if any(o.label.final is final for o in judged)
    ]
    if not any(figure.count for _, figures in halves for figure in figures.values()):
        yield "none of them has a label that is counted; see docs/evaluation.md"
        return
    yield " " * 38 + "".join(f"{name:38}" for name, _ in halves).rstrip()
    for measure in halves[0][1] if halves else ():
        if any(figures[measure].count for _, figures in halves):
            columns = (f"{figures[measure]!s:38}" for _, figures in halves)
            yield f"{measure:38}{''.join(columns)}".rstrip()


def _confusion(judged: list[Outcome]) -> Iterator[str]:
    counts = confusion(judged)
    if not counts:
        return
    yield "\ntier: labelled (down), heard (across)"
    yield " " * 12 + "".join(f"{tier:>11}" for tier in TIERS)
    for wanted in TIERS:
        row = [counts[wanted, got] for got in TIERS]
        if any(row):
            yield f"{wanted:12}" + "".join(f"{count:11}" for count in row)


def _flags(judged: list[Outcome]) -> Iterator[str]:
    flags = by_flag(judged)
    if flags:
        yield f"\n{'flag':24}{'recall':40}precision"
    for name, (recall, precision) in flags.items():
        yield f"{name:24}{recall!s:40}{precision}"


def _groups(judged: list[Outcome]) -> Iterator[str]:
    groups = by_group(judged)
    if groups:
        yield f"\n{'row or kind':24}urgent or emergency, heard"
    yield from (f"{group:24}{figure}" for group, figure in groups.items())


def _intents(judged: list[Outcome]) -> Iterator[str]:
    labels = [outcome.label for outcome in judged if outcome.label.intent]
    if labels:
        from bench.intent_model import macro_f1  # loads Rasa, slow

        yield f"\nintent macro F1 {macro_f1(labels):.3f} of {len(labels)} texts"


def _misses(judged: list[Outcome], reasons: Reasons) -> Iterator[str]:
    hidden = 0
    group = None
    for outcome in sorted(judged, key=lambda o: (o.label.source, o.label.group)):
        label = outcome.label
        wrong = fault(outcome)
        if wrong is None:
            continue
        if label.final:
            hidden += 1
            continue
        if group != (label.source, label.group):
            group = (label.source, label.group)
            yield f"\n## {label.source} {label.group}".rstrip()
        yield f"- {label.name}: {wrong}\n  {label.text}"
        yield from (f"    {line}" for line in reasons.of(outcome))
    if hidden:
        yield f"\n{hidden} misses of final halves are counted above and not shown"


def main() -> None:
    """Read the files, print the report; exit with 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--no-misses", action="store_true")
    chosen = parser.parse_args()
    assessor = Assessor(knowledge_path=settings().knowledge_path)
    files = chosen.files or project_files()
    try:
        texts = labelled(files, chosen.half, assessor.knowledge)
        judged = list(outcomes(texts, assessor))
    except (LabelError, OSError) as error:
        print(f"eval: {error}", file=sys.stderr)
        print("docs/evaluation.md tells the format", file=sys.stderr)
        raise SystemExit(2) from error
    for line in report(judged, assessor, misses=not chosen.no_misses):
        print(line)


if __name__ == "__main__":
    main()
