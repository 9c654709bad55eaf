"""`spinewise check`: what is wrong with a knowledge folder, or that nothing is."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from spinewise.checking.faults import faults_in
from spinewise.knowledge import KnowledgeError


def check(folder: Path) -> int:
    """Print every fault with file, line and what to do, or what the folder holds.

    Returns:
        1 when there is any fault, else 0.
    """
    # Little of what is read becomes garbage, and looking for it takes a quarter longer.
    was_on = gc.isenabled()
    gc.disable()
    try:
        faults = faults_in(folder)
    finally:
        if was_on:
            gc.enable()
    knowledge = faults.knowledge
    if knowledge is None:
        print(KnowledgeError(faults.problems), file=sys.stderr)
        return 1
    print(
        f"{folder}: {len(knowledge.findings)} findings, {len(knowledge.rules)} rules, "
        f"{len(knowledge.questions)} questions, {len(knowledge.exercises)} exercises, "
        f"{len(knowledge.sources)} sources: no faults"
    )
    for rule in knowledge.rules.values():
        if rule.switched_off is not None:
            print(f"switched off: {rule.id} ({rule.tier.label}): {rule.switched_off}")
    return 0
