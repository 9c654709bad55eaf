"""Loading tells everything that is wrong with the knowledge folder, at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.knowledge import KnowledgeError, Tier, load
from tests.unit.knowledge.conftest import Edit, Problems

NERVES = "rules/nerves.yml"
FOUND = "findings/nerves.yml"
SADDLE = "  - id: cauda_equina.saddle_numbness\n"
URGENT_RULE = "    tier: urgent\n    exercises: withheld\n"


def test_sound_folder_loads(folder: Path) -> None:
    knowledge = load(folder)

    assert knowledge.rules["heart.chest_pain"].tier is Tier.EMERGENCY
    assert len(knowledge.rules) >= 150


def test_items_stand_in_file_order(folder: Path) -> None:
    rules = list(load(folder).rules)

    assert rules.index("cauda_equina.saddle_numbness") < rules.index("nerve.sciatica")


def test_hash_is_the_same_for_the_same_files(folder: Path) -> None:
    assert load(folder).hash == load(folder).hash


def test_hash_changes_with_a_word_list(folder: Path) -> None:
    before = load(folder).hash
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "cues.yml").write_text("cues: []\n", encoding="utf-8")

    assert load(folder).hash != before


def test_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        load(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("file", "old", "new", "item", "message"),
    [
        (NERVES, "when: cauda_equina.saddle_numbness", "when: cauda_equina.sadle_numbness", "cauda_equina.saddle_numbness", "did you mean 'cauda_equina.saddle_numbness'"),
        (NERVES, "sources: [nhs_back_pain", "sources: [nhs_bakc_pain", "cauda_equina.saddle_numbness", "did you mean 'nhs_back_pain'"),
        (NERVES, "{fact: onset_days, below: 2}", "{fact: onset_dais, below: 2}", "nerve.foot_drop_new", "did you mean 'onset_days'"),
        (NERVES, "{fact: onset_days, below: 2}", "{fact: onset_days}", "nerve.foot_drop_new", "is not tested"),
        (NERVES, "{fact: onset_days, below: 2}", "{fact: onset_days, is: new}", "nerve.foot_drop_new", "is a number"),
        (NERVES, "{fact: onset_days, below: 2}", "{below: 2}", "nerve.foot_drop_new", "without a `fact`"),
        (NERVES, "{fact: onset_days, below: 2}", "{fact: complaint, below: 2}", "nerve.foot_drop_new", "is no number"),
        (NERVES, "{fact: onset_days, below: 2}", "{fact: complaint, is: bck}", "nerve.foot_drop_new", "did you mean 'back'"),
        (NERVES, "{fact: onset_days, below: 2}", "{decision: thoracic_pian, is: page}", "nerve.foot_drop_new", "did you mean 'thoracic_pain'"),
        (NERVES, "{fact: onset_days, below: 2}", "{decision: thoracic_pain, is: pages}", "nerve.foot_drop_new", "did you mean 'page'"),
        (NERVES, "{fact: onset_days, below: 2}", "{decision: thoracic_pain}", "nerve.foot_drop_new", "needs `is`"),
        (NERVES, "{fact: onset_days, below: 2}", "{group: nerve_sings}", "nerve.foot_drop_new", "did you mean 'nerve_signs'"),
        (NERVES, "{fact: onset_days, below: 2}", "{none: [nerve.leg_pain]}", "nerve.foot_drop_new", "lower the tier"),
        (NERVES, "{fact: onset_days, below: 2}", "{any: []}", "nerve.foot_drop_new", "empty condition"),
        (NERVES, "{fact: onset_days, below: 2}", "{}", "nerve.foot_drop_new", "empty condition"),
        (NERVES, "{fact: onset_days, below: 2}", "{count: 3, of: [nerve.leg_pain]}", "nerve.foot_drop_new", "makes no sense"),
        (NERVES, "{fact: onset_days, below: 2}", "{count: 1}", "nerve.foot_drop_new", "stand together"),
        (NERVES, "    kind: go_now\n", "", "cauda_equina.saddle_numbness", "needs a `kind`"),
        (NERVES, "kind: go_now", "kind: hurry", "cauda_equina.saddle_numbness", "allowed: ambulance, crisis, go_now"),
        (NERVES, URGENT_RULE, "    tier: urgent\n    kind: go_now\n    exercises: withheld\n", "nerve.foot_drop", "at an emergency only"),
        (NERVES, URGENT_RULE, "    tier: urgent\n    exercises: allowed\n", "nerve.foot_drop", "always withheld"),
        (NERVES, "tier: urgent", "tier: urgnt", "nerve.foot_drop", "did you mean 'urgent'"),
        (NERVES, "tier: selfcare", "tier: none", "nerve.sciatica", "cannot give the tier none"),
        (NERVES, "status: verified", "status: verfied", "cauda_equina.saddle_numbness", "did you mean 'verified'"),
        (NERVES, "sources: [nhs_back_pain, ces_warning_card, nhs_norfolk_back_pain, ahcpr_1994]", "sources: []", "cauda_equina.saddle_numbness", "`sources` is empty"),
        (NERVES, "brief: [CES1, K01]", "brief: []", "cauda_equina.saddle_numbness", "`brief` is empty"),
        (NERVES, "    name: Saddle numbness\n    tier: emergency\n", "    tier: emergency\n    name: Saddle numbness\n", "cauda_equina.saddle_numbness", "wrong order, write: id, name, tier"),
        (NERVES, "    name: Saddle numbness\n", "    nmae: Saddle numbness\n", "cauda_equina.saddle_numbness", "did you mean 'name'"),
        (NERVES, "    name: Saddle numbness\n", "", "cauda_equina.saddle_numbness", "'name' is missing"),
        (NERVES, "name: Saddle numbness", "name: [Saddle]", "cauda_equina.saddle_numbness", "`name`"),
        (NERVES, "reviewed: 2026-11-22", "reviewed: soon", "cauda_equina.saddle_numbness", "`reviewed`"),
        (NERVES, "  - id: nerve.foot_drop_new\n", "  - id: nerve.foot_drop\n", "nerve.foot_drop", "stands twice"),
        (NERVES, "  - id: nerve.foot_drop_new\n", "  - id: Foot Drop\n", "Foot Drop", "must look like"),
        (NERVES, SADDLE, "  - surprise\n" + SADDLE, "rules item 1", "expected keys and values"),
        (FOUND, "red_flag: true", "red_flag: 1", "cauda_equina.saddle_numbness", "`red_flag`"),
        (FOUND, SADDLE, "  - id: area.unused\n    name: n\n    label: l\n    red_flag: true\n    ask: A?\n    brief: [CES1]\n    sources: [project_decision]\n    status: decision\n    reviewed: 2026-11-22\n" + SADDLE, "area.unused", "a red flag that no rule uses"),
        ("findings/pregnancy_child.yml", "{fact: postpartum, is: true}", "child.unwell_signs", "pregnancy.postpartum", "tests facts only"),
        ("findings/pregnancy_child.yml", "    ask: Are you pregnant?\n", "", "pregnancy.pregnant", "'ask' is missing"),
        (FOUND, "doubtful_with: nerve.foot_drop\n", "doubtful_with: nerve.footdrop\n", "nerve.foot_drop_recent", "did you mean 'nerve.foot_drop'"),
        (FOUND, "    ask: Did your foot go weak in the last two days, or is it getting weaker?\n", "", "nerve.foot_drop_recent", "'ask' is missing"),
        ("questions.yml", "finding: nerve.foot_drop}", "finding: nerve.footdrop}", "nerves", "did you mean 'nerve.foot_drop'"),
        ("questions.yml", "id: weak_foot", "id: weak_leg", "nerves", "option id stands twice"),
        ("questions.yml", "unsure_tier: urgent", "unsure_tier: clinician", "nerves", "at least urgent"),
        ("questions.yml", "    unsure_tier: urgent\n", "", "nerves", "needs `yes_tier` and `unsure_tier`"),
        ("questions.yml", "    kind: go_now\n", "", "nerves", "`kind` stands where"),
        ("questions.yml", "order: 2", "order: 1", "chest_or_accident", "same order as 'nerves'"),
        ("questions.yml", "    fact: age\n", "", "about_you", "a number needs `fact`"),
        ("decisions.yml", "chosen: softened", "chosen: hard", "thoracic_pain", "is not allowed"),
        ("decisions.yml", "[poison, ambulance,", "[ambulance,", "settings", "must list each kind once"),
        ("decisions.yml", "unsure_emergency: urgent", "unsure_emergency: clinician", "settings", "at least urgent"),
        ("decisions.yml", "number_findings: [infection.fever]", "number_findings: [infection.heat]", "settings", "unknown finding"),
        ("decisions.yml", "own_case_topics: [see_doctor", "own_case_topics: [see_vet", "settings", "no advice on the topic"),
        ("decisions.yml", "settings:", "setings:", "", "did you mean 'settings'"),
        ("groups.yml", "- nerve.arm_numbness", "- nerve.arm_numb", "nerve_signs", "did you mean 'nerve.arm_numbness'"),
        ("countries.yml", "id: unknown", "id: nowhere", "", "the country 'unknown' is missing"),
        ("sources.yml", "id: nhs_aaa\n", "id: nhs_aaa\n    colour: blue\n", "nhs_aaa", "unknown key 'colour'"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_its_file_and_item(
    file: str,
    old: str,
    new: str,
    item: str,
    message: str,
    edit: Edit,
    problems: Problems,
) -> None:
    edit(file, old, new)

    found = [problem for problem in problems() if problem.file == file]

    assert any(p.item == item and message in str(p) for p in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    name: Saddle numbness\n", "    name: Saddle numbness\n    name: Twice\n", "'name' stands twice"),
        ("    name: Saddle numbness\n", "    name: 'open\n", "not valid YAML: line"),
        ("reviewed: 2026-11-22", "reviewed: 2026-02-31", "not valid YAML"),
    ],
)  # fmt: skip
def test_broken_yaml_is_told_once_and_hides_no_other_file(
    old: str, new: str, message: str, edit: Edit, problems: Problems
) -> None:
    edit(NERVES, old, new)
    edit("rules/infection.yml", "tier: urgent", "tier: urgnt")

    files = {problem.file: str(problem) for problem in problems()}

    assert set(files) == {NERVES, "rules/infection.yml"}
    assert message in files[NERVES]
    assert "did you mean 'urgent'" in files["rules/infection.yml"]


def test_a_broken_findings_file_does_not_make_every_reference_wrong(
    edit: Edit, problems: Problems
) -> None:
    edit(FOUND, "findings:", "findings: [")

    assert [problem.file for problem in problems()] == [FOUND]


def test_all_mistakes_of_all_files_are_told_at_once(
    edit: Edit, problems: Problems
) -> None:
    edit(NERVES, "tier: emergency", "tier: emergncy")
    edit(NERVES, "brief: [CES1, K01]", "breif: [CES1, K01]")
    edit("questions.yml", "order: 2", "order: two")
    edit("countries.yml", "hospital: A&E", "hosptal: A&E")

    found = problems()

    assert {problem.file for problem in found} == {
        NERVES,
        "questions.yml",
        "countries.yml",
    }
    one_item = [p for p in found if p.item == "cauda_equina.saddle_numbness"]
    assert len(one_item) >= 3


def test_a_file_in_place_of_the_folder_is_told(folder: Path) -> None:
    with pytest.raises(KnowledgeError, match="name the knowledge folder"):
        load(folder / "questions.yml")


def test_an_open_quote_is_told_where_it_begins(edit: Edit, problems: Problems) -> None:
    edit(NERVES, "    name: Saddle numbness\n", "    name: 'open\n")

    assert "the quote that begins here is not closed" in str(problems()[0])
    assert problems()[0].line < 10


def test_a_date_in_words_is_told_with_an_example(
    edit: Edit, problems: Problems
) -> None:
    edit(NERVES, "reviewed: 2026-11-22", "reviewed: last week")

    assert "expected a date such as 2026-11-22" in str(problems()[0])


def test_a_file_with_another_ending_is_not_passed_over(
    folder: Path, problems: Problems
) -> None:
    (folder / "rules" / "more.yaml").write_text("rules: []\n", encoding="utf-8")

    assert "end in .yml" in str(problems()[0])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"- a\n", "expected keys and lists"),
        (b"rules: {a: b}\n", "must be a list"),
        (b"rulez: []\n", "did you mean 'rules'"),
        (b"rules: [{}]\n", "rules item 1"),
    ],
)
def test_strange_file_is_told(
    content: bytes, message: str, folder: Path, problems: Problems
) -> None:
    (folder / "rules" / "zz.yml").write_bytes(content)

    assert any(message in str(problem) for problem in problems())


def test_words_for_yes_and_no_stay_words(edit: Edit, folder: Path) -> None:
    edit("countries.yml", "hospital: A&E", "hospital: no")

    assert load(folder).countries["uk"].hospital == "no"


def test_an_exercise_without_a_picture_is_reported(
    edit: Edit, problems: Problems
) -> None:
    edit("poses/strength.yml", "  - id: bridge\n", "  - id: bridges\n")

    said = {(problem.item, problem.message) for problem in problems()}

    assert any(item == "bridge" and "has no picture" in text for item, text in said)
    assert ("bridges", "unknown id in exercises: 'bridges'") in said


@pytest.mark.parametrize("file", ["questions.yml", "plans.yml"])
def test_a_list_without_any_item_is_reported(
    file: str, folder: Path, problems: Problems
) -> None:
    (folder / file).unlink()

    assert any("is one missing?" in problem.message for problem in problems())


def test_red_flags_whose_file_of_rules_is_missing_are_reported(
    folder: Path, problems: Problems
) -> None:
    (folder / NERVES).unlink()

    said = {problem.item: problem.message for problem in problems()}
    assert "no rule carries out CES1" in said["cauda_equina.saddle_numbness"]
