"""Everything that the words of a message say about the talk itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spinewise.dialogue.manner import MannerWords
from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.reply import Reply, is_question
from spinewise.dialogue.topics import TopicWords
from spinewise.dialogue.wishes import WishWords


class TalkWords:
    """The word lists that guide the talk: wishes, topics and manner."""

    def __init__(self, knowledge: Path) -> None:
        """Read the word lists of a knowledge folder.

        Raises:
            KnowledgeError: a file is not there or no YAML.
            msgspec.ValidationError: a file has an unknown key or value.
            re.error: a phrase is no part of a regular expression.
        """
        self._wishes = WishWords.read(knowledge)
        self._topics = TopicWords.read(knowledge)
        self._manner = MannerWords.read(knowledge)

    def hear(self, reply: Reply, *, asked_country: bool = False) -> Reply:
        """Return the reply with what its words say about the talk; never raises.

        `asked_country`: the bot asked for the country, so that its bare name counts.
        """
        if not reply.text:
            return reply
        plain = plain_words(reply.text)
        manner = self._manner.hear(plain, reply.text)
        likeness = reply.likeness
        in_general = self._manner.asked_in_general
        if likeness and is_question(reply) and likeness.topic in in_general:
            likeness = None
        return replace(
            reply,
            wishes=self._wishes.hear(plain, asked_country=asked_country),
            topic=self._topics.asked(plain, reply.intent, asks=manner.asks),
            manner=manner,
            likeness=likeness,
        )
