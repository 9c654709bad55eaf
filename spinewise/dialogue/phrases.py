"""Finds the phrases of `lexicon/<language>/` that guide the talk, in plain words.

Each phrase is a part of a regular expression: (a|b) are alternatives. These phrases
never take part in deciding about danger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Generic, TypeVar

import msgspec

from spinewise.knowledge import KnowledgeError
from spinewise.knowledge.reading import read_file

_Value = TypeVar("_Value")
_File = TypeVar("_File", bound=msgspec.Struct)
_FOLDER: Final = Path("lexicon") / "en"


def read_words(knowledge: Path, name: str, kind: type[_File]) -> _File:
    """Read a word list of a knowledge folder.

    Raises:
        KnowledgeError: the file is not there or no YAML.
        msgspec.ValidationError: it has an unknown key or value.
    """
    path = knowledge / _FOLDER / name
    content, problems = read_file(path, file=str(_FOLDER / name))
    if problems:
        raise KnowledgeError(problems)
    return msgspec.convert(content, kind)


def plain_words(text: str) -> str:
    """Return the words in lower case, apostrophes taken out: "can't" is "cant".

    Nothing else is left between them than one space.
    """
    without = re.sub(r"['’‘`]", "", text.lower())
    return " ".join(re.findall(r"\w+", without))


class Phrases(Generic[_Value]):
    """What phrases stand for, compiled; each has a list of phrases."""

    def __init__(self, entries: Iterable[tuple[_Value, Iterable[str]]]) -> None:
        """Compile the phrases.

        Raises:
            re.error: a phrase is no part of a regular expression.
        """
        self._patterns = [
            (value, re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)"))
            for value, phrases in entries
        ]

    def find(self, plain: str) -> Iterator[tuple[_Value, re.Match[str]]]:
        """Yield each phrase in plain words, in the order of the entries."""
        for value, pattern in self._patterns:
            for hit in pattern.finditer(plain):
                yield value, hit

    def opens(self, plain: str) -> bool:
        """Whether plain words begin with a phrase."""
        return any(pattern.match(plain) for _, pattern in self._patterns)

    def covers(self, plain: str) -> bool:
        """Whether plain words are a phrase and nothing else."""
        return any(pattern.fullmatch(plain) for _, pattern in self._patterns)
