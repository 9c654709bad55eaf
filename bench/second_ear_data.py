"""What `bench.second_ear` works on: phrasings, and what the rules leave unheard of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench import hearing
from spinewise.knowledge.types import Tier
from spinewise.language import load_lexicon
from spinewise.language.reader import Reader
from spinewise.settings import settings

SHORTEST = 3  # words; a shorter clause joins its neighbour
DENIED = frozenset({"absent", "past", "other_person"})
DANGER = frozenset({"emergency", "urgent"})
AREAS = {
    "nerve": "cauda_equina nerve spine",
    "heart_lung": "vascular heart lung stroke",
    "infection": "infection meningitis skin",
    "injury": "injury bone sport condition",
    "cancer": "cancer course",
    "belly_pregnancy": "abdomen kidney pregnancy gynae testicle",
    "crisis_medicine": "crisis safety medicine",
    "other": "general pain child inflammatory region neck work",
}
AREA_OF = {name: area for area, names in AREAS.items() for name in names.split()}


@dataclass(kw_only=True)
class Message:
    """One phrasing: its label, what the rules made of it, its pieces by scope.

    `pieces` are those the second ear may hear, `sign` those that carry the danger.
    `silent`: an emergency already, so nothing is asked. `asks`: the rules ask something.
    `is_open`: from a file that was written to mend the lexicon with.
    """

    kind: str
    item: dict[str, Any]
    right: bool
    silent: bool
    asks: bool
    is_open: bool
    heard: frozenset[str]
    pieces: dict[str, list[str]] = field(default_factory=dict)
    sign: dict[str, list[str]] = field(default_factory=dict)

    @property
    def finding(self) -> str:
        """The labelled finding, or nothing."""
        return self.item.get("finding") or ""

    @property
    def is_bank_danger(self) -> bool:
        """Whether a danger bank may hold this message."""
        return self.kind == "danger" and self.item["tier"] in DANGER and bool(self.sign)


def area(finding: str) -> str:
    """Return the area of the body, or of life, that a finding belongs to."""
    return AREA_OF.get(finding.split(".")[0], "other")


class Cutter:
    """Cuts texts into clauses as the listener does."""

    def __init__(self) -> None:
        """Load the lexicon."""
        self._reader = Reader(load_lexicon(settings().knowledge_path / "lexicon/en"))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the clauses of a text lie; very short ones join the next."""
        found: list[tuple[int, int]] = []
        for sentence in self._reader.read(text):
            begin = 0
            for _, end in sentence.clauses:
                words = [t for t in sentence.tokens[begin:end] if t.form[0].isalnum()]
                last = end == len(sentence.tokens)
                if len(words) < SHORTEST and not last:
                    continue
                span = (sentence.tokens[begin].start, sentence.tokens[end - 1].end)
                if len(words) < SHORTEST and begin and found:
                    span = (found.pop()[0], span[1])
                found.append(span)
                begin = end
        return found


def _over(span: tuple[int, int], found: dict[str, Any]) -> bool:
    return bool(found["start"] < span[1] and found["end"] > span[0])


def message_of(kind: str, item: dict[str, Any], cutter: Cutter) -> Message:
    """Let the rules hear a phrasing and note what they leave to the second ear."""
    knowledge = hearing.assessor().knowledge
    result = hearing.result_of(item["text"])
    text, finding = item["text"], item.get("finding") or ""
    found = [f for f in result["findings"] if f["end"] > f["start"]]
    denied = [f for f in found if f["assertion"] in DENIED]
    known = denied + [f for f in found if knowledge.findings[f["id"]].red_flag]
    spans = cutter.spans(text)
    left = [s for s in spans if not any(_over(s, f) for f in known)]
    message = Message(
        kind=kind,
        item=item,
        right=is_right(item, result),
        silent=result["tier"] == "emergency",
        asks=bool(result["confirm"]),
        is_open=False,
        heard=frozenset(f["id"] for f in result["findings"]) | {*result["confirm"]},
    )
    message.pieces["clause"] = [text[a:b] for a, b in left]
    message.pieces["whole"] = [] if denied else [text]
    message.pieces["both"] = message.pieces["clause"] + message.pieces["whole"]
    if kind == "danger" and finding and knowledge.findings[finding].ask:
        told = [f for f in found if f["id"] == finding and f not in denied]
        clauses = [s for s in spans if any(_over(s, f) for f in told)] or left or spans
        message.sign["clause"] = [text[a:b] for a, b in clauses]
        message.sign["whole"] = [text]
        message.sign["both"] = [*message.sign["clause"], text]
    return message


def is_right(item: dict[str, Any], result: dict[str, Any]) -> bool:
    """Whether the rules heard the sign or ask about it, as `bench.hearing` counts."""
    named = Tier.named
    if "tier" not in item:
        return True
    enough = named(result["tier"]) >= named(item["tier"])
    return enough or item.get("finding") in result["confirm"]


def messages(half: str, cutter: Cutter) -> Iterator[Message]:
    """Yield the phrasings of a half, with their kind."""
    hearing._half["now"] = half
    for kind, pattern in (
        ("danger", "danger_*.yml"),
        ("danger", "more_[ab].yml"),
        ("harmless", "*harmless.yml"),
        ("off topic", "offtopic.yml"),
        ("denied", "denied.yml"),
    ):
        for file, item in hearing.phrasings(pattern):
            message = message_of(kind, item, cutter)
            message.is_open = file.startswith("more_")
            yield message
