"""`python -m spinewise.knowledge check [folder]`: is the knowledge folder sound?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from spinewise.knowledge.lexiconcheck import lexicon_problems
from spinewise.knowledge.loading import load
from spinewise.knowledge.problems import KnowledgeError


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong, or how much there is; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m spinewise.knowledge")
    parser.add_argument("command", choices=["check"])
    parser.add_argument("folder", nargs="?", default="knowledge", type=Path)
    folder: Path = parser.parse_args(arguments).folder
    try:
        knowledge = load(folder)
        problems = lexicon_problems(knowledge)
        if problems:
            raise KnowledgeError(problems)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    counts = ("findings", "rules", "questions", "exercises", "plans", "sources")
    parts = [f"{len(getattr(knowledge, name))} {name}" for name in counts]
    print(f"{folder}: {', '.join(parts)}; hash {knowledge.hash[:12]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
