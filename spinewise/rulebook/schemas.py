"""JSON Schemas for editors, made from the types that the files are read into."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from spinewise.knowledge import Knowledge, Tier
from spinewise.knowledge.types import Settings
from spinewise.rulebook.hazards import Hazard
from spinewise.rulebook.signing import SignOff

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE: Final = "#/$defs/{name}"


Schemas = dict[str, dict[str, Any]]


def schemas() -> Schemas:
    """The schemas of everything but the word lists, by file name."""
    return {
        "knowledge.json": schema_of(
            "A file of knowledge/, word lists excepted",
            lists=_lists(),
            alone={"settings": Settings},
        ),
        "hazards.json": schema_of("docs/safety/hazards.yml", lists={"hazards": Hazard}),
        "sign_off.json": schema_of(
            "docs/safety/sign_off.yml", lists={"sign_offs": SignOff}
        ),
    }


def write_schemas(folder: Path, all_schemas: Schemas) -> list[Path]:
    """Write the schemas into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in all_schemas.items():
        file = folder / name
        file.write_text(shown(schema), encoding="utf-8")
        written.append(file)
    return written


def shown(schema: dict[str, Any]) -> str:
    """The schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _lists() -> dict[str, type[Any]]:
    """The lists that files may hold, as the loaded knowledge keeps them by id."""
    hints = typing.get_type_hints(Knowledge)
    return {
        name: typing.get_args(kind)[1]
        for name, kind in hints.items()
        if typing.get_origin(kind) is Mapping
    }


def schema_of(
    title: str,
    *,
    lists: dict[str, type[Any]],
    alone: dict[str, type[Any]] | None = None,
) -> dict[str, Any]:
    """The schema of a file with these lists and these single mappings."""
    kinds = {**lists, **(alone or {})}
    parts, definitions = msgspec.json.schema_components(
        kinds.values(), ref_template=_REFERENCE
    )
    # The files write a tier by its name; the number is for comparing only.
    if "Tier" in definitions:
        labels = [tier.label for tier in Tier]
        definitions["Tier"] = {"title": "Tier", "enum": labels}
    return {
        "$schema": _DIALECT,
        "title": title,
        "type": "object",
        "properties": {
            key: {"type": "array", "items": part} if key in lists else part
            for key, part in zip(kinds, parts, strict=True)
        },
        "additionalProperties": False,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }
