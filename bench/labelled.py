"""Read texts with labels from JSON Lines (docs/evaluation.md) or from tests/phrasings.

Every line becomes a `Labelled`: its findings by row of the clinical brief. The flag
names of other people's development texts are turned into rows here.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ASSERTIONS = ("present", "absent", "uncertain", "past", "other_person")
TIERS = ("none", "selfcare", "clinician", "urgent", "emergency")
# Flag names of development texts, in rows of the brief (any of them will do).
ROWS = {
    "saddle_numbness": "CES1",
    "bladder_bowel": "CES2 CES3 CES4",
    "leg_weakness_progressive": "NEU1 NEU2 NEU3",
    "weakness": "NEU1 NEU2 NEU3",
    "bilateral_sciatica": "CES6",
    "fever": "INF1",
    "weight_loss": "CA2",
    "cancer_history": "CA1",
    "trauma_major": "FX1 FX2",
    "trauma_injury": "FX1 FX2",
    "osteoporosis_steroids": "FX2 STE1",
    "night_pain_unrelenting": "CA3",
    "chest_pain": "CAR1",
    "abdominal_pulsating": "VAS2",
    "breathless": "PE1",
    "urinary_symptoms": "KID1 KID2",
    "urinary_or_bladder": "KID1 KID2 CES2 CES3",
    "ivdu_immunosuppression": "INF2 INF3",
    "pregnancy": "PRG1 PRG2 PRG3 PRG4",
    "age_under_18": "PAE1 PAE2",
    "age_over_x": "CA4",
    "iv_recent_surgery_spine": "PROC1",
    "morning_stiffness_inflammatory": "AXS1",
    "numbness_tingling": "NEU3 CES1 CES6",
    "leg_numbness": "NEU3 CES1 CES6",
    "numbness": "NEU3 CES1 CES6",
}
_POLARITIES = {
    "affirmed": "present",
    "negated": "absent",
    "past_or_resolved": "past",
    "hypothetical_or_worry": "uncertain",
    "other_person": "other_person",
    "intentional": "absent",
    "word_match_only": "absent",
}

_EXAMPLE = 'one object a line, as {"text": "my back hurts", "triage": "selfcare"}'
_FIELDS = (
    *("id", "text", "triage", "tier", "tier_at_most", "findings", "red_flags"),
    *("negated_flags", "concept", "polarity", "labels", "group", "intent", "split"),
)
# Other fields are passed over, but one so like a known one is a slip.
_ALIKE = 0.75


class LabelError(ValueError):
    """A line that is not a labelled text: which file and line, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One labelled sign: any of its rows (or finding ids), and its assertion."""

    name: str
    rows: frozenset[str]
    assertion: str


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """One text with what a careful reader says of it.

    `at_least` and `at_most` are the lowest and highest right tier, or None where the
    file does not say. `whole`: every danger sign of the text is labelled, so a sign
    that is heard and not labelled is wrong. `final`: never shown, only counted.
    """

    source: str
    name: str
    text: str
    at_least: str | None = None
    at_most: str | None = None
    flags: tuple[Flag, ...] = ()
    whole: bool = True
    final: bool = False
    off_topic: bool = False
    intent: str | None = None
    group: str = field(default="")

    @property
    def harmless(self) -> bool:
        """Whether the text is labelled below `urgent`."""
        return self.at_most is not None and TIERS.index(self.at_most) < 3

    @property
    def danger(self) -> str | None:
        """`urgent` or `emergency` when the text has to be heard so, else None."""
        return self.at_least if self.at_least in {"urgent", "emergency"} else None


def read(path: Path, signs: Collection[str] = ()) -> Iterator[Labelled]:
    """Yield the labelled texts of a file.

    `signs`: the rows of the brief and the finding ids that there are, if they matter.

    Raises:
        LabelError: a line has no text, or a label that is not known.
    """
    if not path.is_file():
        what = "is a folder; name a file" if path.is_dir() else "there is no such file"
        raise LabelError(f"{path}: {what}")
    of_yaml = path.suffix == ".yml"
    rows = enumerate(_phrasings(path), start=1) if of_yaml else _lines(path)
    number = 0
    for number, row in rows:
        place = f"{path}, {'entry' if of_yaml else 'line'} {number}"
        try:
            label = _labelled(path, number, row)
        except (KeyError, ValueError, AttributeError, TypeError) as error:
            raise LabelError(f"{place}: {error}") from error
        for flag in label.flags if signs else ():
            if flag.rows.isdisjoint(signs):
                near = _meant(flag.name, (*ROWS, *signs))
                raise LabelError(f"{place}: unknown sign {flag.name!r}{near}")
        yield label
    if number == 0:
        raise LabelError(f"{path}: holds no text")


def _meant(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _phrasings(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a file of tests/phrasings, or of Rasa's training format."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    yield from content.get("phrasings", [])
    for part in content.get("nlu", []):
        for line in part["examples"].splitlines():
            yield {"text": line.removeprefix("- "), "intent": part["intent"]}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # Notepad and Excel put a mark before the first letter.
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    for number, raw in enumerate(content.splitlines(), start=1):
        place = f"{path}, line {number}"
        try:
            line = raw.decode("utf-8").strip()
            row = json.loads(line) if line else None
        except UnicodeDecodeError as error:
            text = "not UTF-8 text; save the file with the encoding UTF-8"
            raise LabelError(f"{place}: {text}") from error
        except json.JSONDecodeError as error:
            text = f"not JSON at column {error.colno}: {error.msg}"
            raise LabelError(f"{place}: {text}; write {_EXAMPLE}") from error
        if line and not isinstance(row, dict):
            raise LabelError(f"{place}: write {_EXAMPLE}")
        if line:
            yield number, row


def _labelled(path: Path, number: int, row: dict[str, Any]) -> Labelled:
    for key in row if path.suffix != ".yml" else ():
        if key not in _FIELDS and difflib.get_close_matches(key, _FIELDS, 1, _ALIKE):
            raise ValueError(f"unknown field {key!r}{_meant(key, _FIELDS)}")
    if not isinstance(row.get("text"), str):
        raise ValueError("a labelled text needs a `text`")
    low = row.get("tier", row.get("triage"))
    high = row.get("tier_at_most", row.get("triage"))
    for tier in (low, high):
        if tier is not None and tier not in TIERS:
            raise ValueError(f"tier {tier!r} is none of {', '.join(TIERS)}")
    off_topic = row.get("group") == "offtopic" or path.name.startswith("offtopic.")
    if off_topic and high is None:
        high = "none"
    return Labelled(
        source=path.name,
        name=str(row.get("id", number)),
        text=row["text"],
        at_least=low,
        at_most=high,
        flags=tuple(_flags(row)),
        whole=row.get("labels") != "main" and "concept" not in row and high is not None,
        final=row.get("split") == "final" or path.suffix == ".yml",
        off_topic=off_topic,
        intent=row.get("intent"),
        group=str(row.get("row", row.get("kind", ""))),
    )


def _flags(row: dict[str, Any]) -> Iterator[Flag]:
    for name, assertion in (row.get("findings") or {}).items():
        yield _flag(name, assertion)
    for name in row.get("red_flags", ()):
        if not name.startswith("other:"):
            yield _flag(name, "present")
    for name in row.get("negated_flags", ()):
        if not name.startswith("other:"):
            yield _flag(name, "absent")
    if "polarity" in row and row["concept"] in ROWS:
        yield _flag(row["concept"], _POLARITIES[row["polarity"]])
    if "brief" in row and "assertion" in row:
        yield from _of_phrasing(row)


def _of_phrasing(row: dict[str, Any]) -> Iterator[Flag]:
    """Yield the rows of a present sign; one that is not is told by its finding."""
    if row["assertion"] == "present" or not row.get("finding"):
        for name in row["brief"]:
            yield _flag(name, row["assertion"])
    else:
        yield _flag(row["finding"], row["assertion"])


def _flag(name: str, assertion: str) -> Flag:
    if assertion not in ASSERTIONS:
        raise ValueError(f"assertion {assertion!r} is none of {', '.join(ASSERTIONS)}")
    rows = frozenset(ROWS.get(name, name).split())
    return Flag(name=name, rows=rows, assertion=assertion)
