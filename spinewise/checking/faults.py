"""Everything that is wrong with a knowledge folder, its word lists included."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spinewise.assessing import listener_of
from spinewise.checking.lexicon import (
    FOLDER,
    check_findings,
    check_patterns,
    check_words,
    read_lexicon,
)
from spinewise.checking.talk import check_talk, check_topics
from spinewise.knowledge import Knowledge, KnowledgeError, Problem, load
from spinewise.knowledge.lines import with_lines
from spinewise.language import LexiconError, load_lexicon
from spinewise.language.learning import is_learned
from spinewise.language.lexicon import DOUBTS_FILE


@dataclass(frozen=True, slots=True)
class Faults:
    """What was found.

    Attributes:
        problems: in the order of files and lines, each once; empty for a sound folder.
        knowledge: what was loaded; None when the folder cannot be used.
    """

    problems: tuple[Problem, ...]
    knowledge: Knowledge | None


def faults_in(folder: Path) -> Faults:
    """Check the folder; a mistake in one file never hides those of another."""
    problems: list[Problem] = []
    knowledge: Knowledge | None = None
    try:
        knowledge = load(folder)
    except KnowledgeError as error:
        problems += error.problems
    if folder.is_dir():
        problems += with_lines(_of_words(folder, knowledge), folder)
    return Faults(KnowledgeError(problems).problems, None if problems else knowledge)


def _of_words(folder: Path, knowledge: Knowledge | None) -> list[Problem]:
    """The faults of the word lists.

    What they say about findings is looked at only when the findings could be read.
    """
    lexicon = read_lexicon(folder)
    if lexicon.problems:
        return lexicon.problems
    check_words(lexicon)
    check_talk(lexicon)
    if knowledge is not None:
        check_findings(lexicon, knowledge)
        check_topics(lexicon, knowledge)
    refused = _refused(folder, knowledge)
    if refused or knowledge is None:
        check_patterns(lexicon)
    return lexicon.problems or refused


def _refused(folder: Path, knowledge: Knowledge | None) -> list[Problem]:
    """What the listener itself says, without lines: the last word on the lists."""
    if knowledge is None:
        return []
    try:
        words = load_lexicon(folder / FOLDER)
        listener_of(words, knowledge)
    except LexiconError as error:
        return [Problem(FOLDER, "", text) for text in error.problems]
    if is_learned(words):
        return []
    text = "was learned from other examples than there are now; run `spinewise learn`"
    return [Problem(f"{FOLDER}/{DOUBTS_FILE}", "", text)]
