"""Hear findings, facts, complaints and answers in what a person types.

The public door is `Listener`: it promises that every finding comes with the
person's own words and with what is claimed about it (present, absent, uncertain,
past, someone else's).
The method is NegEx/ConText (Chapman 2001, Harkema 2009) with word lists of our own,
because clinical cue lists are wrong for typed patient language.
"""

from spinewise.language.entries import Lexicon
from spinewise.language.lexicon import LexiconError, load_lexicon, unknown_findings
from spinewise.language.listener import Heard, Listener

__all__ = [
    "Heard",
    "Lexicon",
    "LexiconError",
    "Listener",
    "load_lexicon",
    "unknown_findings",
]
