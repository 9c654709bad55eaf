"""Write the rulebook as Markdown with the configuration of the site generator."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml

from spinewise.rulebook.book import Book
from spinewise.rulebook.care_pages import care_pages
from spinewise.rulebook.finding_pages import (
    decision_table,
    finding_pages,
    question_page,
)
from spinewise.rulebook.markdown import Page
from spinewise.rulebook.review_pages import overview, review_pages
from spinewise.rulebook.rule_pages import rule_pages

CONFIGURATION: Final = "rulebook.yml"
_PAGES: Final = "rulebook-src"
_SITE: Final = "rulebook"
_STYLE: Final = "rulebook.css"


def pages_of(book: Book) -> Iterator[Page]:
    """Every page, in the order of the navigation."""
    yield overview(book)
    yield decision_table(book)
    yield question_page(book)
    rules = list(rule_pages(book))
    yield rules[0]
    yield from care_pages(book)
    yield from review_pages(book)
    yield from rules[1:]
    yield from finding_pages(book)


def write_site(book: Book, folder: Path) -> tuple[Page, ...]:
    """Write the pages and the configuration of the generator below `folder`.

    Pages of an earlier rulebook are removed first. The generator will put the site into
    `folder/rulebook`; it accepts nothing outside the folder of its configuration.

    Returns:
        The pages that were written.

    Raises:
        FileExistsError: there is something else where the pages belong.
    """
    sources = folder / _PAGES
    if sources.exists():
        if any(sources.iterdir()) and not (sources / _STYLE).exists():
            raise FileExistsError(f"{sources} holds something else than a rulebook")
        shutil.rmtree(sources)
    sources.mkdir(parents=True)
    pages = tuple(pages_of(book))
    for page in pages:
        file = sources / f"{page.name}.md"
        file.write_text(page.text + "\n", encoding="utf-8")
    style = resources.files("spinewise.rulebook").joinpath(_STYLE)
    (sources / _STYLE).write_text(style.read_text("utf-8"), encoding="utf-8")
    text = yaml.safe_dump(_configuration(pages), sort_keys=False)
    (folder / CONFIGURATION).write_text(text, encoding="utf-8")
    return pages


def _configuration(pages: Iterable[Page]) -> dict[str, Any]:
    return {
        "site_name": "Spinewise rulebook",
        "docs_dir": _PAGES,
        "site_dir": _SITE,
        # Plain file names, so that the site can be read from a folder or a USB stick.
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            # Fonts would come from a foreign server.
            "font": False,
            "features": ["navigation.top", "navigation.indexes", "toc.follow"],
        },
        "extra": {"generator": False},
        "extra_css": [_STYLE],
        "markdown_extensions": ["attr_list", "tables", {"toc": {"toc_depth": 2}}],
        "nav": _navigation(pages),
    }


def _navigation(pages: Iterable[Page]) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    groups: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        entry = {page.title: f"{page.name}.md"}
        if not page.group:
            top.append(entry)
            continue
        if page.group not in groups:
            top.append({page.group: groups.setdefault(page.group, [])})
        groups[page.group].append(entry)
    return top
