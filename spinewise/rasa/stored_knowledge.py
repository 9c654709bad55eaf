"""The knowledge inside a trained model: written at training, read at loading.

Beside the files lies what was made of them, for a quick start: it is read where the
files, the code and the libraries are still those that made it, else it is made anew.
"""

from __future__ import annotations

import hashlib
import pickle
import shutil
from functools import cache
from pathlib import Path

import msgspec

import spinewise.dialogue
import spinewise.knowledge
import spinewise.language
import spinewise.triage
from spinewise.assessing import listener_for
from spinewise.dialogue.words import TalkWords
from spinewise.knowledge import Knowledge, knowledge_hash
from spinewise.language import Listener
from spinewise.language.keeping import keep, made_by, restore
from spinewise.rasa.on_disk import knowledge_in
from spinewise.settings import settings

_FOLDER = "knowledge"
_KNOWLEDGE = "knowledge.pickle"
_LISTENER = "listener.pickle"
_PACKAGES = (
    spinewise.dialogue,
    spinewise.knowledge,
    spinewise.language,
    spinewise.triage,
)


def store_knowledge(folder: Path) -> Path:
    """Check the knowledge on disk and copy it into a model's folder.

    Raises:
        KnowledgeError: the knowledge has faults; all are listed.
    """
    source = settings().knowledge_path
    loaded = knowledge_in(source)
    shutil.copytree(source, folder / _FOLDER)
    with (folder / _KNOWLEDGE).open("wb") as file:
        pickle.dump((_made_by(folder), loaded), file, pickle.HIGHEST_PROTOCOL)
    return folder


def store_listener(folder: Path) -> None:
    """Add the compiled lexicon to a model's folder that has the knowledge."""
    with (folder / _LISTENER).open("wb") as file:
        pickle.dump(_made_by(folder), file)
        keep(_compiled_listener(folder), file)


def read_knowledge(folder: Path) -> Knowledge:
    """Return the knowledge that a model's folder carries."""
    return knowledge_in(folder / _FOLDER, lambda: _kept_knowledge(folder))


def read_talk_words(folder: Path) -> TalkWords:
    """Return the words that guide the talk, from what a model's folder carries."""
    return TalkWords(folder / _FOLDER)


def read_listener(folder: Path) -> Listener:
    """Return a listener with the lexicon that a model's folder carries."""
    file = folder / _LISTENER
    if file.is_file():
        with file.open("rb") as kept:
            if pickle.load(kept) == _made_by(folder):  # noqa: S301 - our own model
                return restore(kept)
    return _compiled_listener(folder)


def _compiled_listener(folder: Path) -> Listener:
    return listener_for(folder / _FOLDER, read_knowledge(folder))


def _kept_knowledge(folder: Path) -> Knowledge | None:
    file = folder / _KNOWLEDGE
    if not file.is_file():
        return None
    made, kept = pickle.loads(file.read_bytes())  # noqa: S301 - our own model
    if made != _made_by(folder):
        return None
    knowledge: Knowledge = msgspec.structs.replace(kept, path=folder / _FOLDER)
    return knowledge


def _made_by(folder: Path) -> str:
    """Return what must be the same for what is kept to be used."""
    code = code_hash()
    return f"{knowledge_hash(folder / _FOLDER)}, {code}, {made_by()}"


def fingerprint() -> str:
    """Return a hash of the knowledge and of the code that reads it.

    Rasa's fingerprint of a component covers its class alone.
    """
    return f"{knowledge_hash(settings().knowledge_path)}, {code_hash()}"


@cache
def code_hash() -> str:
    """Return a hash of the code that makes something of the knowledge."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
