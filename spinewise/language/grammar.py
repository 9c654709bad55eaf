"""The pattern language of the lexicon: parse what a clinician writes.

cant feel ... <wipe>      words in this order, up to 4 (or `...2`: 2) others between
<numb> & <saddle>         both in one clause, any order, at most 6 words between
<numb> &8 <saddle>        another distance; `&s`: anywhere in the same sentence
(bits|my privates) <be>?  alternatives; `?` optional; `=word` without inflections
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = 4
DISTANCE = 6
SENTENCE = -1
# Typed text holds these two words as one form, see `forms`.
_NEGATED = re.compile(
    r"\b(can|do|does|did|is|are|was|were|has|have|had|will|would|could|should) not\b"
)
_PIECE = re.compile(r"\.\.\.\d*|&s\b|&\d*|[()|?]|<[a-z0-9_]+>|[^\s()|?&<>]+")


class PatternError(ValueError):
    """A pattern is not in the language; the message says where."""


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a concept."""

    concept: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `size` other words."""

    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several runs of steps, possibly none of them."""

    options: tuple[tuple[Step, ...], ...]
    optional: bool = False


Step = Word | Ref | Gap | Choice
Run = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Runs of steps that stand in one clause; `distances` lie between the runs."""

    text: str
    runs: tuple[Run, ...]
    distances: tuple[int, ...]


def parse(text: str) -> Pattern:
    """Return the pattern that `text` writes down, or raise `PatternError`."""
    text = (
        _NEGATED.sub(r"\1nt", text).replace("cannt", "cant").replace("willnt", "wont")
    )
    left = _PIECE.sub("", text).strip()
    if left:
        raise PatternError(f"`{text}`: cannot read `{left}`")
    pieces = _PIECE.findall(text)
    runs: list[Run] = []
    distances: list[int] = []
    while True:
        run, stop = _run(pieces, text)
        runs.append(_trim(run))
        if not stop:
            break
        if not stop.startswith("&"):
            raise PatternError(f"`{text}`: `{stop}` without `(`")
        tail = stop[1:]
        distances.append(SENTENCE if tail == "s" else int(tail or DISTANCE))
    for run in runs:
        _check(run, text)
    return Pattern(text, tuple(runs), tuple(distances))


def required(step: Step) -> bool:
    """Whether something must match the step."""
    return not isinstance(step, Gap) and not (
        isinstance(step, Choice) and step.optional
    )


def _run(pieces: list[str], text: str) -> tuple[Run, str]:
    """Take steps off the front of `pieces`; return them and what ended them."""
    steps: list[Step] = []
    while pieces:
        piece = pieces.pop(0)
        if piece in ")|" or piece[0] == "&":
            return tuple(steps), piece
        if piece.startswith("..."):
            steps.append(Gap(int(piece[3:] or GAP)))
        elif piece == "?":
            if not steps or isinstance(steps[-1], Gap):
                raise PatternError(f"`{text}`: `?` must follow a word or `)`")
            last = steps.pop()
            options = last.options if isinstance(last, Choice) else ((last,),)
            steps.append(Choice(options, optional=True))
        elif piece == "(":
            steps.append(_choice(pieces, text))
        elif piece[0] == "<":
            steps.append(Ref(piece[1:-1]))
        else:
            steps.append(Word(piece.lower()))
    return tuple(steps), ""


def _choice(pieces: list[str], text: str) -> Choice:
    options: list[Run] = []
    while True:
        run, stop = _run(pieces, text)
        options.append(_trim(run))
        if stop == ")":
            filled = tuple(option for option in options if option)
            for option in filled:
                _check(option, text)
            return Choice(filled, optional=len(filled) < len(options))
        if stop != "|":
            raise PatternError(f"`{text}`: `(` is not closed before `{stop}`")


def _trim(run: Run) -> Run:
    """Drop gaps at the ends; they stand for nothing."""
    while run and isinstance(run[0], Gap):
        run = run[1:]
    while run and isinstance(run[-1], Gap):
        run = run[:-1]
    return run


def _check(run: Run, text: str) -> None:
    if not any(required(step) for step in run):
        raise PatternError(f"`{text}`: a part holds nothing that must be there")
