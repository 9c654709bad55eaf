"""The summary that a person takes along: what was said, asked, found and shown.

Pure: collects it from a conversation's state and renders it as text or as a
one-page PDF. Headings stand in `data/responses/summary.yml`.
"""

from spinewise.summary.collecting import Section, Summary, collect
from spinewise.summary.rendering import as_pdf, as_text
from spinewise.summary.words import SummaryWords, read_words

__all__ = [
    "Section",
    "Summary",
    "SummaryWords",
    "as_pdf",
    "as_text",
    "collect",
    "read_words",
]
