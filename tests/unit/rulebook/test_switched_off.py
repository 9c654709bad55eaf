"""A rule that a clinician switched off holds never, and is to be seen everywhere."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from spinewise.checking import check
from spinewise.explaining import explain
from spinewise.knowledge import Knowledge, KnowledgeError, load
from spinewise.rulebook.book import Book
from spinewise.rulebook.diff import changes, told
from spinewise.rulebook.site import pages_of
from spinewise.triage import Tier, assess
from tests.unit.rulebook.conftest import Edit
from tests.unit.triage.build import case, knowledge, rules_of

K = knowledge()
RULE = "infection.fever"
REASON = "Waits for the new pathway (AB)"


def _without(rule_id: str) -> Knowledge:
    off = msgspec.structs.replace(K.rules[rule_id], switched_off=REASON)
    return msgspec.structs.replace(K, rules={**K.rules, rule_id: off})


@pytest.fixture
def off(changed: Path, edit: Edit) -> Path:
    name = f"    name: {K.rules[RULE].name}\n"
    edit("rules/infection.yml", name, f"{name}    switched_off: {REASON}\n")
    return changed


def test_it_does_not_hold() -> None:
    fever = case("infection.fever")

    assert RULE in rules_of(assess(fever, K))
    assert RULE not in rules_of(assess(fever, _without(RULE)))


def test_it_does_not_nearly_hold_and_asks_for_nothing() -> None:
    found = assess(case(uncertain=("infection.fever",)), _without(RULE))

    assert RULE not in [near.rule.id for near in found.nearly]


def test_the_rest_still_holds() -> None:
    worse = case("infection.fever", "condition.diabetes")

    assert assess(worse, _without(RULE)).tier is Tier.EMERGENCY


def test_no_rule_of_the_project_is_switched_off() -> None:
    assert [r.id for r in K.rules.values() if r.switched_off is not None] == []


def test_it_is_read_from_the_file(off: Path) -> None:
    assert load(off).rules[RULE].switched_off == REASON


@pytest.mark.parametrize("reason", ['""', '"  "'])
def test_it_needs_a_reason(reason: str, changed: Path, edit: Edit) -> None:
    name = f"    name: {K.rules[RULE].name}\n"
    edit("rules/infection.yml", name, f"{name}    switched_off: {reason}\n")

    with pytest.raises(KnowledgeError, match="`switched_off` needs the reason"):
        load(changed)


def test_check_tells_it(off: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(off) == 0

    told_by_check = capsys.readouterr().out
    assert f"switched off: {RULE} (urgent): {REASON}" in told_by_check


def test_explain_tells_it_where_its_finding_is_heard(off: Path) -> None:
    line = f"switched off {RULE} (urgent): {REASON}"

    assert line in explain("my back hurts and i have a fever", off)
    assert line not in explain("my back is stiff", off)


def test_the_diff_marks_it(off: Path) -> None:
    new = load(off)

    assert f"! rule {RULE}: switched off: “{REASON}”" in told(changes(K, new))
    assert f"  rule {RULE}: switched on" in told(changes(new, K))


def test_the_rulebook_shows_it(book: Book) -> None:
    shown = dataclasses.replace(book, knowledge=_without(RULE))
    pages = {page.name: page.text for page in pages_of(shown)}

    assert (
        f'<span class="off">Switched off</span> {REASON}' in (pages["rules-infection"])
    )
    assert REASON in pages["index"]
    assert "(switched off)" in pages["rules"]
