"""How well Spinewise hears: the figures of the phrasings in tests/phrasings.

Run `python -m bench.hearing` for a table, with `--misses` for every text that was not
heard right. The phrasings were written from the signs alone by someone who had not seen
the lexicon. `--half dev` takes every second one, which may be read to mend the lexicon;
`--half final` takes the others, which may not: only their figures are looked at.
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


HALVES = {"all": (0, 1), "final": (0,), "dev": (1,)}
# These were written to mend the lexicon with: none of them is kept shut.
OPEN_FILES = "more_*.yml"
_half = {"now": "all"}


def phrasings(pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the phrasings of the files that match, with the file's name."""
    wanted = HALVES[_half["now"]]
    for path in sorted(FOLDER.glob(pattern)):
        items = yaml.safe_load(path.read_text())["phrasings"]
        is_open = path.match(OPEN_FILES)
        if is_open and _half["now"] == "final":
            continue
        for place, item in enumerate(items):
            if is_open or place % 2 in wanted:
                yield path.name, item


@cache
def result_of(text: str) -> dict[str, Any]:
    """Assess one text."""
    return assessor().result_of(InputLine(text=text))


def dangers() -> Iterator[Judged]:
    """Yield the texts with a danger sign: right when heard, or asked about next."""
    for file, item in (*phrasings("danger_*.yml"), *phrasings("more_[ab].yml")):
        result = result_of(item["text"])
        enough = Tier.named(result["tier"]) >= Tier.named(item["tier"])
        asked = item.get("finding") in result["confirm"]
        yield Judged(
            file=file,
            text=item["text"],
            wanted=f"{item['tier']} {item.get('finding')}",
            got=f"{result['tier']} {_heard(result)}",
            right=enough or asked,
        )


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
    "urgent signs heard": lambda: _of_tier(dangers(), "urgent"),
    "clinician signs heard": lambda: _of_tier(dangers(), "clinician"),
    "harmless, not raised": lambda: calm("*harmless.yml"),
    "denied, not raised": lambda: calm("denied.yml"),
    "off topic, not raised": lambda: calm("offtopic.yml"),
    "assertion right": assertions,
    "complaint right": complaints,
    "answer right": answers,
}


def _of_tier(judged: Iterable[Judged], tier: str) -> Iterator[Judged]:
    return (each for each in judged if each.wanted.startswith(tier + " "))


def figures(half: str) -> dict[str, str]:
    """Return each measure's figure for a half of the phrasings."""
    _half["now"] = half
    return {name: _figure(list(measure())) for name, measure in MEASURES.items()}


def _figure(judged: list[Judged]) -> str:
    hits, count = share(judged)
    low, high = interval(hits, count)
    return f"{hits} of {count}, {hits / count:.1%} ({low:.1%}-{high:.1%})"


def main() -> None:
    """Print the table, and the misses when asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--half", choices=HALVES, default="all")
    parser.add_argument("--file", default="", help="misses of these files only")
    chosen = parser.parse_args()
    _half["now"] = chosen.half
    for name, measure in MEASURES.items():
        judged = list(measure())
        print(f"{name:24}{_figure(judged)}")
        if chosen.misses and chosen.half != "final":
            for each in judged:
                if not each.right and chosen.file in each.file:
                    print(f"    {each.wanted} | {each.got} | {each.text}")


if __name__ == "__main__":
    main()
