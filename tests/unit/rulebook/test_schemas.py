"""The schemas for editors fit the types and the files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from spinewise.checking.schemas import all_schemas
from spinewise.cli import main
from spinewise.knowledge.reading import read_file, read_text
from spinewise.rulebook.schemas import shown
from tests.unit.triage.build import FOLDER

ROOT = FOLDER.parent
FILES = sorted(FOLDER.rglob("*.yml"))
SCHEMAS = all_schemas()
WORDS = FOLDER / "lexicon" / "en"


def _schema_for(file: Path) -> str:
    """The schema of a file: of its folder or its own for a word list."""
    if WORDS not in file.parents:
        return "knowledge.json"
    return f"lexicon_{file.stem if file.parent == WORDS else file.parent.name}.json"


def _plain(value: Any) -> Any:
    """The value as an editor sees it: a date is a word."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _problems(content: Any, schema: str = "knowledge.json") -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[schema])
    return [error.message for error in validator.iter_errors(_plain(content))]


def _parsed(text: str) -> Any:
    content, problems = read_text(text, file="x.yml")
    assert not problems
    return content


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_files_are_what_the_types_say(name: str) -> None:
    written = (ROOT / "docs" / "schemas" / name).read_text(encoding="utf-8")

    assert written == shown(SCHEMAS[name]), "out of date: run `make schemas`"


def test_there_is_no_schema_that_nothing_makes() -> None:
    names = {file.name for file in (ROOT / "docs" / "schemas").iterdir()}

    assert names == set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_of_the_knowledge_fits(file: Path) -> None:
    content, _ = read_file(file, file=file.name)

    assert _problems(content, _schema_for(file)) == []


@pytest.mark.parametrize(
    ("schema", "text", "told"),
    [
        (
            "lexicon_concepts.json",
            "concepts: [{id: a, wrods: [b]}]",
            "'wrods' was unex",
        ),
        ("lexicon_concepts.json", "concepts: [{id: a, words: b}]", "is not of type"),
        ("lexicon_findings.json", "phrases: [{finding: a.b}]", "'say' is a required"),
        ("lexicon_cues.json", "cues: [{cue: a, kind: nope}]", "'nope' is not one of"),
        ("lexicon_cues.json", "cues: []", "'clauses' is a required"),
        ("lexicon_forms.json", "ending: {}", "'ending' was unexpected"),
    ],
)
def test_a_mistake_in_a_word_list_is_marked(schema: str, text: str, told: str) -> None:
    assert told in "\n".join(_problems(_parsed(text), schema))


def test_words_that_look_like_numbers_are_words() -> None:
    text = "concepts: [{id: ten, words: [ten, 10, 1.5, true]}]"

    assert _problems(_parsed(text), "lexicon_concepts.json") == []


def test_the_hazard_log_fits() -> None:
    log = ROOT / "docs" / "safety" / "hazards.yml"

    assert _problems(read_file(log, file=log.name)[0], "hazards.json") == []


RULE = """
rules:
  - id: a.b
    name: A name
    tier: {tier}
    exercises: withheld
    when: {when}
    why: Because.
    brief: [X]
    sources: [y]
    status: {status}
    reviewed: 2026-11-22
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tier": "urgnt"}, "'urgnt' is not one of"),
        ({"tier": "3"}, "3 is not one of"),
        ({"status": "sure"}, "'sure' is not one of"),
        ({"when": "{al: [a.b]}"}, "not valid under any"),
        ({"when": "{all: a.b}"}, "not valid under any"),
    ],
)
def test_a_mistake_is_marked(change: dict[str, str], told: str) -> None:
    sound = {"tier": "urgent", "when": "a.b", "status": "verified"}
    assert _problems(_parsed(RULE.format(**sound))) == []

    assert told in "\n".join(_problems(_parsed(RULE.format(**(sound | change)))))


def test_an_unknown_list_and_a_missing_key_are_marked() -> None:
    told = "\n".join(_problems(_parsed("rulez: []\nrules: [{id: a.b}]\n")))

    assert "'rulez' was unexpected" in told
    assert "'why' is a required property" in told


def test_the_command_writes_every_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schemas", str(tmp_path / "new" / "folder")]) == 0

    written = {file.name for file in (tmp_path / "new" / "folder").iterdir()}
    assert written == set(SCHEMAS)
    assert "knowledge.json" in capsys.readouterr().out
