"""How patients write: short, long, mistyped, taking things back, or pressing only."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec

_FILE = Path(__file__).parent / "personas.yml"
_SHORTEST_MISTYPED = 5


class Persona(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of talking.

    Attributes:
        yes, no, age, not_pregnant: sentences to choose from.
        plainly: said when the bot asks what the matter is.
        buttons: presses buttons wherever there are any.
        typos: share of longer words that are mistyped.
        patience: leaves after so many questions; None stays to the end.
        takes_back: says no first, and this with the next answer.
        corrects: a harmless correction, said with the second answer.
        aside: said once in place of the second answer.
    """

    name: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    age: tuple[str, ...]
    not_pregnant: tuple[str, ...]
    plainly: str = "My back hurts. {words}"
    buttons: bool = False
    typos: float = 0.0
    patience: int | None = None
    takes_back: tuple[str, ...] = ()
    corrects: str | None = None
    aside: str | None = None

    def typed(self, text: str, rng: Random) -> str:
        """Return the text as this person's fingers type it."""
        if not self.typos:
            return text
        return " ".join(
            _mistyped(word, rng)
            if len(word) >= _SHORTEST_MISTYPED
            and word.isalpha()
            and rng.random() < self.typos
            else word
            for word in text.split(" ")
        )


def personas() -> tuple[Persona, ...]:
    """Return every persona of personas.yml."""
    return tuple(msgspec.yaml.decode(_FILE.read_bytes(), type=list[Persona]))


def _mistyped(word: str, rng: Random) -> str:
    """Swap, drop or double one inner letter, as hurried fingers do."""
    place = rng.randrange(1, len(word) - 2)
    here, after = word[place], word[place + 1]
    return rng.choice(
        (
            word[:place] + after + here + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + here + word[place:],
        )
    )
