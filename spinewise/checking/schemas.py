"""JSON Schemas for editors: of the knowledge, of the hazard log, of the word lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from spinewise.checking.lexicon import FILES, LISTS
from spinewise.rulebook.schemas import Schemas, schema_of, schemas, write_schemas

# Word lists take `10` and `no` for the words that stand there; editors do not.
_ANY_WORD: Final = {"type": ["string", "number", "boolean"]}


def all_schemas() -> Schemas:
    """Every schema by its file name."""
    found = schemas()
    for folder, (key, kind) in LISTS.items():
        title = f"A file of knowledge/lexicon/en/{folder}/"
        schema = schema_of(title, lists={key: kind})
        found[f"lexicon_{folder}.json"] = _with_any_word(schema)
    for file, holds in FILES.items():
        title = f"knowledge/lexicon/en/{file}"
        found[f"lexicon_{Path(file).stem}.json"] = _of_whole_file(title, holds)
    return found


def print_schemas(folder: Path) -> None:
    """Write the schemas for editors and print where they are."""
    for file in write_schemas(folder, all_schemas()):
        print(file)


def _of_whole_file(title: str, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The schema of a file that is one mapping."""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    schema = schema_of(title, lists={}, alone=fields)
    needed = [f.encode_name for f in msgspec.structs.fields(kind) if f.required]
    return {**schema, "required": needed}


def _with_any_word(schema: Any) -> Any:
    if isinstance(schema, dict):
        if schema.get("type") == "string":
            return {**schema, **_ANY_WORD}
        return {key: _with_any_word(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_with_any_word(part) for part in schema]
    return schema
