"""Small pieces of Markdown, and where each item of knowledge has its place.

All pages lie in one folder, so that a link is the same on every page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from spinewise.knowledge import Knowledge, Tier
from spinewise.knowledge.types import Kind

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~^])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its file name without ending, its title and its Markdown.

    `group` is the heading in the navigation under which it stands; empty: on top.
    """

    name: str
    title: str
    text: str
    group: str = ""


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_HasId)


def pages_by_area(
    what: str, items: Iterable[_Item], shown: Callable[[_Item], Iterable[str]]
) -> Iterator[Page]:
    """One page for each area of ids; `shown` gives the paragraphs of an item."""
    areas: dict[str, list[_Item]] = {}
    for item in items:
        areas.setdefault(area_of(item.id), []).append(item)
    for area in sorted(areas):
        title = area.replace("_", " ").capitalize()
        parts = [f"# {what.capitalize()}: {title.lower()}"]
        parts += ["\n\n".join(shown(item)) for item in areas[area]]
        yield Page(
            name=f"{what}-{area}",
            title=title,
            text="\n\n".join(parts),
            group=f"{what.capitalize()} by area",
        )


def escaped(text: object) -> str:
    """The text with everything taken out that Markdown or HTML would act on."""
    flat = " ".join(str(text).split())
    return _SPECIAL.sub(r"\\\1", html.escape(flat, quote=False))


def code(text: object) -> str:
    """The text as a word of code."""
    return f"<code>{html.escape(str(text), quote=False).replace('|', '&#124;')}</code>"


def area_of(item_id: str) -> str:
    """The part of an id before its dot: `heart` of `heart.chest_pain`."""
    return item_id.partition(".")[0]


def anchor(item_id: str) -> str:
    """The id as it stands in an address."""
    return item_id.replace(".", "-")


def heading(level: int, title: str, item_id: str) -> str:
    """A heading that links can point at."""
    return f"{'#' * level} {escaped(title)} {{ #{anchor(item_id)} }}"


def link(text: str, page: str, item_id: str = "") -> str:
    """A link to an item on a page, or to the page."""
    place = f"#{anchor(item_id)}" if item_id else ""
    return f"[{escaped(text)}]({page}.md{place})"


def rule_link(rule_id: str, knowledge: Knowledge) -> str:
    """A link to a rule by its name."""
    rule = knowledge.rules[rule_id]
    return link(rule.name, f"rules-{area_of(rule_id)}", rule_id)


def finding_link(finding_id: str, knowledge: Knowledge) -> str:
    """A link to a finding, or to a group of findings, by its name."""
    if finding_id in knowledge.findings:
        name = knowledge.findings[finding_id].name
        return link(name, f"findings-{area_of(finding_id)}", finding_id)
    return link(knowledge.groups[finding_id].name, "groups", finding_id)


def source_links(ids: Iterable[str], knowledge: Knowledge) -> str:
    """Links to sources by their titles."""
    return "; ".join(
        link(knowledge.sources[name].title, "sources", name) for name in ids
    )


def badge(tier: Tier, kind: Kind | None = None) -> str:
    """The tier as a coloured word, with the kind of an emergency."""
    more = f" · {kind.replace('_', ' ')}" if kind else ""
    return f'<span class="tier {tier.label}">{tier.label}{more}</span>'


def mark(status: str) -> str:
    """The status of an item, made to stand out unless it is verified."""
    return f'<span class="status {status}">{status}</span>'


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of cells that are Markdown already; empty when there are no rows."""
    lines = [_row(cells) for cells in rows]
    if not lines:
        return "*None.*"
    heads = list(head)
    return "\n".join([_row(heads), _row("---" for _ in heads), *lines])


def ground_rows(item: Any, knowledge: Knowledge) -> list[tuple[str, str]]:
    """What every item says about where it comes from, as rows of a table."""
    rows = [("Brief", ", ".join(item.brief))] if item.brief else []
    return [
        *rows,
        ("Sources", source_links(item.sources, knowledge)),
        ("Status", mark(item.status)),
        ("Reviewed", item.reviewed.isoformat()),
    ]


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
