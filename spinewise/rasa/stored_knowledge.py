"""The knowledge inside a trained model: written at training, read at loading."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import spinewise.dialogue
import spinewise.knowledge
import spinewise.language
import spinewise.triage
from spinewise.assessing import listener_for
from spinewise.knowledge import Knowledge, knowledge_hash, load
from spinewise.language import Listener
from spinewise.rasa.on_disk import knowledge_in
from spinewise.settings import settings

_FOLDER = "knowledge"
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
    load(source)
    shutil.copytree(source, folder / _FOLDER)
    return folder


def read_knowledge(folder: Path) -> Knowledge:
    """Return the knowledge that a model's folder carries."""
    return knowledge_in(folder / _FOLDER)


def read_listener(folder: Path) -> Listener:
    """Return a listener with the lexicon that a model's folder carries."""
    return listener_for(folder / _FOLDER, read_knowledge(folder))


def fingerprint() -> str:
    """Return a hash of the knowledge and of the code that reads it.

    Rasa's fingerprint of a component covers its class alone.
    """
    digest = hashlib.sha256(knowledge_hash(settings().knowledge_path).encode())
    for package in _PACKAGES:
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
