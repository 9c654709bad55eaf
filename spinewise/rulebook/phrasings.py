"""Example phrasings for each finding, written out from the patterns of the word lists.

The patterns are read as text on purpose: which of them match is the business of the
language layer, and a clinician only needs to see the ways of speaking at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from spinewise.knowledge.reading import read_file

_OPTIONAL: Final = re.compile(r"(\([^()]*\)|[^\s()|?]+)\?")
_CHOICE: Final = re.compile(r"\(([^()|]*)(?:\|[^()]*)?\)")
_CONCEPT: Final = re.compile(r"<([a-z0-9_]+)>")
_GAP: Final = re.compile(r"(?:\.\.\.\d*|&s\b|&\d*)")
_ELLIPSIS: Final = "…"


def examples(lexicon: Path, most: int) -> dict[str, tuple[str, ...]]:
    """Up to `most` different phrasings for each finding; findings without are missing.

    Files that cannot be read are passed over: `spinewise check` reports them.
    """
    contents = [
        read_file(file, file=file.name)[0] for file in sorted(lexicon.rglob("*.yml"))
    ]
    concepts = {
        str(concept.get("id")): tuple(map(str, concept["words"]))
        for concept in _items(contents, "concepts")
        if isinstance(concept.get("words"), list) and concept["words"]
    }
    found: dict[str, dict[str, None]] = {}
    for phrases in _items(contents, "phrases"):
        texts = found.setdefault(str(phrases.get("finding")), {})
        for pattern in phrases.get("say") or ():
            if len(texts) < most:
                # Each example takes another word of an idea, to show how wide it is.
                texts[written_out(str(pattern), concepts, len(texts))] = None
    return {finding: tuple(texts) for finding, texts in found.items() if texts}


def written_out(pattern: str, words: Mapping[str, Sequence[str]], number: int) -> str:
    """One way to say the pattern: the first of each choice, a word for each idea.

    `number` chooses the word of an idea, round and round. Optional words are left out,
    and gaps are shown as an ellipsis.
    """
    text = pattern
    while (shorter := _OPTIONAL.sub("", text)) != text:
        text = shorter
    while (simpler := _CHOICE.sub(r"\1", text)) != text:
        text = simpler

    def word(match: re.Match[str]) -> str:
        choice = words.get(match[1]) or [match[1].replace("_", " ")]
        return choice[number % len(choice)]

    text = _GAP.sub(_ELLIPSIS, _CONCEPT.sub(word, text)).replace("=", "")
    shown = " ".join(text.split()).strip(f"{_ELLIPSIS} ")
    return re.sub(rf"(?:{_ELLIPSIS} ?)+", f"{_ELLIPSIS} ", shown)


def _items(contents: list[Any], key: str) -> Iterator[Mapping[str, Any]]:
    for content in contents:
        items = content.get(key) if isinstance(content, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield item
