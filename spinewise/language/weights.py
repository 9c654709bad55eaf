"""The type of the file doubts.json, which `spinewise learn` writes."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

_IN_PLACE = msgspec.Meta(pattern="^(asked$|(earlier|later|before|inside|after) .)")
# Whose story a doubted sign is of; `neither`: nothing that the words can tell.
Kind = Literal["past", "other_person", "absent", "neither"]


class KindWeights(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """How much each word of a message speaks for one kind of story."""

    bias: float
    words: dict[str, float]


class DoubtWeights(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """What was learned of signs that are not the writer's own of now.

    `examples`: digest of the examples it was learned from. `words`: how much a word in
    its place speaks for a sign that is present; a sign with a chance under
    `present_below` (0 to 1) is doubted. One under `told_below` is taken for what
    `kinds` say, where the rules find words for that too.
    """

    examples: str
    present_below: float
    bias: float
    words: dict[Annotated[str, _IN_PLACE], float]
    told_below: float = 0.0
    kinds: dict[Kind, KindWeights] = {}
