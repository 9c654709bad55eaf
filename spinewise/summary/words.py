"""The headings of a summary, from the file of the response `utter_summary`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

_RESPONSE = "utter_summary"


class SummaryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word of a summary that is neither the person's nor the knowledge's.

    `sections` are headings by section name, `tiers` by the tier's label, `answers`
    by the answer (yes, no, unsure); `line` holds templates by name.
    """

    title: str
    sections: Mapping[str, str]
    tiers: Mapping[str, str]
    answers: Mapping[str, str]
    line: Mapping[str, str]
    footer: str


def read_words(path: Path) -> SummaryWords:
    """Read the headings from a response file.

    Raises:
        KeyError: the file has no response `utter_summary` with `metadata`.
        msgspec.ValidationError: a heading is missing or has an unknown name.
    """
    responses = msgspec.yaml.decode(path.read_bytes())["responses"]
    return msgspec.convert(responses[_RESPONSE][0]["metadata"], SummaryWords)
