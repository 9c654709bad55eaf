"""The public door of this package: `Listener.hear` turns a text into what it says."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spinewise.language import entries
from spinewise.language.assertion import DISTANT, Cues, claims, denied
from spinewise.language.clauses import Sentence
from spinewise.language.compiling import collector_paused
from spinewise.language.complaint import NONE, UNKNOWN, ComplaintWords, Told, first_of
from spinewise.language.doubts import Doubts, words_around
from spinewise.language.facts import Fact, FactWords
from spinewise.language.findings import Findings
from spinewise.language.lexicon import LexiconError
from spinewise.language.lists import DeniedLists
from spinewise.language.marked import UNNAMED, WRITER, Marked
from spinewise.language.measured import OF_NOW, fever_of, not_now
from spinewise.language.mentions import implied_answer, mention_of, reading_order
from spinewise.language.patient import Evidence, patient_of
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.people import People
from spinewise.language.reader import Reader, Today
from spinewise.language.replies import Answer, ReplyWords
from spinewise.language.second_ear import SecondEar
from spinewise.language.tongue import Tongues
from spinewise.language.verdict import Judge, Part, same_person, settled
from spinewise.triage.types import Assertion, Likeness, Mention, Profile

# Facts that are told of doctors and of others who are not the patient as well.
_OF_ANYONE = frozenset({"age", "sex"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one text says."""

    mentions: tuple[Mention, ...] = ()
    profile: Profile = field(default_factory=Profile)
    complaint: str = NONE
    region: str = UNKNOWN
    answer: Answer | None = None
    about_other: bool = False
    # Age and sex of somebody else; theirs who is the patient of the conversation.
    other: Profile = field(default_factory=Profile)
    likeness: Likeness | None = None
    language: str | None = None  # of a message that is not English


class Listener:
    """Hears findings, facts, complaint and answer in a text.

    `old_is_uncertain` are findings that are asked about when said to be old and
    unchanged; `history` are those that belong to a person's past (cancer), so that a
    relative who once had one does not become the patient; `at_any_time` are those whose
    past is what they are about; `doubted` are those that may
    be asked about when the words around them speak against them. `topic_of` gives the topic
    of a finding, which the second ear tells apart; without it there is no second ear.
    `languages` are the other languages that are recognised.
    """

    def __init__(
        self,
        words: entries.Lexicon,
        *,
        old_is_uncertain: Iterable[str] = (),
        history: Iterable[str] = (),
        at_any_time: Iterable[str] = (),
        doubted: Iterable[str] = (),
        topic_of: Callable[[str], str] | None = None,
        languages: Iterable[str] = (),
        today: Today = datetime.date.today,
    ) -> None:
        """Compile the lexicon once; hearing then changes nothing in the listener."""
        self._history = frozenset(history)
        self._at_any_time = frozenset(at_any_time)
        self._temperature = words.facts.temperature
        self._shared = frozenset(words.cues.people.shared)
        with collector_paused():
            self._compile(words, old_is_uncertain, today)
        self._tongues = Tongues(languages)
        self._doubts = Doubts(
            words.doubts, {*doubted} - {*words.cues.people.thought_is_sign}
        )
        self._ear = (
            SecondEar(words.examples, topic_of, self._reader.read) if topic_of else None
        )
        if self._reader.problems:
            raise LexiconError(self._reader.problems)

    def _compile(
        self, words: entries.Lexicon, old_is_uncertain: Iterable[str], today: Today
    ) -> None:
        self._reader = Reader(words, today)
        self._findings = Findings(words.phrases, words.facts.medicines, self._reader)
        self._cues = Cues(words.cues, self._reader)
        self._people = People(words.cues.people, words.facts.relatives, self._reader)
        self._complaint = ComplaintWords(words.complaint, self._reader)
        self._facts = FactWords(words.facts, self._reader, today)
        self._replies = ReplyWords(words.cues.replies, self._reader)
        self._own_back: Patterns[None] = self._reader.compile(
            (text, None) for text in words.cues.people.own_back
        )
        self._judge = Judge(
            words.cues, self._replies, self._people, self._reader, old_is_uncertain
        )
        self._lists = DeniedLists(words.cues.lists, self._reader)
        self._reader.read("")

    def prepare(self) -> None:
        """Do at once what would otherwise wait for the first message."""
        if self._ear is not None:
            self._ear.learn()

    def hear(self, text: str) -> Heard:
        """Return what the text says; never raises, whatever the text."""
        parts = self._parts(text)
        patient = patient_of(list(self._evidence(parts)))
        complaints = [t for p in parts for t in p.complaints if _told(p, t, patient)]
        regions = [t for p in parts for t in p.regions if _told(p, t, patient)]
        complaint = first_of(complaints, NONE)
        mentions = list(self._mentions(text, parts, patient, complaint != NONE))
        profile = self._profile(parts, patient)
        mentions += fever_of(text, parts, profile, patient, self._temperature)
        if not mentions and complaint == NONE and profile == Profile():
            # "No siento las piernas" is no "no".
            language = self._tongues.of(text, self._reader.forms)
            if language is not None:
                return Heard(language=language)
        return Heard(
            mentions=tuple(sorted(set(mentions), key=reading_order)),
            profile=profile,
            complaint=complaint,
            region=first_of(regions, UNKNOWN) if complaint != NONE else UNKNOWN,
            answer=self._replies.answer([part.sentence for part in parts])
            or implied_answer(mentions),
            about_other=patient != WRITER,
            other=self._other(parts) if patient == WRITER else Profile(),
            likeness=self._sounds_like(parts),
        )

    def _sounds_like(self, parts: Sequence[Part]) -> Likeness | None:
        return self._ear.listen(part.sentence for part in parts) if self._ear else None

    def words_around_signs(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield every finding named in a text, with the words around it."""
        parts = self._parts(text)
        for number, part in enumerate(parts):
            for heard in part.findings:
                around = words_around(parts, number, heard.hit)
                yield heard.finding, frozenset(around)

    def _parts(self, text: str) -> list[Part]:
        sentences = self._reader.read(text)
        marks = self._people.mark(sentences)
        parts = [
            self._part(number, sentence, marked)
            for number, (sentence, marked) in enumerate(
                zip(sentences, marks, strict=True)
            )
        ]
        self._lists.mark(parts)
        self._judge.note_asides(parts)
        return parts

    def _part(self, number: int, sentence: Sentence, marked: Marked) -> Part:
        complaints, regions = self._complaint.told(sentence)
        reaches = self._cues.reaches(sentence)
        places = {
            place for told in (*complaints, *regions) for place in told.hit.tokens
        }
        return Part(
            sentence,
            self._findings.find(sentence, places),
            [told for told in complaints if not denied(told.hit, reaches)],
            regions,
            reaches,
            marked,
            self._facts.find(number, sentence),
            self._facts.medicines(sentence),
        )

    def _evidence(self, parts: Sequence[Part]) -> Iterable[Evidence]:
        nobody = self._nobody(parts)
        for part in parts:
            if self._own_back.find(part.sentence.tagged):
                yield Evidence(WRITER, current=True, complaint=True)
            for told in part.complaints:
                person = part.marked.teller(told.hit)
                if person == "" and not part.marked.named:
                    person = nobody
                if not self._people.never_patient(person):
                    yield Evidence(person, current=True, complaint=True)
            for heard in part.findings:
                person = part.person(heard.hit)
                current = heard.finding not in self._history
                if part.marked.owns(heard.hit) or heard.finding in self._shared:
                    continue
                if not self._people.never_patient(person):
                    yield Evidence(person, current)

    def _nobody(self, parts: Sequence[Part]) -> str:
        """Return whose a complaint is that names nobody.

        "I'm 69. There is an ache in the spine" is the writer's; after "my son limps, his
        back is bent" it is the son's, unless the writer has something as well.
        """
        if not any(WRITER in part.marked.people for part in parts):
            return ""
        tellers = {
            part.marked.teller(told.hit) for part in parts for told in part.complaints
        }
        owners = {
            part.person(heard.hit)
            for part in parts
            for heard in part.findings
            if not part.marked.owns(heard.hit)
        }
        another = any(self._people.is_kin(person) for person in tellers)
        return "" if another and WRITER not in tellers | owners else WRITER

    @staticmethod
    def _is(part: Part, hit: Hit, patient: str) -> bool:
        return same_person(part.person(hit), patient)

    def _mentions(
        self, text: str, parts: Sequence[Part], patient: str, about_back: bool
    ) -> Iterable[Mention]:
        claimed = [
            (number, heard, claim)
            for number, part in enumerate(parts)
            for heard in part.findings
            if not (heard.without_back and about_back)
            and (claim := self._judge.claim(parts, number, heard, patient)) is not None
        ]
        # Carers tell of somebody else, and mean it.
        doubts = self._doubts if patient == WRITER else None
        for number, heard, claim in settled(parts, claimed, doubts):
            if claim is Assertion.PAST and heard.finding in self._at_any_time:
                claim = Assertion.PRESENT
            mention = mention_of(
                text, parts[number].sentence, heard.hit, heard.finding, claim
            )
            if claim is Assertion.PAST:
                kinds = claims(heard.hit, heard.finding, parts[number].reaches)
                mention = replace(mention, distant=DISTANT in kinds)
            yield mention

    def _of_a_doctor(self, part: Part, fact: Fact) -> bool:
        """Whether an age or a sex may be that of a doctor who is quoted ("he said")."""
        if fact.name not in _OF_ANYONE:
            return False
        word = part.sentence.tokens[fact.hit.start].form
        return part.person(fact.hit) == UNNAMED or self._people.is_pronoun(word)

    def _profile(self, parts: Sequence[Part], patient: str) -> Profile:
        facts = [
            fact
            for number, part in enumerate(parts)
            for fact in part.facts
            if same_person(part.whose(fact.hit), patient)
            and not (patient == WRITER and self._of_a_doctor(part, fact))
            and not (fact.name in OF_NOW and not_now(part, fact.hit))
            and not (fact.name == "pain" and self._judge.is_eased(parts, number))
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

    def _other(self, parts: Sequence[Part]) -> Profile:
        """Return age and sex as they are said of somebody else ("no, she is 50")."""
        facts = [
            fact
            for part in parts
            for fact in part.facts
            if fact.name in _OF_ANYONE
            and (
                self._of_a_doctor(part, fact)
                or not same_person(part.whose(fact.hit), WRITER)
            )
        ]
        return self._facts.profile(facts, set(), ())


def _told(part: Part, told: Told, patient: str) -> bool:
    return same_person(part.marked.teller(told.hit), patient)
