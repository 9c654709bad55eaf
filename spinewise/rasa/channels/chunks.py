"""Splitting a text into parts that a service takes, at the best places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

_BREAKS = ("\n\n", "\n", ". ", " ")


def chunks(text: str, limit: int, size: Callable[[str], int] = len) -> list[str]:
    """Return the text in parts of at most `limit`, as `size` measures them.

    A part has at most `limit` characters too.

    Cuts stand between paragraphs, else lines, sentences or words; a word is cut
    only when it is too long by itself. Nothing but white space at a cut is lost.
    """
    parts = []
    rest = text.strip()
    while size(rest) > limit:
        lengths = range(1, min(len(rest), limit) + 1)
        most = bisect_right(lengths, limit, key=lambda n: size(rest[:n]))
        cut = _best_cut(rest, max(most, 1))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [part for part in (*parts, rest) if part]


def _best_cut(text: str, most: int) -> int:
    """Return where to cut at or before `most`, not in the first half."""
    for mark in _BREAKS:
        found = text.rfind(mark, most // 2, most)
        if found > 0:
            return found + len(mark)
    return most


def utf16_units(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
