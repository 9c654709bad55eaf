"""How the knowledge folder says what is wrong with it: everything, at once."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable

_FEW = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, what, and what is allowed or was probably meant.

    Attributes:
        file: the file, seen from the knowledge folder.
        item: id of the item, empty for the file as a whole.
        message: what is wrong.
        allowed: the words that may stand there, when they are few.
        suggestion: the allowed word that is nearest to the wrong one.
        path: the way to the place from the top of the file: keys, and numbers of list
            items that count from 1.
        value: the wrong word itself, by which its line is found below `path`.
        line: the line in the file, counted from 1; 0 while it is not known.
    """

    file: str
    item: str
    message: str
    allowed: tuple[str, ...] = ()
    suggestion: str = ""
    path: tuple[str | int, ...] = ()
    value: str = ""
    line: int = 0

    def __str__(self) -> str:
        """One line that a person who edits the file can act on."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        text = f"{place}: {self.item}: " if self.item else f"{place}: "
        text += self.message
        if self.suggestion:
            text += f" (did you mean {self.suggestion!r}?)"
        if self.allowed:
            text += f" [allowed: {', '.join(self.allowed)}]"
        return text


class KnowledgeError(Exception):
    """The knowledge folder cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of files and lines, each once."""
        self.problems = tuple(sorted(set(problems), key=_place))
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the knowledge folder"
        super().__init__("\n".join([head, *map(str, self.problems)]))


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.line, problem.item, problem.message


def unknown(
    *,
    file: str,
    item: str,
    what: str,
    value: object,
    allowed: Iterable[str],
    path: tuple[str | int, ...] = (),
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
        path=path,
        value=str(value),
    )
