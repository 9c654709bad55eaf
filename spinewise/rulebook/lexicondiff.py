"""Tell which words and phrases came to the word lists and which left them.

The files are compared as data, wherever an entry stands: moving a phrase from one file
to another changes nothing about what is heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from spinewise.knowledge.reading import read_file
from spinewise.rulebook.changes import Change

_LEXICON: Final = "lexicon"
_NAMES: Final = ("finding", "id")
# More exceptions and more doubt mean that less is heard as present.
_HOLDS_BACK: Final = ("except", "uncertain_with", "needs_context")


def lexicon_changes(old: Path, new: Path) -> list[Change]:
    """The changes of the word lists of two knowledge folders."""
    before, after = _entries(old / _LEXICON), _entries(new / _LEXICON)
    found = []
    for title, text in sorted(before - after):
        risky = title.rpartition(": ")[2] not in _HOLDS_BACK
        found.append(Change(f"words for {title}: “{text}” dropped", risky))
    for title, text in sorted(after - before):
        risky = title.rpartition(": ")[2] in _HOLDS_BACK
        found.append(Change(f"words for {title}: “{text}” added", risky))
    return found


def _entries(folder: Path) -> set[tuple[str, str]]:
    entries: set[tuple[str, str]] = set()
    for file in sorted(folder.rglob("*.yml")):
        content, _ = read_file(file, file=file.name)
        if isinstance(content, dict):
            for key, value in content.items():
                entries.update(_inside(file.stem, str(key), value))
    return entries


def _inside(owner: str, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for part in value:
            yield from _inside(owner, key, part)
    elif isinstance(value, dict):
        named = [str(value[name]) for name in _NAMES if name in value]
        if named:
            for inner, part in value.items():
                if inner not in _NAMES:
                    yield from _inside(named[0], str(inner), part)
        elif all(not isinstance(part, list | dict) for part in value.values()):
            shown = ", ".join(f"{name} {part}" for name, part in value.items())
            yield f"{owner}: {key}", shown
        else:
            for inner, part in value.items():
                yield from _inside(f"{owner}, {key}", str(inner), part)
    else:
        yield f"{owner}: {key}", str(value)
