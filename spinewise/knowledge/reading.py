"""Read YAML the way a clinician expects it.

Words such as `no` and `on` stay words (YAML 1.1 turns them into false and true, which
would empty a list of negation words), and a key that stands twice is an error.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from spinewise.knowledge.problems import Problem

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BaseLoader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _NoDoubles:
    """Refuses a key that stands twice, which YAML would pass over."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        mapping = super().construct_mapping(node, deep=deep)  # type: ignore[misc]
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                problem=f"the key {_first_double(node)!r} stands twice in one mapping",
                problem_mark=node.start_mark,
            )
        return mapping


class _StrictLoader(_NoDoubles, _Loader):  # type: ignore[misc, valid-type]
    """The safe loader without surprises."""


class _WordLoader(_NoDoubles, _BaseLoader):  # type: ignore[misc, valid-type]
    """Takes every value as the words that stand there, `no` and `10` too."""


def _first_double(node: yaml.MappingNode) -> str:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            return str(key.value)
        seen.add(key.value)
    return "<<"


# Only true and false are yes-or-no values; y, yes, no, on and off are words.
_StrictLoader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:bool" or letter in "tTfF"
    ]
    for letter, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def _date(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:  # such as 2026-02-31
        raise yaml.constructor.ConstructorError(
            problem=f"{node.value!r} is no date: {error}", problem_mark=node.start_mark
        ) from error


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read_text(
    text: str, *, file: str, words: bool = False
) -> tuple[Any, list[Problem]]:
    """The document in `text`, and what is wrong with it as YAML (then None).

    With `words`, every value is taken as it stands, so that `no` and `10` are words.
    """
    try:
        loader = _WordLoader if words else _StrictLoader
        return yaml.load(text, Loader=loader), []  # noqa: S506 - safe loaders
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if error.context and "quoted" in error.context and error.context_mark:
            # Where it was noticed is often the end of the file.
            mark = error.context_mark
            error.problem = "the quote that begins here is not closed"
        line = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        text = f"not valid YAML: {line}{error.problem}"
        return None, [Problem(file, "", text, line=mark.line + 1 if mark else 0)]
    except yaml.YAMLError as error:
        return None, [Problem(file, "", f"not valid YAML: {error}")]


def read_file(
    path: Path, *, file: str, words: bool = False
) -> tuple[Any, list[Problem]]:
    """As `read_text`, from a file that must be UTF-8."""
    try:
        content = path.read_bytes()
        return read_text(content.decode("utf-8"), file=file, words=words)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = "not UTF-8 text; save the file with the encoding UTF-8"
        return None, [Problem(file, "", text, line=line)]
    except FileNotFoundError:
        return None, [Problem(file, "", "the file is missing")]
    except OSError as error:
        return None, [Problem(file, "", f"cannot be read: {error.strerror}")]
