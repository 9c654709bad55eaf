"""Weigh everything that bears on a finding and decide what is claimed about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spinewise.language import entries
from spinewise.language.assertion import DISTANT, Reach, claims
from spinewise.language.clauses import Sentence
from spinewise.language.complaint import Told
from spinewise.language.doubts import Doubts
from spinewise.language.facts import Fact
from spinewise.language.findings import Heard as HeardFinding
from spinewise.language.following import Following
from spinewise.language.marked import UNNAMED, WRITER, Marked
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.people import FINITE_VERBS, People
from spinewise.language.reader import Reader
from spinewise.language.replies import Answer, ReplyWords
from spinewise.triage.types import Assertion

# "fever no weight loss yes": from so many answers on, a run-on sentence is a list.
_LIST_ANSWERS = 2
# "fever no, ...": so many words may stand between a finding and its answer.
_NEAR = 2
_NOT_NOW = frozenset(
    {"other", "negation", "past", "resolved", "old", "hypothetical", "uncertain"}
)
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
    # The writer is not named here, and elsewhere says how they are themselves, or
    # at least that they are well.
    aside: bool = False
    beside_well: bool = False

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
        self._following = Following(cues, replies, reader)
        self._contrast: Patterns[None] = reader.compile(
            (text, None) for text in cues.people.contrast
        )
        self._well: Patterns[None] = reader.compile(
            (text, None) for text in cues.people.well
        )
        self._anyones = frozenset(cues.people.anyones)
        self._anyones_now = frozenset(cues.people.anyones_now)
        self._old = frozenset(old_is_uncertain)
        self._questions = frozenset(cues.question_starts)
        self._first_person = frozenset(cues.people.writer)
        self._eases = frozenset(cues.people.easing_is_sign)
        self._thoughts = frozenset(cues.people.thought_is_sign)
        self._shared = frozenset(cues.people.shared)

    def note_asides(self, parts: Sequence[Part]) -> None:
        """Mark the sentences of others' troubles: "Sarah had a fever. Mine is sore"."""
        own = [bool(self._contrast.find(part.sentence.tagged)) for part in parts]
        well = any(self._well.find(part.sentence.tagged) for part in parts)
        for part, is_own in zip(parts, own, strict=True):
            apart = not is_own and WRITER not in part.marked.people
            part.aside = any(own) and apart
            part.beside_well = well and apart

    def is_eased(self, parts: Sequence[Part], number: int) -> bool:
        """Whether the pain of sentence `number` is less in a later one."""
        return self._following.is_eased(parts, number)

    def claim(
        self, parts: Sequence[Part], number: int, heard: HeardFinding, patient: str
    ) -> Assertion | None:
        """Return what is claimed about a finding of sentence `number`, None if nothing."""
        part = parts[number]
        told = self._following.told_of(parts, number)
        reply = self._following.reply(parts, number)
        claim = self._claim(part, heard, patient, reply, told)
        if heard.finding in self._eases:
            return claim
        if claim == Assertion.PRESENT and self._following.is_over(parts, number, heard):
            return Assertion.PAST
        if claim == Assertion.OTHER_PERSON and self._following.is_echoed(
            parts, number, heard.hit
        ):
            return Assertion.UNCERTAIN
        if claim == Assertion.PAST and self._following.is_back(
            parts, number, heard.hit
        ):
            return Assertion.UNCERTAIN
        if claim == Assertion.UNCERTAIN and self._following.is_confirmed(
            parts, number, heard.hit
        ):
            return Assertion.PRESENT
        return claim

    def _claim(
        self,
        part: Part,
        heard: HeardFinding,
        patient: str,
        reply: Answer | None,
        told: set[str],
    ) -> Assertion | None:
        kinds = claims(heard.hit, heard.finding, part.reaches) | told
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
        if part.beside_well and part.person(heard.hit) == UNNAMED and not shared:
            # "The host told of her clot, and gasping. I breathe just fine."
            kinds.add("uncertain")
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
        if DISTANT in kinds and kinds.isdisjoint({"ongoing", "recent"}):
            # "in 1994 I lost control, which I would not wish upon anyone"
            return Assertion.PAST
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


Claimed = tuple[int, HeardFinding, Assertion]


def settled(
    parts: Sequence[Part], claimed: Sequence[Claimed], doubts: Doubts | None
) -> Iterator[Claimed]:
    """Yield claims, each with the number of its sentence, uncertain when in doubt.

    A sign that is nobody's and is denied elsewhere ("Kidney stones hurt like
    childbirth. ... so I guess no stone") is in doubt, and with `doubts` one that is told
    with the words of another story.
    """
    denied = {
        (heard.finding, number)
        for number, heard, claim in claimed
        if claim == Assertion.ABSENT
    }
    for number, heard, claim in claimed:
        elsewhere = any(
            finding == heard.finding and place != number for finding, place in denied
        )
        owned = WRITER in parts[number].marked.people
        if claim == Assertion.PRESENT:
            doubt = doubts and doubts.about(heard.finding, parts, number, heard.hit)
            unsure = elsewhere and not owned
            claim = doubt or (Assertion.UNCERTAIN if unsure else claim)
        yield number, heard, claim


def _has_subject(part: Part, hit: Hit) -> bool:
    """Whether a verb stands inside or before a hit that does not begin its sentence."""
    verbs = (part.sentence.tagged.concepts.get(name, {}) for name in FINITE_VERBS)
    return hit.start > 0 and any(n and n < hit.end for found in verbs for n in found)


def same_person(person: str, patient: str) -> bool:
    """Whether a person who is spoken of is, or may be, the patient."""
    if patient == WRITER:
        # "He" without anybody named is most often the doctor who is quoted.
        return person in (WRITER, UNNAMED, "")
    return person in (patient, UNNAMED, "") or patient == UNNAMED != person != WRITER
