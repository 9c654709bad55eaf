"""Find the line of a file on which a problem stands.

The checks work on parsed data, which knows no lines. Only files that have a problem
are read a second time here, this time as nodes with their places.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from spinewise.knowledge.problems import Problem

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_lines(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """The problems, each with its line where that can be told.

    The line is that of the wrong value; where the problem names none, or a key that is
    not there, it is that of the nearest thing around it, at worst the first line.
    """
    trees: dict[str, yaml.Node | None] = {}
    found = []
    for problem in problems:
        if problem.line == 0:
            if problem.file not in trees:
                trees[problem.file] = _tree(folder / problem.file)
            line = _line_of(problem, trees[problem.file])
            problem = dataclasses.replace(problem, line=line)
        found.append(problem)
    return found


def _tree(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(file.read_bytes(), Loader=_Loader)
    except (OSError, yaml.YAMLError):
        return None


def _line_of(problem: Problem, tree: yaml.Node | None) -> int:
    if tree is None:
        return 0
    node = start = tree
    for step in problem.path:
        found = _step(node, step)
        if found is None:
            break
        start, node = found
    named = (one for one in _scalars(node) if one.value == problem.value)
    nearest = next(named, start) if problem.value else start
    return int(nearest.start_mark.line) + 1


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Where the next part of a path begins, and the node that it is."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        parts = node.value
        return (parts[step - 1], parts[step - 1]) if step <= len(parts) else None
    return None


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    else:
        for part in node.value:
            yield from _scalars(part)
