"""Tell whose body a sentence is about: the writer's, a relative's, somebody else's.

The patient is the person whose complaint is told. A relative who is only named
("my mother had cancer") never becomes the patient.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.marked import UNNAMED, WRITER, Marked
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader

# Concepts of cues.yml.
FINITE_VERBS = ("cue_verb_now", "cue_verb_then")
# "carried all day the baby": so far before a relative it still says what is done.
_NEAR = 2
# "The chap next to me", "a girl in front of me": so many words on from the person.
_LONGEST_PLACE = 4


class People:
    """Finds out who is meant."""

    def __init__(
        self,
        words: entries.People,
        relatives: Iterable[entries.Relative],
        reader: Reader,
    ) -> None:
        """Compile the words for relatives and the pronouns."""
        self._relative_of = {
            word: relative for relative in relatives for word in relative.words
        }
        entries = [
            (
                f"({'|'.join(words.owners)}) ...2 ={word}" if " " not in word else word,
                word,
            )
            for word in self._relative_of
        ]
        # "My dads got a bad back": with the apostrophe left out.
        entries += [
            (f"({'|'.join(words.owners)}) ={word}s (got|in|had|has|been|a)", word)
            for word, relative in self._relative_of.items()
            if relative.sex and f"{word}s" not in self._relative_of and " " not in word
        ]
        # "A mate's wife"; with a gap it would be "my back's killing me, man".
        entries += [
            (f"'s ={word}", word) for word in self._relative_of if " " not in word
        ]
        entries += [(text, words.nameless) for text in words.child]
        self._nameless = words.nameless
        self._relatives: Patterns[str] = reader.compile(entries)
        # "Wife, 52, ..." names a relative without "my"; "mate, ..." only greets.
        self._kin = frozenset(
            word for word, kin in self._relative_of.items() if kin.sex or kin.age
        )
        self._bare = frozenset(words.bare)
        self._writer = frozenset(words.writer)
        self._pronouns = words.pronouns
        self._anybody = self._writer | words.pronouns.keys()
        self._reporting = frozenset(words.reporting)
        self._acted_on = frozenset(words.acted_on)
        self._handling = frozenset(words.handling)
        self._places = frozenset(words.places)
        self._belongings = frozenset(words.belongings)
        self._describing = frozenset(words.describing)
        self._placing = frozenset(words.placing)
        self._bare_after = frozenset(words.bare_after)
        self._bare_before = frozenset(words.bare_before)
        self._greeting: Patterns[None] = reader.compile(
            (text, None) for text in words.greeting
        )
        self._joining = frozenset(words.joining)
        self._earlier: Patterns[None] = reader.compile(
            (text, None) for text in words.earlier
        )

    def relative(self, person: str) -> entries.Relative | None:
        """Return what the word for a person says of them."""
        return self._relative_of.get(person)

    def is_pronoun(self, word: str) -> bool:
        """Whether the word stands for somebody else ("she")."""
        return word in self._pronouns

    def names_another(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a pronoun among the words of a hit is somebody else's ("her legs")."""
        words = {token.form for token in sentence.tokens[hit.start : hit.end]}
        return not words.isdisjoint(self._pronouns) and words.isdisjoint(self._writer)

    def is_kin(self, person: str) -> bool:
        """Whether the word names one of the writer's family."""
        return person in self._kin

    def never_patient(self, person: str) -> bool:
        """Whether the word cannot mean a patient: an animal, several people."""
        relative = self._relative_of.get(person)
        return relative is not None and not relative.patient

    def _able(self, person: str) -> bool:
        return not self.never_patient(person)

    def is_now(self, sentence: Sentence, marked: Marked, hit: Hit) -> bool:
        """Whether somebody else's trouble is told as of now, not of other days."""
        person = marked.person(hit)
        if self.never_patient(person):
            return False
        return not any(
            marked.people[earlier.end - 1] == person
            for earlier, _ in self._earlier.find(sentence.tagged)
        )

    def mark(self, sentences: Sequence[Sentence]) -> list[Marked]:
        """Return for every sentence whom its words speak of."""
        latest: dict[str, str] = {}
        marks: list[Marked] = []
        current = ""
        writer_began = False
        for sentence in sentences:
            named = self._named(sentence)
            row: list[str] = []
            # A relative stays the subject of the next sentence; the writer does not,
            # so that "I took him there" does not make the rest the writer's. Nor is it
            # his: "I can't pick her up. Been hot and cold."
            if writer_began or current == WRITER or self.never_patient(current):
                current = ""
            before: str | None = None
            opening = self._greeted_to(sentence)
            carried = 0 if current == "" else len(sentence.tokens)
            for place, token in enumerate(sentence.tokens):
                if token.form == "," and before is not None:
                    current, before = before, None
                if place in named:
                    start, word, tells = named[place]
                    self._note(latest, word)
                    if tells:
                        row.append(word)
                        continue
                    # "..., dad has gout, my back is stiff": named in passing.
                    in_passing = start == place > opening
                    before = current if in_passing else before
                    current = word
                elif token.form in self._writer:
                    if not self._identifies(sentence, named, place):
                        current = WRITER
                elif token.form in self._pronouns and not self._reports(
                    sentence, place
                ):
                    current = self._meant(latest, token.form)
                if place in named or token.form in self._anybody:
                    carried = min(carried, place)
                row.append(current)
            spoken = (person for person in row if person)
            writer_began = not named and next(spoken, "") == WRITER
            starts = {place: start for place, (start, *_) in named.items()}
            able = frozenset(p for p, (_, w, _) in named.items() if self._able(w))
            marks.append(Marked(tuple(row), starts, _turns(sentence), carried, able))
        return marks

    def _greeted_to(self, sentence: Sentence) -> int:
        """Return where a sentence really begins: after "sorry to bother you, but"."""
        end = max(
            (hit.end for hit, _ in self._greeting.find(sentence.tagged)), default=0
        )
        while end and end < len(sentence.tokens):
            if sentence.tokens[end].form not in self._joining:
                break
            end += 1
        return end

    def _identifies(
        self, sentence: Sentence, named: Collection[int], place: int
    ) -> bool:
        """Whether the writer only tells who is meant.

        "The man I knew", "a lad in my class", "the chap next to me".
        """
        before = place - 1
        while before >= 0 and sentence.tokens[before].form in self._placing:
            before -= 1
        return before in named and place - before <= _LONGEST_PLACE

    def _note(self, latest: dict[str, str], person: str) -> None:
        relative = self._relative_of.get(person)
        latest["any"] = person
        if relative and relative.sex:
            latest[relative.sex] = person

    def _meant(self, latest: dict[str, str], pronoun: str) -> str:
        """Return whom "he" or "she" means: the last one named who can be meant."""
        return latest.get(self._pronouns[pronoun]) or latest.get("any", UNNAMED)

    def _reports(self, sentence: Sentence, place: int) -> bool:
        following = [t.form for t in sentence.tokens[place + 1 : place + 3]]
        if len(following) == _NEAR and following[1] in self._acted_on:
            return following[0].isalpha() and following[0] not in self._placing
        return bool(following) and following[0] in self._reporting

    def _named(self, sentence: Sentence) -> dict[int, tuple[int, str, bool]]:
        """Return where a relative is named: since where, and if only to tell or help."""
        named: dict[int, tuple[int, str, bool]] = {}
        for place, token in enumerate(sentence.tokens):
            if self._is_bare(sentence, place):
                told = self._reports(sentence, place)
                named[place] = (place, token.form, told)
        # The longest name last: "sister-in-law" is neither a sister nor an in-law.
        hits = sorted(self._relatives.find(sentence.tagged), key=_length)
        for hit, word in self._with_names(sentence, hits):
            before = sentence.tokens[max(hit.start - _NEAR, 0) : hit.start]
            if before and before[-1].form in self._describing:
                continue
            tells = (
                self._reports(sentence, hit.end - 1)
                or self._is_place(sentence, hit.end)
                or self._is_thing(sentence, hit.end)
                or not self._handling.isdisjoint(token.form for token in before)
            )
            for place in range(hit.start, hit.end):
                named[place] = (hit.start, word, tells)
        return named

    def _with_names(
        self, sentence: Sentence, hits: Iterable[tuple[Hit, str]]
    ) -> Iterator[tuple[Hit, str]]:
        """Yield hits; a child of an age is who follows ("my 13 year old son").

        What else follows is a thing of that age, unless it tells what somebody does.
        """
        for hit, word in hits:
            following = sentence.tokens[hit.end : hit.end + 1]
            if word != self._nameless or not following or not following[0].is_word:
                yield hit, word
            elif following[0].form in self._kin:
                yield Hit((*hit.tokens, hit.end)), following[0].form
            elif self._does(sentence, hit.end):
                yield hit, word

    def _does(self, sentence: Sentence, place: int) -> bool:
        """Whether a word says what somebody does or has."""
        form = sentence.tokens[place].form
        if form in self._bare_before or form in self._reporting:
            return True
        concepts = sentence.tagged.concepts
        return any(place in concepts.get(name, {}) for name in FINITE_VERBS)

    def _is_place(self, sentence: Sentence, end: int) -> bool:
        """Whether a name only says where: "at my daughter's school"."""
        forms = [token.form for token in sentence.tokens[end : end + 2]]
        return forms[:1] == ["'s"] and not self._places.isdisjoint(forms[1:])

    def _is_thing(self, sentence: Sentence, end: int) -> bool:
        """Whether a name only tells what a thing is for: "the cat dish"."""
        following = sentence.tokens[end : end + 1]
        return bool(following) and following[0].form in self._belongings

    def _is_bare(self, sentence: Sentence, place: int) -> bool:
        """Whether a word for a relative stands for one without "my"."""
        form = sentence.tokens[place].form
        if place == 0 and form in self._kin:
            return True
        if form not in self._kin and (place or form not in self._bare):
            return False
        following = sentence.tokens[place + 1 : place + 2]
        if place == 0:
            return bool(following) and following[0].form in self._bare_before
        return (
            sentence.tokens[place - 1].form in self._bare_after
            and bool(following)
            and following[0].form in self._bare_before
        )


def _length(found: tuple[Hit, str]) -> int:
    return len(found[0].tokens)


def _turns(sentence: Sentence) -> tuple[int, ...]:
    """Return where the writer becomes the subject: "i", and "my" after a comma."""
    words = sentence.tagged.words
    mine = [n for n in words.get("my", ()) if n and sentence.tokens[n - 1].form == ","]
    return (*words.get("i", ()), *mine)
