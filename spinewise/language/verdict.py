"""Weigh everything that bears on a finding and decide what is claimed about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spinewise.language import entries
from spinewise.language.assertion import Reach, claims
from spinewise.language.clauses import Sentence
from spinewise.language.complaint import Told
from spinewise.language.facts import Fact
from spinewise.language.findings import Heard as HeardFinding
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.people import UNNAMED, WRITER, Marked, People
from spinewise.language.reader import Reader
from spinewise.language.replies import Answer, ReplyWords
from spinewise.triage.types import Assertion

# "fever? no": a question of up to so many words is answered by the next sentence.
_SHORT_QUESTION = 9
# "fever no weight loss yes": from so many answers on, a run-on sentence is a list.
_LIST_ANSWERS = 2
# "fever no, ...": so many words may stand between a finding and its answer.
_NEAR = 2
# "I had a fever. It is gone.": a sentence of up to so many words may end it.
_SHORT_REFERENCE = 7
# "All of that went away afterwards and has not come back."
_REFERENCE = 12
# "..., and it has (since yesterday)": so few words may follow.
_FEW_MORE = 3
_NOT_NOW = frozenset(
    {"other", "negation", "past", "resolved", "old", "hypothetical", "uncertain"}
)
# Concepts of cues.yml: finite verbs.
_VERBS = ("cue_verb_now", "cue_verb_then")
_REPLIES = {
    "yes": Assertion.PRESENT,
    "no": Assertion.ABSENT,
    "unsure": Assertion.UNCERTAIN,
}


@dataclass(slots=True)
class Part:
    """One sentence with all that was found in it."""

    sentence: Sentence
    findings: list[HeardFinding]
    complaints: list[Told]
    regions: list[Told]
    reaches: list[Reach]
    marked: Marked
    facts: list[Fact]
    drugs: list[tuple[Hit, str]]
    # The first words of the sentence, so many, stand in a list that is denied.
    denied_to: int = 0
    denial_doubtful: bool = False
    # The writer is not named here, and elsewhere says how they are themselves.
    aside: bool = False

    def person(self, hit: Hit) -> str:
        """Return whose body the words of a hit are about."""
        return self.marked.person(hit)

    def whose(self, hit: Hit) -> str:
        """Return whom a fact is about, also where the words name them ("my son, 8")."""
        return self.marked.people[hit.end - 1]


class Judge:
    """Decides the assertion of findings."""

    def __init__(
        self,
        cues: entries.Cues,
        replies: ReplyWords,
        people: People,
        reader: Reader,
        old_is_uncertain: Iterable[str],
    ) -> None:
        """Keep the word sets that decide."""
        self._replies = replies
        self._people = people
        self._confirming: Patterns[None] = reader.compile(
            (text, None) for text in cues.confirming
        )
        self._contrast: Patterns[None] = reader.compile(
            (text, None) for text in cues.people.contrast
        )
        self._anyones = frozenset(cues.people.anyones)
        self._anyones_now = frozenset(cues.people.anyones_now)
        self._old = frozenset(old_is_uncertain)
        self._questions = frozenset(cues.question_starts)
        self._first_person = frozenset(cues.people.writer)
        self._referring = frozenset(cues.people.referring)
        self._over = frozenset(cues.people.referring_ends)
        self._before = frozenset(cues.people.referring_before)
        self._eases = frozenset(cues.people.easing_is_sign)
        self._thoughts = frozenset(cues.people.thought_is_sign)
        self._shared = frozenset(cues.people.shared)
        self._joining = frozenset(cues.people.joining)

    def note_asides(self, parts: Sequence[Part]) -> None:
        """Mark the sentences of others' troubles: "Sarah had a fever. Mine is sore"."""
        own = [bool(self._contrast.find(part.sentence.tagged)) for part in parts]
        for part, is_own in zip(parts, own, strict=True):
            part.aside = any(own) and not is_own and WRITER not in part.marked.people

    def claim(
        self, parts: Sequence[Part], number: int, heard: HeardFinding, patient: str
    ) -> Assertion | None:
        """Return what is claimed about a finding of sentence `number`, None if nothing."""
        part = parts[number]
        claim = self._claim(part, heard, patient, self._reply_to(parts, number))
        if heard.finding in self._eases:
            return claim
        if claim == Assertion.PRESENT and (
            self._ended_next(parts, number)
            or self._ended_after(part.sentence, heard.hit)
        ):
            return Assertion.PAST
        if claim == Assertion.UNCERTAIN and self._confirmed(parts, number, heard.hit):
            return Assertion.PRESENT
        return claim

    def _claim(
        self, part: Part, heard: HeardFinding, patient: str, reply: Answer | None
    ) -> Assertion | None:
        kinds = claims(heard.hit, heard.finding, part.reaches)
        if heard.hit.end <= part.denied_to:
            kinds.add("uncertain" if part.denial_doubtful else "negation")
        if "intended" in kinds:
            return None
        if heard.finding in self._eases:
            kinds.discard("resolved")
        if heard.finding in self._thoughts and WRITER in part.marked.people:
            kinds.discard("hypothetical")
        shared = heard.finding in self._shared
        named = self._people.names_another(part.sentence, heard.hit)
        if named and patient == WRITER and heard.finding not in self._anyones:
            # "Sarah from work couldn't feel her legs. My back is just stiff."
            kinds.add("other")
        if part.aside and patient == WRITER and not shared:
            person = part.person(heard.hit)
            if person == UNNAMED and heard.finding not in self._anyones:
                kinds.add("other")
            elif person == UNNAMED or (person == "" and _has_subject(part, heard.hit)):
                kinds.add("uncertain")
        if not shared and (
            "other" in kinds or not same_person(part.person(heard.hit), patient)
        ):
            if (
                patient == WRITER
                and not kinds & _NOT_NOW
                and part.marked.is_carried(heard.hit)
            ):
                # "Mum came round. Poo leaks out": hers by grammar, the writer's by
                # sense, so it is asked about.
                return Assertion.UNCERTAIN
            own = part.person(heard.hit) == WRITER and "other" not in kinds
            if own and not kinds & _NOT_NOW:
                # "I pooed myself. Wife had a look: ...": whoever the patient seems to
                # be, the writer's own sign is not passed over.
                return Assertion.UNCERTAIN
            return self._of_another(part, heard, kinds)
        inline = self._inline_reply(part.sentence, heard.hit)
        if inline or reply:
            return _REPLIES[inline or reply or ""]
        if "negation" in kinds and "uncertain" not in kinds:
            return Assertion.ABSENT
        if kinds & {"uncertain", "hypothetical"} or self._general(part.sentence):
            return Assertion.UNCERTAIN
        if "recent" in kinds:
            kinds.discard("past")
        if "ongoing" not in kinds:
            if kinds & {"past", "resolved"}:
                return Assertion.PAST
            if "old" in kinds and heard.finding in self._old:
                return Assertion.UNCERTAIN
        return Assertion.UNCERTAIN if heard.doubtful else Assertion.PRESENT

    def _reply_to(self, parts: Sequence[Part], number: int) -> Answer | None:
        """Return the answer that the writer gives to a short question of their own."""
        sentence = parts[number].sentence
        asked = "?" in sentence.mark and len(sentence.tokens) <= _SHORT_QUESTION
        if not asked or number + 1 >= len(parts):
            return None
        return self._replies.opening(parts[number + 1].sentence)

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

    def _confirmed(self, parts: Sequence[Part], number: int, hit: Hit) -> bool:
        """Whether a question is followed by "it is happening to me"."""
        sentence = parts[number].sentence
        if any(said.start >= hit.end for said, _ in self._confirmed_in(sentence)):
            return True
        if "?" not in sentence.mark or number + 1 >= len(parts):
            return False
        return bool(self._confirmed_in(parts[number + 1].sentence))

    def _confirmed_in(self, sentence: Sentence) -> list[tuple[Hit, None]]:
        count = len(sentence.tokens)
        found = self._confirming.find(sentence.tagged)
        return [(hit, said) for hit, said in found if count - hit.end <= _FEW_MORE]

    def _of_another(
        self, part: Part, heard: HeardFinding, kinds: set[str]
    ) -> Assertion:
        """Return the claim about somebody who is not the patient.

        An emergency that is told as happening now counts whoever has it: that person
        is a patient too.
        """
        anyones = heard.finding in self._anyones
        if heard.finding in self._anyones_now:
            anyones = "ongoing" in kinds
        if (
            anyones
            and not kinds & _NOT_NOW
            and not self._general(part.sentence)
            and self._people.is_now(part.sentence, part.marked, heard.hit)
        ):
            return Assertion.PRESENT
        return Assertion.OTHER_PERSON

    def _inline_reply(self, sentence: Sentence, hit: Hit) -> Answer | None:
        """Return the answer after a hit in "fever no weight loss no cant pee yes"."""
        answers = self._replies.answers_at(sentence)
        count = len(sentence.tokens)
        for start, end, said in answers:
            between = sentence.tokens[hit.end : start]
            closed = end == count or sentence.tokens[end].form == ","
            near = len(between) <= _NEAR and all(token.is_word for token in between)
            if start >= hit.end and closed and near:
                return said
        if len(answers) < _LIST_ANSWERS or answers[-1][1] != count or not answers[0][0]:
            return None
        return next((said for start, _, said in answers if start >= hit.end), None)

    def _general(self, sentence: Sentence) -> bool:
        """Whether it is a question about something in general, not about the writer."""
        if "?" not in sentence.mark or not sentence.tokens:
            return False
        if sentence.tokens[0].form not in self._questions:
            return False
        return self._first_person.isdisjoint(sentence.tagged.words)


def _has_subject(part: Part, hit: Hit) -> bool:
    """Whether a verb stands inside or before a hit that does not begin its sentence."""
    verbs = (part.sentence.tagged.concepts.get(name, {}) for name in _VERBS)
    return hit.start > 0 and any(n and n < hit.end for found in verbs for n in found)


def same_person(person: str, patient: str) -> bool:
    """Whether a person who is spoken of is, or may be, the patient."""
    if patient == WRITER:
        # "He" without anybody named is most often the doctor who is quoted.
        return person in (WRITER, UNNAMED, "")
    return person in (patient, UNNAMED, "") or patient == UNNAMED != person != WRITER
