"""Signatures hold for what was signed, and no longer."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from spinewise.rulebook.book import Book
from spinewise.rulebook.listfile import RulebookError
from spinewise.rulebook.review import reviewed_items
from spinewise.rulebook.signing import read_sign_offs, seal, state, unsigned
from spinewise.rulebook.site import pages_of
from tests.unit.triage.build import knowledge

K = knowledge()
ROW = "rules/infection.fever"
RULE = K.rules["infection.fever"]


def _file(tmp_path: Path, more: str = "", row: str = ROW) -> Path:
    file = tmp_path / "sign_off.yml"
    file.write_text(
        f"sign_offs:\n  - id: {row}\n    who: AB\n    when: 2026-12-01\n"
        f'    seal: "{seal(RULE)}"\n{more}',
        encoding="utf-8",
    )
    return file


def test_a_signed_row_tells_who_signed_and_when(tmp_path: Path) -> None:
    signed = read_sign_offs(_file(tmp_path, "    remark: Fine\n"), K)

    assert state(ROW, RULE, signed) == "signed by AB on 2026-12-01: Fine"


def test_a_row_that_changed_is_no_longer_signed(tmp_path: Path) -> None:
    signed = read_sign_offs(_file(tmp_path), K)
    other = msgspec.structs.replace(RULE, why="Another reason.")

    assert state(ROW, other, signed) == "changed since AB signed it on 2026-12-01"
    assert list(unsigned([("rules", other)], signed)) == [("rules", other)]
    assert list(unsigned([("rules", RULE)], signed)) == []


def test_a_row_that_nobody_signed_says_so() -> None:
    assert state(ROW, RULE, {}) == "not signed"


def test_the_seal_is_the_same_for_the_same_row_and_differs_between_rows() -> None:
    seals = [seal(item) for _, item in reviewed_items(K)]

    assert seal(RULE) == seal(msgspec.structs.replace(RULE))
    assert len(set(seals)) == len(seals)


@pytest.mark.parametrize(
    ("more", "row", "told"),
    [
        ("", "rules/infection.fevr", "did you mean 'rules/infection.fever'"),
        ("", "infection.fever", "unknown row 'infection.fever'"),
        ("    colour: red\n", ROW, "unknown key 'colour'"),
        ("  - id: rules/infection.fever\n", ROW, "the id stands twice"),
    ],
)
def test_a_mistake_in_the_file_is_told(
    more: str, row: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(RulebookError, match=r"sign_off\.yml") as error:
        read_sign_offs(_file(tmp_path, more, row), K)

    assert told in str(error.value)


def test_the_rulebook_shows_signatures(book: Book, tmp_path: Path) -> None:
    signed = read_sign_offs(_file(tmp_path), book.knowledge)
    rule = book.knowledge.rules["infection.fever"]
    pages = {p.name: p.text for p in pages_of(dataclasses.replace(book, signed=signed))}

    assert "signed by AB on 2026-12-01" in pages["rules-infection"]
    assert f"<code>{seal(rule)}</code> | signed by AB" in pages["signing"]
    rows = len(list(reviewed_items(book.knowledge)))
    assert f"[Rows without a signature](signing.md) | {rows - 1} |" in pages["index"]
