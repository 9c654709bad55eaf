"""Hear what a text says as an answer to a yes/no question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader

Answer = Literal["yes", "no", "unsure"]
# How far into a reply its first word of answer may stand ("well, to be honest, no").
_LEAD = 6
# A weak answer ("right", "i have") counts when so few words follow it.
_FEW = 2


class ReplyWords:
    """Words that answer, compiled."""

    def __init__(self, replies: entries.Replies, reader: Reader) -> None:
        """Compile the reply patterns; among them the longest match wins."""
        listed: list[tuple[str, Answer]] = [(text, "yes") for text in replies.yes]
        listed += [(text, "no") for text in replies.no]
        listed += [(text, "unsure") for text in replies.unsure]
        listed += list(replies.override.items())
        self._patterns: Patterns[Answer] = reader.compile(listed)
        self._strong: Patterns[None] = reader.compile(
            (text, None) for text in replies.strong
        )
        self._turning: Patterns[None] = reader.compile(
            (text, None) for text in replies.turning
        )
        self._again = frozenset(replies.turning_within)
        self._lead = frozenset(replies.lead)
        self._bare = frozenset(replies.bare)
        self._whole = frozenset(replies.whole)

    def answer(self, sentences: Sequence[Sentence]) -> Answer | None:
        """Return what the beginning of a text says, or None if it does not answer.

        Where somebody thinks again ("no, no, oh wait, ..."), what follows counts.
        """
        turned = self._thought_again(sentences)
        if turned is not None:
            return self._after(*turned)
        for sentence in sentences[:2]:
            said = self.opening(sentence)
            if said:
                return said
        return self._anywhere(sentences)

    def _thought_again(
        self, sentences: Sequence[Sentence]
    ) -> tuple[Sequence[Sentence], int] | None:
        """Return the last sentence with "oh wait" after words, those after it, where."""
        for number in reversed(range(len(sentences))):
            sentence = sentences[number]
            turns = (hit for hit, _ in self._turning.find(sentence.tagged))
            ends = (hit.end for hit in turns if self._turns(sentence, hit, number))
            end = max(ends, default=0)
            if end:
                return sentences[number:], end
        return None

    def _turns(self, sentence: Sentence, hit: Hit, number: int) -> bool:
        """Whether a "wait" is no beginning and no verb ("I can't wait")."""
        if hit.start == 0:
            return number > 0
        words = {token.form for token in sentence.tokens[hit.start : hit.end]}
        apart = not sentence.tokens[hit.start - 1].is_word
        return apart or not words.isdisjoint(self._again)

    def _after(self, sentences: Sequence[Sentence], begin: int) -> Answer | None:
        """Return what is answered after a turn; a yes outranks all else there."""
        said = {
            answer
            for number, sentence in enumerate(sentences)
            for hit, answer in self._patterns.find(sentence.tagged)
            if number or hit.start >= begin
        }
        for answer in ("yes", "unsure", "no"):
            if answer in said:
                return answer
        return None

    def opening(self, sentence: Sentence) -> Answer | None:
        """Return the answer that a sentence opens with."""
        begin = self._turned_to(sentence)
        lead = self._lead_length(sentence, begin)
        opening = [
            (hit, said)
            for hit, said in self._patterns.find(sentence.tagged)
            if begin <= hit.start <= lead
        ]
        strong = {hit.start for hit, _ in self._strong.find(sentence.tagged)}
        for hit, said in sorted(opening, key=_first_and_longest):
            if hit.start in strong or self._nearly_over(sentence, hit.start, hit.end):
                return "unsure" if self._taken_back(sentence, hit, said) else said
        return None

    def _taken_back(self, sentence: Sentence, hit: Hit, said: Answer) -> bool:
        """Whether a weak yes is followed by doubt ("kind of, but can't tell")."""
        if said != "yes" or sentence.tokens[hit.start].form in self._bare:
            return False
        strong = {later.start for later, _ in self._strong.find(sentence.tagged)}
        return any(
            later.start >= hit.end and later.start in strong and other != "yes"
            for later, other in self._patterns.find(sentence.tagged)
        )

    def answers_at(self, sentence: Sentence) -> list[tuple[int, int, Answer]]:
        """Return where bare answers stand in a sentence, with their ends."""
        found = [
            (hit.start, hit.end, said)
            for hit, said in self._patterns.find(sentence.tagged)
            if len(hit.tokens) == 1 and sentence.tokens[hit.start].form in self._bare
        ]
        return sorted(found)

    def _anywhere(self, sentences: Sequence[Sentence]) -> Answer | None:
        """Return an answer at the end of a sentence, or doubt anywhere in the text."""
        doubt: Answer | None = None
        for sentence in sentences:
            strong = {hit.start for hit, _ in self._strong.find(sentence.tagged)}
            found = self._patterns.find(sentence.tagged)
            for hit, said in found:
                word = sentence.tokens[hit.start].form
                if any(o.start < hit.start and hit.end <= o.end for o, _ in found):
                    continue
                if hit.end == len(sentence.tokens) and word in self._bare:
                    return said
                if said == "unsure" and hit.start in strong:
                    doubt = "unsure"
        return doubt

    def _nearly_over(self, sentence: Sentence, start: int, end: int) -> bool:
        following = sentence.tokens[end:]
        if not following or not following[0].is_word:
            return True
        if sentence.tokens[start].form in self._whole:
            return False
        words = [token for token in following if token.form not in self._lead]
        return len(words) <= _FEW

    def _turned_to(self, sentence: Sentence) -> int:
        """Return where a reply goes on after "no wait"; 0 when it does not begin so."""
        turns = self._turning.find(sentence.tagged)
        return max((hit.end for hit, _ in turns if hit.start == 0), default=0)

    def _lead_length(self, sentence: Sentence, begin: int) -> int:
        """Return up to which token a beginning says nothing ("well, um, ...")."""
        for place in range(begin, min(begin + _LEAD, len(sentence.tokens))):
            token = sentence.tokens[place]
            if token.form not in self._lead and token.is_word:
                return place
        return begin + _LEAD


def _first_and_longest(entry: tuple[Hit, Answer]) -> tuple[int, int]:
    return (entry[0].start, -len(entry[0].tokens))
