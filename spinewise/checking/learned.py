"""`spinewise learn`: write anew what is learned from the examples of the lexicon."""

from __future__ import annotations

from pathlib import Path

from spinewise.assessing import listener_of
from spinewise.checking.lexicon import FOLDER
from spinewise.knowledge import load
from spinewise.language import load_lexicon
from spinewise.language.learning import learn, write


def learn_again(folder: Path) -> None:
    """Learn when to doubt a sign and write it into a knowledge folder.

    Raises:
        KnowledgeError: the knowledge has faults; all are listed.
        LexiconError: the word lists have faults; all are listed.
    """
    words = load_lexicon(folder / FOLDER)
    weights = learn(words, listener_of(words, load(folder)))
    file = write(weights, folder / FOLDER)
    print(
        f"{file}: {len(weights.words)} words from {len(words.told)} messages and more"
    )
