"""The baseline: a handful of words, as most open health bots listen.

A phrase of four means `emergency`, the word "pain" means `urgent`, all else
`selfcare`. It knows no denial, no other people and no other words.
"""

from __future__ import annotations

_EMERGENCY = ("chest pain", "difficulty breathing", "severe bleeding", "heart attack")


def tier_of(text: str) -> str:
    """Return the tier that the words alone give."""
    text = text.lower()
    if any(words in text for words in _EMERGENCY):
        return "emergency"
    return "urgent" if "pain" in text else "selfcare"
