"""Hear when a whole list of signs is denied: "no: a, b", "a, b: none of those".

People who have read a list of red flags copy it. Each sign in it sounds present; the
words in front of the list, or after it, say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spinewise.language import entries
from spinewise.language.patterns import Patterns
from spinewise.language.reader import Reader
from spinewise.language.verdict import Part

# A line of a list without a bullet is short.
_SHORT_ITEM = 6
# "None of that applies to me": a verdict on what stands before is a short sentence.
_SHORT_VERDICT = 9


class DeniedLists:
    """Finds lists that are denied as a whole."""

    def __init__(self, words: entries.Lists, reader: Reader) -> None:
        """Compile the words that deny the list before them."""
        self._refusing: Patterns[None] = reader.compile(
            (text, None) for text in words.refusing
        )
        self._bullets = frozenset(words.bullets)
        self._excepting = frozenset(words.excepting)
        self._writer = frozenset(words.writer)

    def mark(self, parts: Sequence[Part]) -> None:
        """Note in each part how many of its words stand in a denied list.

        Where the writer says "I have" among the signs, it is doubtful what is denied.
        """
        for number, part in enumerate(parts):
            if _opens_list(part):
                for item in self._items_after(parts, number):
                    item.denied_to = len(item.sentence.tokens)
            verdict = self._verdict(part)
            if verdict is None:
                continue
            part.denied_to, part.denial_doubtful = verdict, self._has_writer(part)
            short = len(part.sentence.tokens) <= _SHORT_VERDICT
            if short and not part.findings:
                for item in self._items_before(parts, number):
                    item.denied_to = len(item.sentence.tokens)
                    item.denial_doubtful = self._has_writer(item)

    def _verdict(self, part: Part) -> int | None:
        """Return where a sentence ends with a denial of all that stands before."""
        tokens = part.sentence.tokens
        found = self._refusing.find(part.sentence.tagged)
        last = (
            h.start for h, _ in found if not any(t.is_word for t in tokens[h.end :])
        )
        return min(last, default=None)

    def _items_after(self, parts: Sequence[Part], number: int) -> Iterator[Part]:
        """Yield the lines of the list that a colon opens.

        It ends where an exception or another list begins, and with its last bullet.
        """
        bulleted = False
        for part in parts[number + 1 :]:
            forms = [token.form for token in part.sentence.tokens]
            is_bullet = forms[0] in self._bullets
            first = next((form for form in forms if form not in self._bullets), "")
            if first in self._excepting or forms[-1] == ":":
                return
            if not is_bullet and (bulleted or not self._is_item(part)):
                return
            bulleted = bulleted or is_bullet
            yield part

    def _items_before(self, parts: Sequence[Part], number: int) -> Iterator[Part]:
        """Yield the sentences of the list that a verdict closes, last one first."""
        for part in reversed(parts[:number]):
            if len(part.findings) < 2 and not self._is_item(part):
                return
            yield part

    def _is_item(self, part: Part) -> bool:
        return len(part.sentence.tokens) <= _SHORT_ITEM and not self._has_writer(part)

    def _has_writer(self, part: Part) -> bool:
        end = part.denied_to or len(part.sentence.tokens)
        return any(token.form in self._writer for token in part.sentence.tokens[:end])


def _opens_list(part: Part) -> bool:
    """Whether a line ends with a colon and what it announces is denied."""
    end = len(part.sentence.tokens)
    return part.sentence.tokens[-1].form == ":" and any(
        reach.cue.kind == "negation" and reach.cue.scope == "list" and reach.end == end
        for reach in part.reaches
    )
