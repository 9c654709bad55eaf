"""Hear which topic a question names, by the words of `lexicon/<language>/topics.yml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import msgspec

from spinewise.dialogue.wishes import plain_words

_FILE: Final = Path("lexicon") / "en" / "topics.yml"
_ASKS: Final = "ask_"
# Where the model heard no question, or nothing it knows.
_UNCLEAR: Final = frozenset({"nlu_fallback", "out_of_scope", "help"})
_OPENS_A_QUESTION: Final = re.compile(
    r"(?:so |and |but |ok |okay |hi |hello |also )*"
    r"(?:is|are|am|can|could|should|shall|do|does|did|will|would|may|might|must|"
    r"what|whats|how|hows|why|when|where|which|who|any)\b"
)


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: str
    words: tuple[str, ...]


class TopicsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file topics.yml of a language."""

    topics: tuple[_Topic, ...]


class TopicWords:
    """The words of topics, compiled."""

    def __init__(self, topics: dict[str, tuple[str, ...]]) -> None:
        """Compile the words; each phrase is a part of a regular expression."""
        self._patterns = [
            (topic, re.compile(rf"\b(?:{'|'.join(words)})(?!\w)"))
            for topic, words in topics.items()
        ]

    @classmethod
    def read(cls, knowledge: Path) -> TopicWords:
        """Read the words of a knowledge folder.

        Raises:
            msgspec.ValidationError: the file has an unknown key or value.
            OSError: the file is not there.
        """
        content = (knowledge / _FILE).read_bytes()
        found = msgspec.yaml.decode(content, type=TopicsFile).topics
        return cls({each.topic: each.words for each in found})

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that has words."""
        return frozenset(topic for topic, _ in self._patterns)

    def asked(self, text: str, intent: str) -> str | None:
        """Return the topic that a question names, None when it names none.

        A message is a question when the model says so or when it begins like one;
        of several topics the one with the longest words counts.
        """
        plain = plain_words(text)
        if not (
            intent.startswith(_ASKS)
            or intent in _UNCLEAR
            or _OPENS_A_QUESTION.match(plain)
        ):
            return None
        hits = [
            (hit.end() - hit.start(), -number, topic)
            for number, (topic, pattern) in enumerate(self._patterns)
            for hit in pattern.finditer(plain)
        ]
        return max(hits)[2] if hits else None
