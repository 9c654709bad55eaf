"""What waits for a clinician is found."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from spinewise.rulebook.review import due, overdue, reviewed_items, unverified
from tests.unit.triage.build import knowledge

K = knowledge()
DATE = datetime.date


@pytest.mark.parametrize(
    ("reviewed", "months", "day"),
    [
        (DATE(2026, 11, 22), 12, DATE(2027, 11, 22)),
        (DATE(2026, 11, 22), 1, DATE(2026, 12, 22)),
        (DATE(2026, 11, 22), 2, DATE(2027, 1, 22)),
        (DATE(2024, 2, 29), 12, DATE(2025, 2, 28)),
        (DATE(2026, 8, 31), 6, DATE(2027, 2, 28)),
        (DATE(2026, 12, 31), 24, DATE(2028, 12, 31)),
    ],
)
def test_a_review_is_due_on_the_same_day_of_a_later_month(
    reviewed: datetime.date, months: int, day: datetime.date
) -> None:
    assert due(reviewed, months) == day


def test_an_item_is_overdue_once_its_months_have_passed() -> None:
    rule = K.rules["infection.fever"]
    last_day = due(rule.reviewed, K.settings.review_months)

    assert ("rules", rule) not in overdue(K, last_day)
    assert ("rules", rule) in overdue(K, last_day + datetime.timedelta(days=1))


def test_the_oldest_review_stands_first() -> None:
    old = msgspec.structs.replace(
        K.rules["infection.fever"], reviewed=datetime.date(2019, 1, 1)
    )
    aged = msgspec.structs.replace(K, rules={**K.rules, old.id: old})

    assert overdue(aged, datetime.date(2030, 1, 1))[0] == ("rules", old)


def test_every_list_with_a_review_date_is_looked_at() -> None:
    lists = {section for section, _ in reviewed_items(K)}
    dated = {
        field.name
        for field in msgspec.structs.fields(K)
        if isinstance(getattr(K, field.name), dict)
        and any(hasattr(item, "reviewed") for item in getattr(K, field.name).values())
    }

    assert lists == dated


def test_unverified_rows_are_the_unverified_ones_with_sources_among_them() -> None:
    rows = unverified(K)

    assert {item.status for _, item in rows} == {"unverified"}
    assert {"countries", "sources"} <= {section for section, _ in rows}
