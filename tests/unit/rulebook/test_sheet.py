"""The rules go into a spreadsheet and come back unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.rulebook.commands import compare_sheet, export_sheet
from spinewise.rulebook.diff import changes, told
from spinewise.rulebook.listfile import RulebookError
from spinewise.rulebook.sheet import read_sheet, write_sheet
from tests.unit.triage.build import FOLDER, knowledge

K = knowledge()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "rules.csv"
    write_sheet(K, file)
    return file


def _change(sheet: Path, old: str, new: str) -> None:
    text = sheet.read_text(encoding="utf-8-sig")
    assert old in text
    sheet.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def test_every_rule_comes_back_as_it_went(sheet: Path) -> None:
    assert read_sheet(sheet, K).rules == K.rules


def test_a_changed_cell_is_told(sheet: Path) -> None:
    _change(
        sheet,
        "infection.fever,Back pain with fever,,urgent",
        "infection.fever,Back pain with fever,,clinician",
    )

    found = told(changes(K, read_sheet(sheet, K)))

    assert "! rule infection.fever: tier moved from urgent to clinician" in found


def test_a_deleted_row_is_told(sheet: Path) -> None:
    lines = sheet.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("infection.fever,")]
    sheet.write_text("".join(kept), encoding="utf-8-sig")

    found = told(changes(K, read_sheet(sheet, K)))

    assert "! rule infection.fever removed (urgent: Back pain with fever)" in found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",,urgent,", ",,urgnt,", "did you mean 'urgent'"),
        ("2026-11-22", "22/11/2026", "a date such as 2026-11-22"),
        ("id,name", "no,name", "the key 'id' is missing"),
        ('""below"":', '""below""', "not valid YAML"),
        (',""below"":20.0', "", "'age' is not tested"),
    ],
)
def test_a_spoilt_cell_is_told(old: str, new: str, message: str, sheet: Path) -> None:
    _change(sheet, old, new)

    with pytest.raises(RulebookError) as error:
        read_sheet(sheet, K)

    assert message in str(error.value)


def test_a_sheet_without_rules_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    file.write_text("id,name\n", encoding="utf-8")

    with pytest.raises(RulebookError, match="holds no rules"):
        read_sheet(file, K)


def test_a_sheet_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="No such file"):
        read_sheet(tmp_path / "rules.csv", K)


def test_the_commands_say_what_would_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.csv"

    assert export_sheet(FOLDER, file) == 0
    assert f"{len(K.rules)} rules. Nothing changed." in capsys.readouterr().out
    _change(file, ",,urgent,", ",,emergency,")
    assert compare_sheet(FOLDER, file) == 0
    assert "moved from urgent to emergency" in capsys.readouterr().out
    assert compare_sheet(FOLDER, tmp_path / "none.csv") == 1
