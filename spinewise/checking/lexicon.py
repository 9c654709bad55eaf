"""Check the word lists, with the file and the line of each mistake.

`spinewise.language` refuses the same mistakes when it loads; here each of them is told
with its place and what was probably meant, and what loads but cannot be right as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from spinewise.dialogue.manner import TalkFile
from spinewise.dialogue.topics import TopicsFile
from spinewise.dialogue.wishes import WishesFile
from spinewise.knowledge import Knowledge
from spinewise.knowledge.decoding import Place, decode
from spinewise.knowledge.problems import Problem
from spinewise.knowledge.reading import read_file
from spinewise.language import entries
from spinewise.language.grammar import Choice, PatternError, Ref, Run, parse
from spinewise.language.reader import NUMBERS

FOLDER: Final = "lexicon/en"
# One list in each file of these folders, and one struct in each of these files.
LISTS: Final[dict[str, tuple[str, type[entries.Item]]]] = {
    "concepts": ("concepts", entries.Concept),
    "findings": ("phrases", entries.FindingPhrases),
    "examples": ("examples", entries.Example),
    "told": ("told", entries.Told),
}
FILES: Final[dict[str, type[msgspec.Struct]]] = {
    "complaint.yml": entries.Complaints,
    "cues.yml": entries.Cues,
    "facts.yml": entries.Facts,
    "forms.yml": entries.Forms,
    "talk.yml": TalkFile,
    "topics.yml": TopicsFile,
    "wishes.yml": WishesFile,
}
# What a word processor adds, and slips in the way that phrases are written.
_NEVER_HEARD: Final = re.compile(r"[“”„«»]|(?<!\.)\.$|\w\.\.\.")
_WRITE: Final = "write straight quotes around it, no full stop, a space before ..."
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


@dataclass(slots=True)
class Lexicon:
    """What could be read of the word lists, each thing with its place."""

    problems: list[Problem] = field(default_factory=list)
    concepts: list[tuple[entries.Concept, Place]] = field(default_factory=list)
    phrases: list[tuple[entries.FindingPhrases, Place]] = field(default_factory=list)
    examples: list[tuple[entries.Example, Place]] = field(default_factory=list)
    told: list[tuple[entries.Told, Place]] = field(default_factory=list)
    files: dict[type[msgspec.Struct], tuple[Any, Place]] = field(default_factory=dict)

    def file(self, kind: type[_Kind]) -> tuple[_Kind, Place]:
        """The one file of a kind; it must have been read without a problem."""
        return self.files[kind]


def read_lexicon(folder: Path) -> Lexicon:
    """The word lists of a knowledge folder, and what is wrong with their shape."""
    lexicon = Lexicon()
    _read(folder / FOLDER, lexicon)
    return lexicon


def check_words(lexicon: Lexicon) -> None:
    """Add what stands twice or says two things at once."""
    first: dict[str, Place] = {}
    for concept, place in lexicon.concepts:
        if concept.id in first:
            there = first[concept.id].file
            text = f"the concept stands twice; the first one is in {there}"
            place.wrong(text, value=concept.id)
        first.setdefault(concept.id, place)
        _twice(concept.words, place.inside("words"), "word")
    for item, place in lexicon.phrases:
        _check_phrases(item, place)


def check_patterns(lexicon: Lexicon) -> None:
    """Add what no listener can read: patterns, and concepts that do not exist."""
    known = {concept.id for concept, _ in lexicon.concepts} | NUMBERS
    for text, place in _patterns(lexicon):
        _check_pattern(text, place, known)


def check_findings(lexicon: Lexicon, knowledge: Knowledge) -> None:
    """Add findings that do not exist, and red flags that nothing can reach."""
    examples = [
        (item.finding, place.inside("finding"))
        for item, place in lexicon.examples
        if item.finding
    ]
    told = [
        (finding, place.inside("signs"))
        for item, place in lexicon.told
        for finding in item.signs
    ]
    for name, place in (*_named(lexicon), *examples, *told):
        if name not in knowledge.findings:
            place.unknown("finding", name, knowledge.findings)
    lexicon.problems += _unreached(lexicon, knowledge)


def _unreached(lexicon: Lexicon, knowledge: Knowledge) -> list[Problem]:
    reached = {name for name, _ in _named(lexicon)}
    reached |= {
        option.finding
        for question in knowledge.questions.values()
        for option in question.options
    }
    told = {f.id for f in knowledge.findings.values() if f.also_when is not None}
    text = "a red flag that no word list says and no question asks; add phrases for it"
    return [
        Problem(f"{FOLDER}/findings", finding.id, text)
        for finding in knowledge.findings.values()
        if finding.red_flag and finding.id not in reached | told
    ]


def _read(folder: Path, lexicon: Lexicon) -> None:
    for name, (key, kind) in LISTS.items():
        for file in sorted((folder / name).glob("*.yml")):
            shown = f"{FOLDER}/{name}/{file.name}"
            _read_list(file, shown, key, kind, lexicon)
    for name, holds in FILES.items():
        shown = f"{FOLDER}/{name}"
        content, wrong = read_file(folder / name, file=shown)
        lexicon.problems += wrong
        place = Place(shown, "", lexicon.problems.append, any_order=True)
        item = None if wrong else decode(holds, content, place)
        if item is not None:
            lexicon.files[holds] = item, place
            own = getattr(item, "concepts", ())
            lexicon.concepts += placed(own, place, "concepts")


def _read_list(
    file: Path, shown: str, key: str, kind: type[entries.Item], lexicon: Lexicon
) -> None:
    report = lexicon.problems.append
    content, wrong = read_file(file, file=shown, words=True)
    if wrong:
        lexicon.problems += wrong
        return
    if not isinstance(content, dict) or list(content) != [key]:
        wrong_key = next((name for name in content or () if name != key), "")
        text = f"must hold one list named {key!r}"
        report(Problem(shown, "", text, value=str(wrong_key)))
        return
    for number, raw in enumerate(content[key] or [], 1):
        label = _label(raw) or f"{key} item {number}"
        place = Place(shown, label, report, (key, number), any_order=True)
        item: Any = decode(kind, raw, place)
        if item is not None:
            target: list[Any] = getattr(lexicon, key)
            target.append((item, place))


def _label(raw: object) -> str:
    if not isinstance(raw, dict):
        return ""
    return str(raw.get("id") or raw.get("finding") or "")


def placed(items: Iterable[Any], place: Place, key: str) -> list[tuple[Any, Place]]:
    """Return items of one file with their places."""
    found = []
    for number, item in enumerate(items, 1):
        name = next(iter(msgspec.structs.asdict(item).values()))
        label = name if isinstance(name, str) else f"{key} item {number}"
        inner = Place(place.file, label, place.report, (*place.path, key, number))
        found.append((item, inner))
    return found


def _check_phrases(item: entries.FindingPhrases, place: Place) -> None:
    lists = {
        "say": item.say,
        "except": item.except_,
        "uncertain_with": item.uncertain_with,
    }
    for name, phrases in lists.items():
        _twice(phrases, place.inside(name), "phrase")
        for number, phrase in enumerate(phrases, 1):
            if never := _NEVER_HEARD.search(phrase):
                text = f"{phrase!r} is never heard because of {never[0]!r}; {_WRITE}"
                place.inside(name).inside(number).wrong(text)
    for phrase in dict.fromkeys(item.say):
        if phrase in item.except_:
            text = f"the phrase {phrase!r} is said and excepted, so it is never heard"
            place.inside("except").wrong(text, value=phrase)


def _twice(texts: Iterable[str], place: Place, what: str) -> None:
    seen: set[str] = set()
    told: set[str] = set()
    for number, text in enumerate(texts, 1):
        if text in seen and text not in told:
            told.add(text)
            where = place.inside(number)
            where.wrong(f"the {what} {text!r} stands twice; take one of them away")
        seen.add(text)


def _patterns(lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    """Every pattern of the word lists, with its place."""
    for item, place in lexicon.phrases:
        yield from _of_lists(item, place, ("say", "except_", "uncertain_with"))
    complaint, at = lexicon.file(entries.Complaints)
    for name in ("complaints", "regions"):
        for one, place in placed(getattr(complaint, name), at, name):
            yield from _of_lists(one, place, ("say", "except_"))
    yield from _of_lists(complaint, at, ("ignore",))
    facts, at = lexicon.file(entries.Facts)
    for one, place in placed(facts.facts, at, "facts"):
        yield from _of_lists(one, place, ("say", "except_"))
    cues, at = lexicon.file(entries.Cues)
    for one, place in placed(cues.cues, at, "cues"):
        yield one.cue, place.inside("cue")
    yield from _of_lists(cues.eased, at.inside("eased"), ("say",))
    yield from _of_lists(cues.people, at.inside("people"), ("contrast", "well"))
    names = [field.name for field in msgspec.structs.fields(entries.Replies)]
    lists = [name for name in names if name != "override"]
    yield from _of_lists(cues.replies, at.inside("replies"), lists)


def _of_lists(
    item: object, place: Place, names: Iterable[str]
) -> Iterator[tuple[str, Place]]:
    for name in names:
        inner = place.inside(name.rstrip("_"))
        for number, text in enumerate(getattr(item, name), 1):
            yield text, inner.inside(number)


def _check_pattern(text: str, place: Place, known: set[str]) -> None:
    try:
        pattern = parse(text)
    except PatternError as error:
        place.wrong(str(error))
        return
    for run in pattern.runs:
        for concept in _references(run):
            if concept not in known:
                place.unknown("concept", concept, known)


def _references(run: Run) -> Iterator[str]:
    for step in run:
        if isinstance(step, Ref):
            yield step.concept
        elif isinstance(step, Choice):
            for option in step.options:
                yield from _references(option)


def _named(lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    """Every finding that the word lists name, with its place."""
    for item, place in lexicon.phrases:
        yield item.finding, place.inside("finding")
    facts, at = lexicon.file(entries.Facts)
    for medicine, place in placed(facts.medicines, at, "medicines"):
        if medicine.finding is not None:
            yield medicine.finding, place.inside("finding")
    yield facts.temperature.finding, at.inside("temperature").inside("finding")
    cues, at = lexicon.file(entries.Cues)
    for cue, place in placed(cues.cues, at, "cues"):
        for number, name in enumerate(cue.findings, 1):
            yield name, place.inside("findings").inside(number)
    for number, name in enumerate(cues.eased.findings, 1):
        yield name, at.inside("eased").inside("findings").inside(number)
