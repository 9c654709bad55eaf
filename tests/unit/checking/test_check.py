"""`spinewise check` tells every mistake with its file, its line and what to do."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml

from spinewise.checking import check, faults_in
from spinewise.knowledge import Node, Problem
from spinewise.knowledge.contradictions import impossible
from tests.unit.checking.conftest import Edit, Faults, replace, unlike
from tests.unit.triage.build import FOLDER

NERVES = "rules/nerves.yml"
SADDLE = "lexicon/en/findings/nerve_saddle.yml"
TOILET = "lexicon/en/concepts/toilet_sex.yml"
CUES = "lexicon/en/cues.yml"
TALK_FILE = "lexicon/en/talk.yml"
TOPICS_FILE = "lexicon/en/topics.yml"
WISHES_FILE = "lexicon/en/wishes.yml"
FACTS = "lexicon/en/facts.yml"
FIRST_SAY = "    say:\n      - "
TWINS = """\
  - id: nerve.twin
    name: Twin
    tier: {tier}
    exercises: {exercises}
    when: nerve.leg_numbness
    why: A twin.
    brief: [NEU4]
    sources: [project_decision]
    status: decision
    reviewed: 2026-11-22

"""
NEVER = """\
    when:
      {fact: age, at_least: 9, below: 2}"""
FIRST_RULE = "  - id: cauda_equina.saddle_numbness\n"


def _twin(tier: str, exercises: str = "withheld") -> str:
    return TWINS.format(tier=tier, exercises=exercises) + FIRST_RULE


Mistake = tuple[str, str, str, str, str]
# File, what stood there, the mistake, the item, and what is told. All mistakes of one
# kind are made at once, so that each test also shows that none hides another.
SHAPES: list[Mistake] = [
    (NERVES, "name: Saddle numbness", "nmae: Saddle numbness", "cauda_equina.saddle_numbness", "did you mean 'name'?"),
    (NERVES, "tier: urgent", "tier: urgnt", "nerve.foot_drop", "did you mean 'urgent'?"),
    (NERVES, "  - id: nerve.foot_drop_new\n", "  - id: nerve.foot_drop # again\n", "nerve.foot_drop", "stands twice"),
    ("rules/infection.yml", "    name: Fever", "    switched_off: x\n    name: Fever", "", "wrong order, write: id, name, switched_off"),
    ("questions.yml", "order: 2", "order: two", "chest_or_accident", "`order`"),
    ("countries.yml", "hospital: A&E", "hosptal: A&E", "uk", "did you mean 'hospital'?"),
    ("decisions.yml", "review_months: 12", "review_months: a year", "settings", "`review_months`"),
    ("plans.yml", "hardest: easy", "hardest: eazy", "P1", "did you mean 'easy'?"),
    ("exercises/gentle.yml", "level: easy", "level: eazy", "", "did you mean 'easy'?"),
    (SADDLE, "    say:\n", "    says:\n", "cauda_equina.saddle_numbness", "unknown key 'says' (did you mean 'say'?)"),
    ("lexicon/en/findings/belly.yml", "phrases:\n", "phrase:\n", "", "must hold one list named 'phrases'"),
    (TOILET, "words: [\n      micturating", "wrods: [\n      micturating", "pee", "did you mean 'words'?"),
    (CUES, "kind: negation", "kind: negatoin", "", "did you mean 'negation'?"),
    (FACTS, "fahrenheit_from: ", "fahrenheit_fro: ", "", "did you mean 'fahrenheit_from'?"),
    (TALK_FILE, "goes_on: ", "goes_onn: ", "", "did you mean 'goes_on'?"),
    (WISHES_FILE, "wish: place", "wish: plaec", "", "did you mean 'place'?"),
    ("sources.yml", "sources:\n", "sources:\n  - just a word\n", "sources item 1", "expected keys and values"),
]  # fmt: skip
TALK: list[Mistake] = [
    (TALK_FILE, "  begins: [is,", "  begins: ['(is',", "", "cannot read '(is'"),
    (TALK_FILE, "only_the_back: [", "only_the_back: ['[a', ", "", "cannot read '[a'"),
    (TALK_FILE, "asked_in_general: [medicine]", "asked_in_general: [medicin]", "", "did you mean 'medicine'?"),
    (TOPICS_FILE, "topic: paracetamol", "topic: paracetmol", "paracetmol", "did you mean 'paracetamol'?"),
    (TOPICS_FILE, "words: [codeine,", "words: ['code(ine',", "codeine", "write (a|b) for alternatives"),
    (WISHES_FILE, "value: office", "value: ofice", "", "did you mean 'office'?"),
    (WISHES_FILE, "value: uk,", "value: ukk,", "", "did you mean 'uk'?"),
]  # fmt: skip
REFERENCES: list[Mistake] = [
    (NERVES, "when: cauda_equina.saddle_numbness", "when: cauda_equina.sadle_numbness", "cauda_equina.saddle_numbness", "did you mean 'cauda_equina.saddle_numbness'?"),
    (NERVES, "sources: [nhs_back_pain", "sources: [nhs_bakc_pain", "cauda_equina.saddle_numbness", "did you mean 'nhs_back_pain'?"),
    (NERVES, "{fact: onset_days, below: 2}", "{group: nerve_sings}", "nerve.foot_drop_new", "did you mean 'nerve_signs'?"),
    (NERVES, "brief: [CES1, K01]", "brief: []", "cauda_equina.saddle_numbness", "name the rows it carries out"),
    ("rules/infection.yml", "sources: [", "sources: [] # [", "infection.fever", "name at least one source"),
    ("questions.yml", "order: 2", "order: 1 # too", "chest_or_accident", "same order as 'nerves'"),
    ("questions.yml", "unsure_tier: urgent", "unsure_tier: clinician", "nerves", "at least urgent"),
    ("questions.yml", "safety: true", "safety: false", "nerves", "is never asked"),
    ("decisions.yml", "unsure_emergency: urgent", "unsure_emergency: clinician", "settings", "at least urgent"),
    ("decisions.yml", "chosen: softened", "chosen: hard", "thoracic_pain", "[allowed: softened, page]"),
    ("groups.yml", "- nerve.arm_numbness", "- nerve.arm_numb", "nerve_signs", "did you mean 'nerve.arm_numbness'?"),
    ("exercises/gentle.yml", "avoid_with: [", "avoid_with: [osteoporsis, ", "", "did you mean 'osteoporosis'?"),
    ("plans.yml", "P1: [", "P1: [catcamel, ", "", "did you mean 'cat_camel'?"),
]  # fmt: skip
PATTERNS: list[Mistake] = [
    (SADDLE, FIRST_SAY, FIRST_SAY + '"<sadle> ...2 gone"\n      - ', "cauda_equina.saddle_numbness", "did you mean 'saddle'?"),
    ("lexicon/en/findings/belly.yml", FIRST_SAY, FIRST_SAY + '"(numb <saddle>"\n      - ', "", "`(` is not closed"),
    ("lexicon/en/findings/injury.yml", "  - finding: ", "  - finding: injury.majr\n    say: [a b c]\n  - finding: ", "injury.majr", "did you mean 'injury.major'?"),
    ("lexicon/en/examples/nerves.yml", "    finding: ", "    finding: x", "", "unknown finding"),
    (TOILET, "- id: poo\n", "- id: pee # again\n", "pee", "the concept stands twice"),
    (CUES, '- {cue: "', '- {cue: "<nowhere> ', "", "unknown concept"),
    (FACTS, "finding: medicine.steroids", "finding: medicine.steriods", "", "did you mean 'medicine.steroids'?"),
]  # fmt: skip
KINDS = {"shapes": SHAPES, "references": REFERENCES, "patterns": PATTERNS, "talk": TALK}
ALL = [(kind, *mistake) for kind, mistakes in KINDS.items() for mistake in mistakes]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Problem]]:
    """What is told of a folder with all mistakes of a kind."""

    @functools.cache
    def call(kind: str) -> list[Problem]:
        folder = tmp_path_factory.mktemp(kind) / "knowledge"
        shutil.copytree(FOLDER, folder)
        for file, old, new, _, _ in KINDS[kind]:
            replace(folder / file, old, new)
        return list(faults_in(folder).problems)

    return call


@pytest.mark.parametrize(
    ("kind", "file", "old", "new", "item", "message"), ALL, ids=lambda text: text[:40]
)
def test_a_mistake_is_told_with_file_line_and_what_to_do(
    kind: str,
    file: str,
    old: str,
    new: str,
    item: str,
    message: str,
    told: Callable[[str], list[Problem]],
) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    for other, before, after, _, _ in KINDS[kind]:
        if other == file:
            text = text.replace(before, after, 1)
    line = text.count("\n", 0, text.index(new) + unlike(old, new)) + 1

    found = [fault for fault in told(kind) if (fault.file, fault.line) == (file, line)]

    assert any(message in str(fault) for fault in found), told(kind)
    assert any(item in (fault.item, "") for fault in found)
    assert str(found[0]).startswith(f"{file}:{line}: ")


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("{fact: onset_days, at_least: 9, below: 2}", "onset_days is at least 9 and below 2"),
        ("{fact: age, at_least: 9, below: 9}", "age is at least 9 and below 9"),
        ("{all: [{fact: sex, is: male}, {fact: sex, is: female}]}", "sex is male and is female"),
        ("{all: [{fact: sex, is: male}, {any: [{fact: sex, is: female}, a.b]}]}", "sex is male and is female"),
        ("{all: [{fact: sex, is: male}, {count: 1, of: [{fact: sex, is: female}]}]}", "sex is male and is female"),
        ("{all: [{fact: age, known: false}, {fact: age, below: 9}]}", "age is not known and has a value"),
        ("{all: [{decision: c, is: page}, {decision: c, is: soft}]}", "c is page and is soft"),
        ("{any: [{fact: sex, is: male}, {fact: sex, is: female}]}", ""),
        ("{all: [{fact: age, at_least: 9}, {fact: age, below: 10}, a.b]}", ""),
        ("{all: [{fact: age, at_least: 9}, {fact: pain, below: 5}]}", ""),
        ("{all: [{fact: sex, is: male}, {fact: sex, known: true}]}", ""),
        ("a.b", ""),
    ],
)  # fmt: skip
def test_a_condition_that_can_never_hold_is_told(test: str, message: str) -> None:
    raw = yaml.safe_load(test)
    condition = raw if isinstance(raw, str) else msgspec.convert(raw, Node)

    assert list(dict.fromkeys(impossible(condition))) == ([message] if message else [])


def test_a_rule_that_can_never_hold_is_told(edit: Edit, faults: Faults) -> None:
    line = edit(NERVES, "    when: cauda_equina.saddle_numbness", NEVER)

    told = [fault for fault in faults() if fault.file == NERVES]

    assert [fault.line for fault in told] == [line]
    assert "can never hold: age is at least 9 and below 2" in told[0].message


@pytest.mark.parametrize(
    ("twin", "message"),
    [
        (_twin("urgent"), "but gives clinician and that one urgent"),
        (_twin("clinician", "allowed"), "but its exercises are"),
        (_twin("clinician"), "keep one of them and name all rows of the brief there"),
    ],
)
def test_two_rules_that_hold_at_once_are_told_where_they_disagree(
    twin: str, message: str, edit: Edit, faults: Faults
) -> None:
    edit(NERVES, FIRST_RULE, twin)

    told = "\n".join(map(str, faults()))

    assert "nerve.leg_numbness: holds exactly when 'nerve.twin' does" in told
    assert message in told


def test_a_rule_that_is_switched_off_disagrees_with_none(
    edit: Edit, faults: Faults
) -> None:
    off = _twin("urgent").replace("    tier", "    switched_off: See above.\n    tier")
    edit(NERVES, FIRST_RULE, off)

    assert faults() == []


@pytest.mark.parametrize(
    ("file", "old", "what"),
    [
        (SADDLE, '      - "<numb> &5 <saddle>"\n', "phrase '<numb> &5 <saddle>'"),
        (TOILET, "      pee, pees, ", "word 'pee'"),
    ],
)
def test_a_phrase_that_stands_twice_is_told_at_its_second_place(
    file: str, old: str, what: str, edit: Edit, faults: Faults
) -> None:
    line = edit(file, old, old + old)

    told = [fault for fault in faults() if what in str(fault)]

    assert [fault.file for fault in told] == [file]
    assert told[0].line == line
    assert "stands twice; take one of them away" in told[0].message


def test_a_phrase_that_is_said_and_excepted_is_told(edit: Edit, faults: Faults) -> None:
    phrase = '"<numb> &5 <saddle>"'
    line = edit(SADDLE, "    except:\n", f"    except:\n      - {phrase}\n")

    told = [fault for fault in faults() if "so it is never heard" in fault.message]

    assert [(fault.file, fault.line) for fault in told] == [(SADDLE, line)]


def test_a_red_flag_that_nothing_reaches_is_told(folder: Path, faults: Faults) -> None:
    for file in (folder / "lexicon" / "en" / "findings").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        new = text.replace("finding: safety.in_danger", "finding: general.dizzy")
        file.write_text(new, encoding="utf-8")

    told = [fault for fault in faults() if fault.item == "safety.in_danger"]

    assert len(told) == 1
    assert "no word list says and no question asks" in told[0].message


def test_several_mistakes_in_the_word_lists_are_told_at_once(
    edit: Edit, faults: Faults
) -> None:
    edit(SADDLE, FIRST_SAY, FIRST_SAY + '"(numb"\n      - ')
    edit(SADDLE, "    except:\n", '    except:\n      - "<nowhere>"\n')
    edit(CUES, '- {cue: "', '- {cue: "<nowhere> ')
    edit("countries.yml", "hospital: A&E", "hosptal: A&E")

    files = [fault.file for fault in faults()]

    assert files == ["countries.yml", "countries.yml", CUES, SADDLE, SADDLE]


@pytest.mark.parametrize("file", [SADDLE, CUES, NERVES])
def test_broken_yaml_is_told_with_its_line_and_hides_no_other_file(
    file: str, folder: Path, faults: Faults, edit: Edit
) -> None:
    edit("countries.yml", "hospital: A&E", "hosptal: A&E")
    with (folder / file).open("a", encoding="utf-8") as end:
        end.write("\n  open: 'text\n")

    told = {fault.file: fault for fault in faults()}

    assert told[file].message.startswith("not valid YAML")
    assert told[file].line > 1
    assert "hospital" in str(told["countries.yml"])


def test_a_key_that_stands_twice_in_a_word_list_is_told(
    edit: Edit, faults: Faults
) -> None:
    edit(SADDLE, "    say:\n", "    say: [numb]\n    say:\n")

    assert "'say' stands twice" in str(faults()[0])


def test_a_sound_folder_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(FOLDER) == 0
    assert "6 questions" in capsys.readouterr().out


def test_faults_are_printed_and_the_status_is_one(
    folder: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    line = edit(NERVES, "tier: urgent", "tier: urgnt")

    assert check(folder) == 1
    printed = capsys.readouterr().err
    assert "1 problem in the knowledge folder" in printed
    assert f"{NERVES}:{line}: nerve.foot_drop: unknown tier at `tier`" in printed


def test_a_missing_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path / "nothing") == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_a_missing_word_list_is_told(folder: Path, faults: Faults) -> None:
    (folder / CUES).unlink()

    assert [fault.file for fault in faults()] == [CUES]
    assert "the file is missing" in faults()[0].message


@pytest.mark.parametrize(
    "phrase", ["“my seat is dead”", '"my seat is dead."', '"seat...3 dead"']
)
def test_a_phrase_that_is_never_heard_is_told(
    folder: Path, faults: Faults, phrase: str
) -> None:
    content = (
        f"phrases:\n  - finding: cauda_equina.saddle_numbness\n    say: [{phrase}]\n"
    )
    (folder / "lexicon/en/findings/ours.yml").write_text(content, encoding="utf-8")

    assert [fault.line for fault in faults()] == [3]
    assert "is never heard" in faults()[0].message


def test_what_was_learned_from_other_examples_is_told(
    edit: Edit, faults: Faults
) -> None:
    edit("lexicon/en/told/not_present.yml", "text: ", "text: Well, ")
    edit("lexicon/en/told/not_present.yml", 'Well, "', '"Well, ')

    assert [fault.file for fault in faults()] == ["lexicon/en/doubts.json"]
    assert "spinewise learn" in faults()[0].message


def test_what_else_is_told_may_not_close_a_safety_question(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder)
    meant = "any: [pregnancy.pregnant, pregnancy.possible, {fact: pregnant, is: true}]"
    replace(folder / "questions.yml", meant, "none: [pregnancy.postpartum]")

    told = [str(fault) for fault in faults_in(folder).problems]

    assert any("a further sign close the question" in each for each in told)
