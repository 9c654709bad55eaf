"""How well Spinewise hears: the figures of the phrasings in tests/phrasings.

Run `python -m bench.hearing` for a table. The phrasings were written from the signs
alone by someone who had not seen the lexicon, and are not read to mend it: only their
figures are looked at. `--examples` measures on the examples of the lexicon, which may
be read, with `--misses` for every one that was not heard right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from scipy.stats import beta

from spinewise.assessing import Assessor, InputLine
from spinewise.dialogue.suspicion import topic_of
from spinewise.knowledge.types import Tier
from spinewise.settings import settings

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "phrasings"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One phrasing, what it came to, and whether that is right."""

    file: str
    text: str
    wanted: str
    got: str
    right: bool


@cache
def assessor() -> Assessor:
    """The assessor of the shipped knowledge."""
    return Assessor(knowledge_path=settings().knowledge_path)


def phrasings(pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the phrasings of the files that match, with the file's name."""
    for path in sorted(FOLDER.glob(pattern)):
        for item in yaml.safe_load(path.read_text())["phrasings"]:
            yield path.name, item


@cache
def result_of(text: str) -> dict[str, Any]:
    """Assess one text."""
    return assessor().result_of(InputLine(text=text))


def examples() -> Iterator[Judged]:
    """Yield the lexicon's examples: right when the rules hear them as labelled."""
    for file in sorted((settings().knowledge_path / "lexicon/en/examples").glob("*")):
        for item in yaml.safe_load(file.read_text())["examples"]:
            result = result_of(item["text"])
            heard = {f["id"]: f["assertion"] for f in result["findings"]}
            finding = item.get("finding", "")
            wanted = item.get("assertion", "present")
            if finding and wanted == "present":
                right = heard.get(finding) in ("present", "uncertain")
            else:
                right = Tier.named(result["tier"]) < Tier.URGENT
            yield Judged(
                file=file.name,
                text=item["text"],
                wanted=f"{wanted if finding else 'no danger'} {finding}",
                got=f"{result['tier']} {_heard(result)}",
                right=right,
            )


def dangers(*, by_topic: bool = False) -> Iterator[Judged]:
    """Yield the texts with a danger sign: right when heard, or asked about by itself.

    `by_topic`: also right when the grouped question about such signs comes next.
    """
    for file, item in phrasings("danger_*.yml"):
        result = result_of(item["text"])
        enough = Tier.named(result["tier"]) >= Tier.named(item["tier"])
        yield Judged(
            file=file,
            text=item["text"],
            wanted=f"{item['tier']} {item.get('finding')}",
            got=f"{result['tier']} {_heard(result)}",
            right=enough
            or asked_next(result, item)
            or (by_topic and topic_next(result, item)),
        )


def asked_next(result: dict[str, Any], item: dict[str, Any]) -> bool:
    """Whether the labelled finding itself is asked about."""
    return item.get("finding") in result["confirm"]


def topic_next(result: dict[str, Any], item: dict[str, Any]) -> bool:
    """Whether the next question is the one that asks for such findings."""
    topic = topic_of(item.get("finding") or "", assessor().knowledge)
    return result["next_questions"][:1] == [topic]


def calm(pattern: str) -> Iterator[Judged]:
    """Yield texts without danger: right when not raised above their limit."""
    for file, item in phrasings(pattern):
        if "tier_at_most" not in item:
            continue
        result = result_of(item["text"])
        limit = Tier.named(item["tier_at_most"])
        yield Judged(
            file=file,
            text=item["text"],
            wanted=f"at most {item['tier_at_most']}",
            got=f"{result['tier']} {_heard(result)}",
            right=Tier.named(result["tier"]) <= limit,
        )


def unasked(pattern: str) -> Iterator[Judged]:
    """Yield texts without danger: right when no doubtful finding is asked about."""
    for file, item in phrasings(pattern):
        result = result_of(item["text"])
        yield Judged(
            file=file,
            text=item["text"],
            wanted="nothing to confirm",
            got=", ".join(result["confirm"]),
            right=not result["confirm"],
        )


def assertions() -> Iterator[Judged]:
    """Yield denied, past, other people's and doubtful signs: right when told apart."""
    for file, item in phrasings("denied.yml"):
        wanted, finding = item.get("assertion"), item.get("finding")
        if wanted is None or finding is None:
            continue
        heard = {f["id"]: f["assertion"] for f in result_of(item["text"])["findings"]}
        got = heard.get(finding, "not heard")
        yield Judged(
            file=file,
            text=item["text"],
            wanted=f"{wanted} {finding}",
            got=got,
            right=got == wanted or (got == "not heard" and wanted != "uncertain"),
        )


def complaints() -> Iterator[Judged]:
    """Yield the harmless texts: right when the complaint is the labelled one."""
    for file, item in phrasings("*.yml"):
        if "complaint" in item:
            got = result_of(item["text"])["complaint"]
            yield Judged(
                file=file,
                text=item["text"],
                wanted=item["complaint"],
                got=got,
                right=got == item["complaint"],
            )


def answers() -> Iterator[Judged]:
    """Yield replies to a yes/no question: right when understood as labelled."""
    for file, item in phrasings("answers.yml"):
        heard = assessor().listener.hear(item["text"])
        wanted = item["answer"]
        present = any(mention.assertion == "present" for mention in heard.mentions)
        got = "yes" if present else str(heard.answer)
        yield Judged(
            file=file, text=item["text"], wanted=wanted, got=got, right=got == wanted
        )


def _heard(result: dict[str, Any]) -> str:
    return ", ".join(f"{f['id']}={f['assertion']}" for f in result["findings"])


def interval(hits: int, count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a share (Clopper and Pearson)."""
    low = beta.ppf(0.025, hits, count - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, count - hits) if hits < count else 1.0
    return float(low), float(high)


def share(judged: Iterable[Judged]) -> tuple[int, int]:
    """Return how many are right, of how many."""
    counts = Counter(each.right for each in judged)
    return counts[True], counts.total()


MEASURES = {
    "emergencies heard": lambda: _of_tier(dangers(), "emergency"),
    "emergencies heard or the right question next": lambda: _of_tier(
        dangers(by_topic=True), "emergency"
    ),
    "urgent signs heard": lambda: _of_tier(dangers(), "urgent"),
    "urgent signs heard or the right question next": lambda: _of_tier(
        dangers(by_topic=True), "urgent"
    ),
    "clinician signs heard": lambda: _of_tier(dangers(), "clinician"),
    "harmless, not raised": lambda: calm("*harmless.yml"),
    "denied, not raised": lambda: calm("denied.yml"),
    "off topic, not raised": lambda: calm("offtopic.yml"),
    "harmless, no question of its own": lambda: unasked("harmless.yml"),
    "off topic, nothing asked": lambda: unasked("offtopic.yml"),
    "assertion right": assertions,
    "complaint right": complaints,
    "answer right": answers,
}


def _of_tier(judged: Iterable[Judged], tier: str) -> Iterator[Judged]:
    return (each for each in judged if each.wanted.startswith(tier + " "))


def figures() -> dict[str, str]:
    """Return each measure's figure."""
    return {name: _figure(list(measure())) for name, measure in MEASURES.items()}


def _figure(judged: list[Judged]) -> str:
    hits, count = share(judged)
    low, high = interval(hits, count)
    return f"{hits} of {count}, {hits / count:.1%} ({low:.1%}-{high:.1%})"


def main() -> None:
    """Print the table, or the examples that were not heard right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", action="store_true")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    if not chosen.examples:
        for name, figure in figures().items():
            print(f"{name:48}{figure}")
        return
    judged = list(examples())
    print(_figure(judged))
    for each in judged if chosen.misses else ():
        if not each.right:
            print(f"  {each.file} | {each.wanted} | {each.got} | {each.text}")


if __name__ == "__main__":
    main()
