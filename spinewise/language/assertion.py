"""Decide what is claimed about a finding, with the ConText method.

A cue has a direction and a reach; terminators cut the reach; a longer cue swallows the
shorter ones inside it ("not only", "no idea"); words that are part of a finding's own
pattern ("can't feel") are no cue for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spinewise.language import entries
from spinewise.language.clauses import BREAKS, Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader

# What `claims` returns beside the kinds of cue.
DISTANT = "distant"
_LIST_COMMAS = 2
# "no back pain", "my back is fine": so many words on what is denied outright begins,
# or so many after it the denial ends.
_NEAR_BEFORE = 5
_NEAR_AFTER = 2
# Of several denials each has an item of its own; without commas one of so many words.
_SERIES = 2
_WORDS_OF_ITEM = 2
# Looking back, these stop at a comma ("legs are numb, the cough has gone").
_TIGHT = frozenset({"negation", "resolved"})


class _Joints:
    """Words that join the parts of a list, and those that may set a time apart."""

    def __init__(self, words: entries.Cues) -> None:
        self.listing = frozenset(words.lists.listing)
        self.closing = frozenset(words.lists.closing)
        self.apart = frozenset(words.apart)


@dataclass(frozen=True, slots=True)
class Reach:
    """A cue in a sentence and the places it speaks about; `word` is its chief word.

    `distant`: the places of which it says that they are of long ago, (0, -1) for none.
    """

    cue: entries.Cue
    word: int
    own: frozenset[int]
    start: int
    end: int
    doubtful_from: int
    item_end: int
    distant: tuple[int, int]

    def touches(self, hit: Hit) -> bool:
        """Whether the cue speaks about the hit and is not one of its words."""
        # "can't feel" denies nothing; "an accident in" still leaves "in 1992" a cue.
        words = {self.word} if self.cue.kind == "negation" else self.own
        if words <= set(hit.tokens):
            return False
        return any(self.start <= token < self.end for token in hit.tokens)

    def holds(self, hit: Hit) -> bool:
        """Whether all words of the hit lie in the reach, close to the cue.

        A list denies signs; in "no fever, chills, back ache" the ache is the complaint.
        """
        near = hit.start - self.word <= _NEAR_BEFORE
        near = near and self.word - hit.end <= _NEAR_AFTER
        end = min(self.end, self.item_end)
        return near and all(self.start <= token < end for token in hit.tokens)


class Cues:
    """All cues, compiled."""

    def __init__(self, words: entries.Cues, reader: Reader) -> None:
        """Compile the cues."""
        self._joints = _Joints(words)
        listed = [(cue.cue, cue) for cue in words.cues]
        self._patterns: Patterns[entries.Cue] = reader.compile(listed)

    def reaches(self, sentence: Sentence) -> list[Reach]:
        """Return the cues of a sentence that count, with their reach."""
        found = _outermost(self._patterns.find(sentence.tagged))
        stops = [(hit.start, cue) for hit, cue in found if cue.kind == "terminator"]
        reaches = [
            _reach(sentence, hit, cue, stops, self._joints)
            for hit, cue in found
            if cue.kind not in ("terminator", "pseudo")
        ]
        return _each_its_own(sentence, reaches, self._joints)


def claims(hit: Hit, finding: str, reaches: Iterable[Reach]) -> set[str]:
    """Return the kinds of cue that speak about a finding's hit, and `DISTANT`.

    A negation that reaches a later part of a list only doubtfully gives "uncertain",
    unless another one reaches it clearly.
    """
    kinds: set[str] = set()
    doubted = False
    for reach in reaches:
        cue = reach.cue
        if (cue.findings and finding not in cue.findings) or not reach.touches(hit):
            continue
        if cue.kind == "negation" and hit.start >= reach.doubtful_from:
            doubted = True
        else:
            kinds.add(cue.kind)
            if reach.distant[0] <= hit.start and hit.end <= reach.distant[1]:
                kinds.add(DISTANT)
    if doubted and "negation" not in kinds:
        kinds.add("uncertain")
    return kinds


def denied(hit: Hit, reaches: Iterable[Reach]) -> bool:
    """Whether a complaint is denied outright ("no back pain", "my back is fine")."""
    return any(r.cue.kind == "negation" and r.holds(hit) for r in reaches)


def _outermost(
    found: list[tuple[Hit, entries.Cue]],
) -> list[tuple[Hit, entries.Cue]]:
    """Drop cues that share words with a longer one; terminators stand for themselves."""
    kept: list[tuple[Hit, entries.Cue]] = []
    taken: set[int] = set()
    for hit, cue in sorted(found, key=_longest_first):
        if cue.kind == "terminator":
            kept.append((hit, cue))
        elif taken.isdisjoint(hit.tokens):
            kept.append((hit, cue))
            taken.update(range(hit.start, hit.end))
    return [
        (hit, cue)
        for hit, cue in kept
        if cue.kind != "terminator" or hit.start not in taken
    ]


def _longest_first(entry: tuple[Hit, entries.Cue]) -> tuple[int, int, bool, bool]:
    hit, cue = entry
    return (-len(hit.tokens), hit.start, cue.kind == "negation", not cue.distant)


def _reach(
    sentence: Sentence,
    hit: Hit,
    cue: entries.Cue,
    stops: list[tuple[int, entries.Cue]],
    joints: _Joints,
) -> Reach:
    low, high = sentence.clause_at(hit.start)
    high = sentence.clause_at(hit.end - 1)[1]
    if cue.scope == "sentence":
        low, high = 0, len(sentence.tokens)
    elif cue.scope == "list":
        high = _end_of_items(sentence, high)
    elif cue.scope != "open":
        ends = (n for n, s in stops if n >= hit.end and cue.kind not in s.spares)
        high = min([high, *ends])
        if cue.kind in _TIGHT and cue.direction == "backward":
            low = _after_last_comma(sentence, low, hit.start)
    if isinstance(cue.scope, int):
        low = max(low, hit.start - cue.scope)
        high = _words_on(sentence, hit.end, high, cue.scope)
    # Words in the gap of a cue ("haven't fainted or anything") are within its reach.
    if cue.direction == "forward":
        low = hit.start + 1
    elif cue.direction == "backward":
        high = hit.end - 1
    doubtful = high
    if cue.kind == "negation" and cue.direction == "forward":
        doubtful = _list_end(sentence, hit.end, high, joints)
    word = hit.end - 1 if cue.direction == "backward" else hit.start
    commas = [n for n in range(hit.end, high) if sentence.tokens[n].form == ","]
    item_end = min(commas, default=high)
    distant = _phrase(sentence, hit, joints.apart) if cue.distant else (0, -1)
    own = frozenset(hit.tokens)
    return Reach(cue, word, own, low, high, doubtful, item_end, distant)


def _phrase(sentence: Sentence, hit: Hit, apart: frozenset[str]) -> tuple[int, int]:
    """Return the stretch around a hit that nothing joins to another.

    In "in 2016 I had an operation and my groin is numb" only the operation is sure to
    be of 2016.
    """
    forms = [token.form for token in sentence.tokens]
    before = [n + 1 for n in range(hit.start) if forms[n] in apart]
    after = [n for n in range(hit.end, len(forms)) if forms[n] in apart]
    return max(before, default=0), min(after, default=len(forms))


def _each_its_own(
    sentence: Sentence, reaches: list[Reach], joints: _Joints
) -> list[Reach]:
    """Let no denial reach over the next: in "no a, no b, c" the c is not denied."""
    denials = sorted((r for r in reaches if _is_denial(r)), key=lambda r: r.word)
    if len(denials) < _SERIES:
        return reaches
    ends: dict[int, Reach] = {}
    repeated = False
    for reach, following in zip(denials, [*denials[1:], None], strict=True):
        if following is not None and _begins_item(sentence, reach, following, joints):
            ends[reach.word] = replace(reach, end=following.word)
            repeated = True
        else:
            if repeated:
                ends[reach.word] = _last_of_series(sentence, reach, joints)
            repeated = False
    return [ends.get(r.word, r) if _is_denial(r) else r for r in reaches]


def _is_denial(reach: Reach) -> bool:
    cue = reach.cue
    plain = cue.scope == "clause" or isinstance(cue.scope, int)
    return plain and (cue.kind, cue.direction) == ("negation", "forward")


def _begins_item(
    sentence: Sentence, reach: Reach, following: Reach, joints: _Joints
) -> bool:
    """Whether a denial within the reach of another one begins an item of its own."""
    if not reach.word < following.word < reach.end:
        return False
    forms = [token.form for token in sentence.tokens]
    before = forms[following.word - 1]
    return before == "," or (
        forms[following.word] == forms[reach.word] and before not in joints.listing
    )


def _last_of_series(sentence: Sentence, reach: Reach, joints: _Joints) -> Reach:
    """Return what the last "no" of several reaches: its own item, no list."""
    start = reach.word + 1
    forms = [token.form for token in sentence.tokens[start : reach.end]]
    commas = [n for n, form in enumerate(forms) if form == ","]
    if not commas:
        far = _words_on(sentence, start, reach.end, _WORDS_OF_ITEM)
        return replace(reach, doubtful_from=min(reach.doubtful_from, far))
    if not joints.listing.isdisjoint(forms[commas[-1] :]):
        return reach
    if len(commas) < _LIST_COMMAS:
        return replace(reach, end=start + commas[0])
    return replace(reach, doubtful_from=start + commas[0])


def _end_of_items(sentence: Sentence, high: int) -> int:
    """Return where a list ends that goes on over ";" and bullets, but not over "but"."""
    for start, end in sentence.clauses:
        if start == high and sentence.tokens[start].form in BREAKS:
            high = end
    return high


def _after_last_comma(sentence: Sentence, low: int, high: int) -> int:
    commas = [n for n in range(low, high) if sentence.tokens[n].form == ","]
    return commas[-1] + 1 if commas else low


def _words_on(sentence: Sentence, start: int, high: int, count: int) -> int:
    place = start
    while place < high and count > 0:
        count -= sentence.tokens[place].is_word
        place += 1
    return place


def _list_end(sentence: Sentence, low: int, high: int, joints: _Joints) -> int:
    """Return where "no a, b" stops being a clear list.

    "no a, b or c" and "no a, b, c" are lists; the b of "no a, b" is asked about, and so
    is the d of "no a, b, or c, d".
    """
    forms = [token.form for token in sentence.tokens[low:high]]
    commas = [n for n, form in enumerate(forms) if form == ","]
    closed = max(
        (n for n, form in enumerate(forms) if form in joints.closing), default=-1
    )
    if len(commas) >= _LIST_COMMAS and closed >= 0:
        return low + next((n for n in commas if n > closed), high - low)
    if not commas or len(commas) >= _LIST_COMMAS:
        return high
    if not joints.listing.isdisjoint(forms[commas[-1] :]):
        return high
    return low + commas[0]
