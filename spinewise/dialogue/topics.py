"""Hear which topic a question names, by the words of `lexicon/<language>/topics.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from spinewise.dialogue.phrases import Phrases, read_words

_FILE: Final = "topics.yml"
_ASKS: Final = "ask_"
# Where the model heard no question, or nothing it knows.
UNCLEAR: Final = frozenset({"nlu_fallback", "out_of_scope", "help"})


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: str
    words: tuple[str, ...]
    yields: bool = False


class TopicsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file topics.yml of a language."""

    topics: tuple[_Topic, ...]


class TopicWords:
    """The words of topics, compiled."""

    def __init__(self, topics: Iterable[_Topic]) -> None:
        """Compile the words; of topics with equally long words the first counts."""
        topics = tuple(topics)
        self._order = {each.topic: -number for number, each in enumerate(topics)}
        self._yield = frozenset(each.topic for each in topics if each.yields)
        self._phrases = Phrases((each.topic, each.words) for each in topics)

    @classmethod
    def read(cls, knowledge: Path) -> TopicWords:
        """Read the words of a knowledge folder.

        Raises:
            KnowledgeError: the file is not there or no YAML.
            msgspec.ValidationError: it has an unknown key or value.
        """
        return cls(read_words(knowledge, _FILE, TopicsFile).topics)

    def asked(self, plain: str, intent: str, *, asks: bool) -> str | None:
        """Return the topic that a question in plain words names, None without one.

        A message is a question when the model says so or when it begins like one
        (`asks`); of several topics the one with the longest words counts, one that
        yields to others last.
        """
        if not (intent.startswith(_ASKS) or intent in UNCLEAR or asks):
            return None
        hits = [
            (topic not in self._yield, len(hit[0]), self._order[topic], topic)
            for topic, hit in self._phrases.find(plain)
        ]
        return max(hits)[-1] if hits else None
