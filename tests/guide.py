"""The changes that docs/knowledge.md shows, made on a copy just as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```yaml\n# knowledge/(\S+)\n(.*?)```", GUIDE, re.DOTALL))
PHRASE = "lexicon/en/findings/our_clinic.yml"
RULE = "rules/nerves.yml"
NEW_RULE = "rules/our_clinic.yml"
EXERCISE = "exercises/our_clinic.yml"
# What is heard only with the added phrase.
SENTENCE = re.findall(r'explain "(it is like [^"]+)"', GUIDE)[0]


def change(folder: Path, name: str) -> None:
    """Write a new file, or change the item of a file that the guide's block begins."""
    file, block = folder / name, BLOCKS[name]
    if not file.exists():
        file.write_text(block, encoding="utf-8")
        return
    *_, last = block.strip("\n").split("\n")
    head, key = block[: block.rindex(last)], last.partition(":")[0]
    text = file.read_text(encoding="utf-8")
    assert text.count(head) == 1
    before, _, after = text.partition(head)
    rest = re.sub(rf"\A{key}:.*", last, after)
    assert rest != after
    file.write_text(before + head + rest, encoding="utf-8")
