"""What an added rule, phrase or exercise costs: the knowledge, doubled twice.

The copies have ids of their own. A copied phrase is made of words that nobody types,
so it is looked for and not found, as most phrases are in most messages; a copied rule
fires when its model does, and a copied exercise is offered like it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psutil

FACTORS = (1, 2, 4)
_ROUNDS = 5
_WORD = re.compile(r"(?<![<\w&])[a-z]{3,}(?![\w>])")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each there is."""

    rules: int
    phrases: int
    exercises: int


def grown(factor: int, home: Path) -> Size:
    """Keep a listener and knowledge that are so many times as large in a folder."""
    from spinewise.assessing import listener_of
    from spinewise.knowledge import load
    from spinewise.language import load_lexicon
    from spinewise.language.keeping import keep
    from spinewise.settings import settings

    knowledge = load(settings().knowledge_path)
    lexicon = load_lexicon(knowledge.path / "lexicon" / "en")
    phrases = [
        msgspec.structs.replace(
            item, say=tuple(_WORD.sub(rf"\g<0>q{copy}z", say) for say in item.say)
        )
        for copy in range(1, factor)
        for item in lexicon.phrases
    ]
    larger = msgspec.structs.replace(lexicon, phrases=(*lexicon.phrases, *phrases))
    knowledge = msgspec.structs.replace(
        knowledge,
        rules=_copied(knowledge.rules, factor),
        exercises=_copied(knowledge.exercises, factor),
    )
    with (home / "listener").open("wb") as file:
        keep(listener_of(larger, knowledge), file)
    (home / "knowledge").write_bytes(_pickled(knowledge))
    said = sum(len(item.say) for item in larger.phrases)
    return Size(len(knowledge.rules), said, len(knowledge.exercises))


def _copied(items: Any, factor: int) -> dict[str, Any]:
    every = dict(items)
    for copy in range(1, factor):
        for name, item in items.items():
            every[f"{name}_{copy}"] = msgspec.structs.replace(item, id=f"{name}_{copy}")
    return every


def _pickled(knowledge: Any) -> bytes:
    import pickle

    return pickle.dumps(knowledge, pickle.HIGHEST_PROTOCOL)


def costs(home: Path) -> dict[str, float]:
    """Read back what `grown` kept; return what reading and using it takes."""
    import pickle

    import sklearn.linear_model  # noqa: F401 - no part of what is measured

    from bench.speed.measuring import conversations
    from spinewise.language.keeping import restore
    from spinewise.plan import choose
    from spinewise.triage import Case, assess

    process = psutil.Process()
    memory = process.memory_full_info().uss
    started = time.process_time()
    with (home / "listener").open("rb") as file:
        listener = restore(file)
    knowledge = pickle.loads((home / "knowledge").read_bytes())  # noqa: S301
    read = time.process_time() - started
    texts = [
        text for talk in conversations() for text in talk if not text.startswith("/")
    ]
    heard = [listener.hear(text) for text in texts]  # the first time fills caches
    cases = [
        Case(mentions=each.mentions, profile=each.profile, answers=_all_no(knowledge))
        for each in heard
    ]
    return {
        "read_s": read,
        "hear_ms": min(_took(listener.hear, texts) for _ in range(_ROUNDS)),
        "assess_ms": min(
            _took(lambda case: assess(case, knowledge), cases) for _ in range(_ROUNDS)
        ),
        "plan_ms": min(
            _took(lambda case: choose(case, assess(case, knowledge), knowledge), cases)
            for _ in range(_ROUNDS)
        ),
        "memory_mb": (process.memory_full_info().uss - memory) / 1e6,
    }


def _all_no(knowledge: Any) -> dict[str, str]:
    """Return an answer to every question that "no" answers: exercises may follow."""
    from spinewise.triage import Case, assess
    from spinewise.triage.answers import CaseError

    answers: dict[str, str] = {}
    for name in knowledge.questions:
        try:
            assess(Case(answers={name: "no"}), knowledge)
        except CaseError:
            continue
        answers[name] = "no"
    return answers


def _took(do: Any, items: list[Any]) -> float:
    started = time.process_time()
    for item in items:
        do(item)
    return 1000 * (time.process_time() - started) / len(items)


def measured() -> Iterator[dict[str, float]]:
    """Yield the sizes and costs for each factor, each in processes of its own."""
    for factor in FACTORS:
        with tempfile.TemporaryDirectory() as home:
            size = _child("grow", str(factor), home)
            yield {"factor": factor, **size, **_child("cost", home)}


def _child(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.speed.growth", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    if sys.argv[1] == "grow":
        made = grown(int(sys.argv[2]), Path(sys.argv[3]))
        print(json.dumps({name: getattr(made, name) for name in Size.__slots__}))
    else:
        print(json.dumps(costs(Path(sys.argv[2]))))
