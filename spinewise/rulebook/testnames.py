"""Know which tests exist without running or importing them."""

from __future__ import annotations

import ast
from pathlib import Path


class TestNames:
    """The tests of a project by pytest node id: `tests/x.py::test_y`.

    Files are read only when they are asked about. Importing them in place of reading
    would start servers and need everything that the tests need.
    """

    __test__ = False  # pytest would take the name of the class for a test

    def __init__(self, project: Path) -> None:
        """Look below this folder."""
        self._project = project
        self._known: dict[str, frozenset[str]] = {}

    def __contains__(self, node_id: object) -> bool:
        """Whether there is such a test; a case in `[...]` is not looked at."""
        file, _, name = str(node_id).partition("::")
        if file not in self._known:
            self._known[file] = _tests_in(self._project / file)
        return name.partition("[")[0] in self._known[file]


def _tests_in(file: Path) -> frozenset[str]:
    if file.suffix != ".py" or not file.is_file():
        return frozenset()
    names = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        names.update(_names(node, ""))
    return frozenset(names)


def _names(node: ast.stmt, prefix: str) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return {prefix + node.name} if node.name.startswith("test_") else set()
    if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
        inner = (_names(each, f"{prefix}{node.name}::") for each in node.body)
        return set().union(*inner)
    return set()
