"""The public door of this package: `Listener.hear` turns a text into what it says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spinewise.language import lexicon
from spinewise.language.assertion import Cues, Reach, claims
from spinewise.language.clauses import Sentence
from spinewise.language.complaint import NONE, UNKNOWN, ComplaintWords, Told, first_of
from spinewise.language.facts import Fact, FactWords, Today
from spinewise.language.findings import Findings, Heard as HeardFinding
from spinewise.language.patterns import Hit
from spinewise.language.people import (
    UNNAMED,
    WRITER,
    Evidence,
    Marked,
    People,
    patient_of,
)
from spinewise.language.reader import Reader
from spinewise.language.replies import Answer, ReplyWords
from spinewise.triage.types import Assertion, Mention, Profile

# "fever? no": a question of up to so many words is answered by the next sentence.
_SHORT_QUESTION = 9
# "fever no weight loss yes": from so many answers on, a run-on sentence is a list.
_LIST_ANSWERS = 2
# "fever no, ...": so many words may stand between a finding and its answer.
_NEAR = 2
# "I had a fever. It is gone.": a sentence of up to so many words may end it.
_SHORT_REFERENCE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one text says."""

    mentions: tuple[Mention, ...] = ()
    profile: Profile = Profile()
    complaint: str = NONE
    region: str = UNKNOWN
    answer: Answer | None = None
    about_other: bool = False


@dataclass(slots=True)
class _Part:
    """One sentence with all that was found in it."""

    sentence: Sentence
    findings: list[HeardFinding]
    complaints: list[Told]
    regions: list[Told]
    reaches: list[Reach]
    marked: Marked
    facts: list[Fact]
    drugs: list[tuple[Hit, str]]

    def person(self, hit: Hit) -> str:
        """Return whose body the words of a hit are about."""
        return self.marked.person(hit)


class Listener:
    """Hears findings, facts, complaint and answer in a text.

    `old_is_uncertain` are findings that are asked about when said to be old and
    unchanged; `history` are those that belong to a person's past (cancer), so that a
    relative who once had one does not become the patient.
    """

    def __init__(
        self,
        words: lexicon.Lexicon,
        *,
        old_is_uncertain: Iterable[str] = (),
        history: Iterable[str] = (),
        today: Today = datetime.date.today,
    ) -> None:
        """Compile the lexicon once; hearing then changes nothing in the listener."""
        self._old = frozenset(old_is_uncertain)
        self._history = frozenset(history)
        self._temperature = words.facts.temperature
        self._reader = Reader(words)
        self._findings = Findings(words.phrases, words.facts.medicines, self._reader)
        self._cues = Cues(words.cues.cues, self._reader)
        self._people = People(words.cues.people, words.facts.relatives, self._reader)
        self._complaint = ComplaintWords(words.complaint, self._reader)
        self._facts = FactWords(words.facts, self._reader, today)
        self._replies = ReplyWords(words.cues.replies, self._reader)
        if self._reader.problems:
            raise lexicon.LexiconError(self._reader.problems)
        self._questions = frozenset(words.cues.question_starts)
        self._referring = frozenset(words.cues.people.referring)
        self._over = frozenset(words.cues.people.referring_ends)
        self._shared = frozenset(words.cues.people.shared)
        self._first_person = frozenset(words.cues.people.writer)

    def hear(
        self, text: str, *, expecting: str | None = None, in_back_talk: bool = False
    ) -> Heard:
        """Return what the text says; never raises, whatever the text.

        `expecting` is the question that was asked, so that a bare number is understood;
        `in_back_talk` says that the conversation is about a back already.
        """
        sentences = self._reader.read(text)
        marks = self._people.mark(sentences)
        parts = [
            self._part(number, sentence, marked, expecting)
            for number, (sentence, marked) in enumerate(zip(sentences, marks, strict=True))
        ]
        patient = patient_of(list(self._evidence(parts)))
        complaints = [t for p in parts for t in p.complaints if _told(p, t, patient)]
        regions = [t for p in parts for t in p.regions if _told(p, t, patient)]
        complaint = first_of(complaints, NONE)
        about_back = in_back_talk or complaint != NONE
        mentions = list(self._mentions(text, parts, patient, about_back))
        profile = self._profile(parts, patient)
        mentions += self._fever(text, parts, profile, patient)
        return Heard(
            mentions=tuple(sorted(set(mentions), key=_mention_order)),
            profile=profile,
            complaint=complaint,
            region=first_of(regions, UNKNOWN) if complaint != NONE else UNKNOWN,
            answer=self._replies.answer(sentences) or _implied(mentions),
            about_other=patient != WRITER,
        )

    def _part(
        self, number: int, sentence: Sentence, marked: Marked, expecting: str | None
    ) -> _Part:
        complaints, regions = self._complaint.told(sentence)
        return _Part(
            sentence,
            self._findings.find(sentence),
            complaints,
            regions,
            self._cues.reaches(sentence),
            marked,
            self._facts.find(number, sentence, expecting),
            self._facts.medicines(sentence),
        )

    def _evidence(self, parts: Sequence[_Part]) -> Iterable[Evidence]:
        for part in parts:
            for told in part.complaints:
                person = part.marked.at(told.hit.end - 1)
                if not self._people.never_patient(person):
                    yield Evidence(person, current=True)
            for heard in part.findings:
                person = part.person(heard.hit)
                current = heard.finding not in self._history
                if part.marked.owns(heard.hit) or heard.finding in self._shared:
                    continue
                if not self._people.never_patient(person):
                    yield Evidence(person, current)

    @staticmethod
    def _is(part: _Part, hit: Hit, patient: str) -> bool:
        return _same(part.person(hit), patient)

    def _mentions(
        self, text: str, parts: Sequence[_Part], patient: str, about_back: bool
    ) -> Iterable[Mention]:
        for number, part in enumerate(parts):
            reply = self._reply_to(parts, number)
            for heard in part.findings:
                if heard.needs_context and not about_back:
                    continue
                claim = self._claim(part, heard, patient, reply)
                if claim == Assertion.PRESENT and self._ended_next(parts, number):
                    claim = Assertion.PAST
                if claim is not None:
                    yield _mention(text, part.sentence, heard.hit, heard.finding, claim)

    def _claim(
        self, part: _Part, heard: HeardFinding, patient: str, reply: Answer | None
    ) -> Assertion | None:
        kinds = claims(heard.hit, heard.finding, part.reaches)
        if "intended" in kinds:
            return None
        shared = heard.finding in self._shared
        if not shared and ("other" in kinds or not self._is(part, heard.hit, patient)):
            return Assertion.OTHER_PERSON
        inline = self._inline_reply(part.sentence, heard.hit)
        if inline or reply:
            return _REPLIES[inline or reply or ""]
        if "negation" in kinds and "uncertain" not in kinds:
            return Assertion.ABSENT
        if kinds & {"uncertain", "hypothetical"} or self._general(part.sentence):
            return Assertion.UNCERTAIN
        if "ongoing" not in kinds:
            if kinds & {"past", "resolved"}:
                return Assertion.PAST
            if "old" in kinds and heard.finding in self._old:
                return Assertion.UNCERTAIN
        return Assertion.UNCERTAIN if heard.doubtful else Assertion.PRESENT

    def _reply_to(self, parts: Sequence[_Part], number: int) -> Answer | None:
        """Return the answer that the writer gives to a short question of their own."""
        sentence = parts[number].sentence
        asked = "?" in sentence.mark and len(sentence.tokens) <= _SHORT_QUESTION
        if not asked or number + 1 >= len(parts):
            return None
        return self._replies.opening(parts[number + 1].sentence)

    def _ended_next(self, parts: Sequence[_Part], number: int) -> bool:
        """Whether the next sentence says that what was told is over."""
        if number + 1 >= len(parts):
            return False
        following = parts[number + 1]
        tokens = following.sentence.tokens
        if len(tokens) > _SHORT_REFERENCE or tokens[0].form not in self._referring:
            return False
        return not following.findings and (
            tokens[-1].form in self._over
            or any(reach.cue.kind == "resolved" for reach in following.reaches)
        )

    def _inline_reply(self, sentence: Sentence, hit: Hit) -> Answer | None:
        """Return the answer after a hit in "fever no weight loss no cant pee yes"."""
        answers = self._replies.answers_at(sentence)
        count = len(sentence.tokens)
        for start, end, said in answers:
            between = sentence.tokens[hit.end : start]
            closed = end == count or sentence.tokens[end].form == ","
            if start >= hit.end and closed and len(between) <= _NEAR:
                if all(token.is_word for token in between):
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

    def _profile(self, parts: Sequence[_Part], patient: str) -> Profile:
        facts = [
            fact for part in parts for fact in part.facts if self._is(part, fact.hit, patient)
        ]
        drugs = [
            name
            for part in parts
            for hit, name in part.drugs
            if self._is(part, hit, patient)
            and not claims(hit, "", part.reaches) & {"negation", "hypothetical"}
        ]
        told = {number for number, part in enumerate(parts) if part.complaints}
        profile = self._facts.profile(facts, told, drugs)
        relative = self._people.relative(patient)
        if relative is None:
            return profile
        age = profile.age if profile.age is not None else relative.age
        return replace(profile, age=age, sex=relative.sex or profile.sex)

    def _fever(
        self, text: str, parts: Sequence[_Part], profile: Profile, patient: str
    ) -> Iterable[Mention]:
        """Turn a measured temperature into the finding that it is."""
        if profile.temperature is None:
            return
        high = profile.temperature >= self._temperature.at_least
        claim = Assertion.PRESENT if high else Assertion.ABSENT
        for part in parts:
            for fact in part.facts:
                if fact.name.startswith("temperature") and self._is(part, fact.hit, patient):
                    name = self._temperature.finding
                    if any(h.finding == name and high for h in part.findings):
                        continue
                    yield _mention(text, part.sentence, fact.hit, name, claim)
                    return


def _told(part: _Part, told: Told, patient: str) -> bool:
    return _same(part.marked.at(told.hit.end - 1), patient)


def _same(person: str, patient: str) -> bool:
    """Whether a person who is spoken of is, or may be, the patient."""
    if patient == WRITER:
        return person in (WRITER, "")
    return person in (patient, UNNAMED, "") or patient == UNNAMED != person != WRITER


_REPLIES = {
    "yes": Assertion.PRESENT,
    "no": Assertion.ABSENT,
    "unsure": Assertion.UNCERTAIN,
}


def _mention(
    text: str, sentence: Sentence, hit: Hit, finding: str, claim: Assertion
) -> Mention:
    start = sentence.tokens[hit.start].start
    end = sentence.tokens[hit.end - 1].end
    return Mention(
        finding=finding, assertion=claim, quote=text[start:end], start=start, end=end
    )


def _implied(mentions: Sequence[Mention]) -> Answer | None:
    """Return the answer in a reply that only denies findings, or only doubts them."""
    claims_made = {mention.assertion for mention in mentions}
    if claims_made == {Assertion.ABSENT}:
        return "no"
    return "unsure" if claims_made == {Assertion.UNCERTAIN} else None


def _mention_order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.start, mention.end, mention.finding, mention.assertion)
