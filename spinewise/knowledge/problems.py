"""How the knowledge folder says what is wrong with it: everything, at once."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: in which file, in which item, what, and what is allowed."""

    file: str
    item: str
    message: str
    allowed: tuple[str, ...] = ()
    suggestion: str = ""

    def __str__(self) -> str:
        """One line that a person who edits the file can act on."""
        place = f"{self.file}: {self.item}" if self.item else self.file
        text = f"{place}: {self.message}"
        if self.suggestion:
            text += f" (did you mean {self.suggestion!r}?)"
        if self.allowed:
            text += f" [allowed: {', '.join(self.allowed)}]"
        return text


class KnowledgeError(Exception):
    """The knowledge folder cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in a fixed order, each once."""
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the knowledge folder"
        super().__init__("\n".join([head, *map(str, self.problems)]))


def unknown(
    *, file: str, item: str, what: str, value: object, allowed: Iterable[str]
) -> Problem:
    """A problem for a word that is not one of the allowed ones.

    A short list of allowed words is given whole; of a long one only the nearest.
    """
    words = sorted(allowed)
    near = difflib.get_close_matches(str(value), words, n=1)
    return Problem(
        file=file,
        item=item,
        message=f"unknown {what} {value!r}",
        allowed=tuple(words) if len(words) <= _FEW else (),
        suggestion=near[0] if near else "",
    )


_FEW = 20
