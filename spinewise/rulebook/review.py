"""What waits for a clinician: overdue reviews and rows without a source."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import Any, Final

from spinewise.knowledge import Knowledge

SECTIONS: Final = (
    "rules",
    "findings",
    "questions",
    "exercises",
    "contraindications",
    "plans",
    "phases",
    "timeline",
    "advice",
    "countries",
    "decisions",
)
_MONTHS: Final = 12


def reviewed_items(knowledge: Knowledge) -> Iterator[tuple[str, Any]]:
    """Every item that carries a review date, with the name of its list."""
    for section in SECTIONS:
        for item in getattr(knowledge, section).values():
            yield section, item


def due(reviewed: datetime.date, months: int) -> datetime.date:
    """The day on which the next review is due."""
    years, month = divmod(reviewed.month - 1 + months, _MONTHS)
    year, month = reviewed.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(reviewed.day, last))


def overdue(knowledge: Knowledge, today: datetime.date) -> list[tuple[str, Any]]:
    """The items whose review was due before today, the oldest first."""
    months = knowledge.settings.review_months
    late = [
        (section, item)
        for section, item in reviewed_items(knowledge)
        if due(item.reviewed, months) < today
    ]
    return sorted(late, key=lambda pair: pair[1].reviewed)


def unverified(knowledge: Knowledge) -> list[tuple[str, Any]]:
    """The items and sources that rest on general knowledge until now."""
    rows = [*reviewed_items(knowledge)]
    rows += [("sources", source) for source in knowledge.sources.values()]
    return [(section, item) for section, item in rows if item.status == "unverified"]
