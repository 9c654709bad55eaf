"""Measure `spinewise assess` on generated profiles: time and memory by number of lines.

The profiles mix texts, answers and facts, from a fixed seed, so that every run
measures the same lines. Texts are made of phrases that the lexicon's own examples hold.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from spinewise.knowledge import Knowledge, load
from spinewise.knowledge.reading import read_file

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1000, 3000, 10000)
SEED = 20261122
WORDS = ("yes", "no", "no", "no", "unsure")


def profiles(count: int) -> Iterator[dict[str, Any]]:
    """Yield input lines: texts, messages, answers and facts in all mixtures."""
    knowledge = load(ROOT / "knowledge")
    texts = _texts()
    chance = random.Random(SEED)
    for number in range(count):
        line: dict[str, Any] = {"id": str(number)}
        said = chance.sample(texts, chance.randint(1, 3))
        line |= {"text": said[0]} if len(said) == 1 else {"messages": said}
        if chance.random() < 0.6:
            line["answers"] = _answers(chance, knowledge)
        if chance.random() < 0.6:
            line["profile"] = _facts(chance)
        yield line


def _texts() -> list[str]:
    found = []
    for file in sorted((ROOT / "knowledge/lexicon/en/examples").glob("*.yml")):
        content, _ = read_file(file, file=file.name, words=True)
        found += [example["text"] for example in content["examples"]]
    return found


def _answers(chance: random.Random, knowledge: Knowledge) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in knowledge.questions.values():
        options = [option.id for option in question.options]
        if chance.random() < 0.3:
            continue
        if question.type == "number":
            answers[question.id] = chance.randint(16, 90)
        elif chance.random() < 0.2:
            answers[question.id] = chance.sample(options, 2)
        else:
            answers[question.id] = chance.choice(WORDS)
    return answers


def _facts(chance: random.Random) -> dict[str, Any]:
    return {
        "age": chance.randint(10, 95),
        "sex": chance.choice(("female", "male")),
        "onset_days": chance.choice((0, 2, 10, 30, 100)),
        "pain": chance.randint(0, 10),
        "place": chance.choice(("floor", "chair", "bed")),
        "goal": chance.choice(("ease", "strengthen", "prevent")),
    }


def measured(marks: tuple[int, ...]) -> Iterator[tuple[int, float, float]]:
    """Yield lines answered, CPU seconds and peak memory in MB, of one long run.

    The first row stands for one line: starting, and what is made on first use.
    """
    with tempfile.TemporaryFile() as lines:
        for line in profiles(marks[-1]):
            lines.write(json.dumps(line).encode() + b"\n")
        lines.seek(0)
        command = [sys.executable, "-u", "-W", "ignore", "-m", "spinewise.cli"]
        process = psutil.Popen(
            [*command, "assess"], cwd=ROOT, stdin=lines, stdout=subprocess.PIPE
        )
        for number, answer in enumerate(process.stdout, start=1):
            assert b'"error"' not in answer, answer
            if number in marks:
                used = process.cpu_times()
                peak = Path(f"/proc/{process.pid}/status").read_text()
                kilobytes = int(peak.partition("VmHWM:")[2].split()[0])
                yield number, used.user + used.system, kilobytes / 1024
        process.wait()


def main() -> None:
    """Print a table: what each line costs, and the memory at its highest so far."""
    print("lines   CPU s   CPU ms for each line since the row above   peak MB")
    before, spent = 0, 0.0
    for count, cpu, memory in measured((1, *SIZES)):
        each = (cpu - spent) / (count - before) * 1000
        shown = f"{each:.2f}" if before else "(start)"
        print(f"{count:5} {cpu:7.1f}   {shown:>42}   {memory:7.0f}")
        before, spent = count, cpu


if __name__ == "__main__":
    main()
