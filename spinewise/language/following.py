"""What the words after a sign make of it: "Fever? My wife.", "... It has gone now."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spinewise.language import entries
from spinewise.language.assertion import Reach
from spinewise.language.clauses import Sentence
from spinewise.language.findings import Heard
from spinewise.language.marked import WRITER, Marked
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader
from spinewise.language.replies import Answer, ReplyWords

# "fever? no": a question of up to so many words is answered by the next sentence.
_SHORT_QUESTION = 9
# "I had a fever. It is gone.": a sentence of up to so many words may end it.
_SHORT_REFERENCE = 7
# "All of that went away afterwards and has not come back."
_REFERENCE = 12
# "..., and it has (since yesterday)": so few words may follow.
_FEW_MORE = 3
# "Stopped in 2020.", "That was my sister.": so near its start a sentence answers.
_OPENING = 3
# "His legs went. Poor man. Mine went too.": in so many sentences, its own among them.
_SOON = 3
# "Not me too", "if it comes back".
_UNDONE = frozenset({"negation", "hypothetical"})
_ANSWERS = frozenset({"other", "past", "resolved"})


class Part(Protocol):
    """What is known of one sentence."""

    sentence: Sentence
    findings: list[Heard]
    reaches: list[Reach]
    marked: Marked


class Following:
    """Reads on after a sign."""

    def __init__(self, cues: entries.Cues, replies: ReplyWords, reader: Reader) -> None:
        """Compile the words that go back to what was said before."""
        self._replies = replies
        self._confirming: Patterns[None] = reader.compile(
            (text, None) for text in cues.confirming
        )
        self._echoing: Patterns[None] = reader.compile(
            (text, None) for text in cues.echoing
        )
        self._returning: Patterns[None] = reader.compile(
            (text, None) for text in cues.returning
        )
        self._eased: Patterns[None] = reader.compile(
            (text, None) for text in cues.eased.say
        )
        self._easing = frozenset(cues.eased.findings)
        self._referring = frozenset(cues.people.referring)
        self._over = frozenset(cues.people.referring_ends)
        self._before = frozenset(cues.people.referring_before)
        self._joining = frozenset(cues.people.joining)

    def reply(self, parts: Sequence[Part], number: int) -> Answer | None:
        """Return the answer that the writer gives to a short question of their own."""
        if not self._is_asked(parts, number):
            return None
        return self._replies.opening(parts[number + 1].sentence)

    def told_of(self, parts: Sequence[Part], number: int) -> set[str]:
        """Return the kinds of cue that answer a short question.

        "Night pain? My flatmate." and "Blood thinners? Stopped in 2020."
        """
        if not self._is_asked(parts, number) or parts[number + 1].findings:
            return set()
        if WRITER in parts[number].marked.people:
            return set()
        answer = parts[number + 1]
        kinds = {str(r.cue.kind) for r in answer.reaches if r.word < _OPENING}
        kinds &= _ANSWERS
        if _opens_with_another(answer.marked):
            kinds.add("other")
        return kinds

    def is_over(self, parts: Sequence[Part], number: int, heard: Heard) -> bool:
        """Whether what follows a sign says that it is over."""
        return (
            self._ended_next(parts, number)
            or self._ended_after(parts[number].sentence, heard.hit)
            or (heard.finding in self._easing and self.is_eased(parts, number))
        )

    def is_confirmed(self, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether a question is followed by "it is happening to me"."""
        sentence = parts[number].sentence
        if any(said.start >= hit.end for said, _ in self._confirmed_in(sentence)):
            return True
        if "?" not in sentence.mark or number + 1 >= len(parts):
            return False
        return bool(self._confirmed_in(parts[number + 1].sentence))

    def is_echoed(self, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether the writer has what somebody else has: "Mine went too"."""
        return self._said_after(self._echoing, parts, number, hit)

    def is_back(self, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether what was over is there again: "It came back today"."""
        return self._said_after(self._returning, parts, number, hit)

    @staticmethod
    def _said_after(
        words: Patterns[None], parts: Sequence[Part], number: int, hit: Hit
    ) -> bool:
        """Whether words stand after a hit, or in the next two sentences, undenied."""
        return any(
            (part is not parts[number] or said.start >= hit.end)
            and not any(
                reach.cue.kind in _UNDONE and reach.touches(said)
                for reach in part.reaches
            )
            for part in parts[number : number + _SOON]
            for said, _ in words.find(part.sentence.tagged)
        )

    def _is_asked(self, parts: Sequence[Part], number: int) -> bool:
        sentence = parts[number].sentence
        asked = "?" in sentence.mark and len(sentence.tokens) <= _SHORT_QUESTION
        return asked and number + 1 < len(parts)

    def _ended_next(self, parts: Sequence[Part], number: int) -> bool:
        """Whether the next sentence says that what was told is over."""
        if number + 1 >= len(parts):
            return False
        following = parts[number + 1]
        tokens = following.sentence.tokens
        if any(token.form in self._before for token in tokens):
            return False
        if len(tokens) > _REFERENCE or tokens[0].form not in self._referring:
            return False
        if any(reach.cue.kind == "ongoing" for reach in following.reaches):
            return False
        return not following.findings and (
            tokens[-1].form in self._over
            or any(reach.cue.kind == "resolved" for reach in following.reaches)
        )

    def _ended_after(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether the next clause says that it is over ("..., but it has stopped")."""
        end = sentence.clause_at(hit.end - 1)[1]
        following = sentence.tokens[end : sentence.clause_at(end)[1]]
        forms = [token.form for token in following if token.form not in self._joining]
        if not forms or len(forms) > _SHORT_REFERENCE:
            return False
        return forms[0] in self._referring and forms[-1] in self._over

    def is_eased(self, parts: Sequence[Part], number: int) -> bool:
        """Whether a later sentence tells of less: "Monday a ten. Today it's a two".

        Meant for the findings that `eased` in cues.yml names, and for the pain score.
        """
        return any(
            self._eased.find(later.sentence.tagged)
            and not any(heard.finding in self._easing for heard in later.findings)
            for later in parts[number + 1 :]
        )

    def _confirmed_in(self, sentence: Sentence) -> list[tuple[Hit, None]]:
        count = len(sentence.tokens)
        found = self._confirming.find(sentence.tagged)
        return [(hit, said) for hit, said in found if count - hit.end <= _FEW_MORE]


def _opens_with_another(marked: Marked) -> bool:
    """Whether somebody else than the writer is named at once, and stays the subject."""
    first = min(marked.named, default=_OPENING)
    if first >= _OPENING or WRITER in marked.people[:first]:
        return False
    named = marked.people[first]
    after = next((p for p in marked.people[first:] if p != named), named)
    return after not in (WRITER, "")
