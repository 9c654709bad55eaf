"""Reads Rasa's YAML files as Rasa does, with the parser written in C.

Rasa's own reader takes a second for the domain of a model. Whatever this one cannot
read just so (environment variables, repeated keys, broken files) is left to it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import rasa.shared.utils.io
import yaml
from rasa.shared.core.domain import Domain
from ruamel.yaml.resolver import implicit_resolvers

_VERSION: Final = (1, 2)
# Environment variables, escapes, merged mappings, tags, anchors and aliases.
_LEFT_TO_RASA: Final = re.compile(
    r"\$\{|\\|<<|(?:^\s*|[-:?]\s+|[\[{,]\s*)[!&*]", re.MULTILINE
)
_read_slowly = rasa.shared.utils.io.read_yaml
_read_directory = Domain.from_directory


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads what a word means (a number, a truth value) by the rules of YAML 1.2."""

    yaml_implicit_resolvers: Final[dict[str, Any]] = {}


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    made: dict[Any, Any] = dict(loader.construct_pairs(node, deep=True))
    if len(made) < len(node.value):
        raise yaml.YAMLError("a key stands twice")
    return made


def _integer(loader: Any, node: yaml.ScalarNode) -> int:
    text = loader.construct_scalar(node).replace("_", "")
    digits = text.lstrip("+-")
    return int(text, 0) if digits[:2] in ("0b", "0o", "0x") else int(text)


def _refused(_loader: Any, node: yaml.Node) -> None:
    raise yaml.YAMLError(f"{node.tag} is left to Rasa")


for _versions, _tag, _pattern, _first in implicit_resolvers:
    if _VERSION in _versions:
        _Loader.add_implicit_resolver(_tag, _pattern, _first)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _refused)


def read_yaml(content: str, reader_type: Any = "safe") -> Any:
    """Return what a YAML text says; raises what Rasa's reader raises."""
    if reader_type != "safe" or _LEFT_TO_RASA.search(content):
        return _read_slowly(content, reader_type)
    try:
        return yaml.load(content, Loader=_Loader) or {}  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError):
        return _read_slowly(content, reader_type)


def use() -> None:
    """Let Rasa read the files of a starting server with this reader.

    The domain in a model was validated when the model was trained, so it isn't again;
    Rasa would read it three times for that.
    """
    rasa.shared.utils.io.read_yaml = read_yaml
    Domain.from_directory = staticmethod(_domain_in)


def _domain_in(folder: str) -> Domain:
    files = [file for file in Path(folder).rglob("*") if file.is_file()]
    if len(files) != 1:
        return _read_directory(folder)
    return Domain.from_dict(read_yaml(files[0].read_text(encoding="utf-8")))
