"""The commands for clinicians: each prints what a person reads, and a status."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from spinewise.knowledge import KnowledgeError, load
from spinewise.rulebook.book import open_book
from spinewise.rulebook.diff import changes, told
from spinewise.rulebook.hazards import hazard_problems
from spinewise.rulebook.listfile import RulebookError
from spinewise.rulebook.sheet import read_sheet, write_sheet
from spinewise.rulebook.site import CONFIGURATION, write_site


def write_rulebook(knowledge: Path, folder: Path) -> int:
    """Write the sources of the rulebook below `folder`, for the site generator.

    Returns:
        1 when anything cannot be read or the hazard log is not true, else 0.
    """
    project = Path.cwd()
    # The date on the pages is that of the reader's calendar.
    today = datetime.date.today()
    try:
        book = open_book(knowledge, project, today)
        pages = write_site(book, folder)
    except (KnowledgeError, RulebookError, FileExistsError) as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    problems = hazard_problems(book.hazards, book.knowledge, project)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages: {folder / CONFIGURATION}")
    return 1 if problems else 0


def print_diff(old: Path, new: Path) -> int:
    """Print what changed from one knowledge folder to the other.

    Returns:
        1 when a folder cannot be used, else 0.
    """
    try:
        before, after = load(old), load(new)
    except KnowledgeError as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    print(told(changes(before, after)))
    return 0


def export_sheet(knowledge: Path, file: Path) -> int:
    """Write the rules as a spreadsheet and check that they come back unchanged.

    Returns:
        1 when the knowledge or the written sheet cannot be read, else 0.
    """
    try:
        write_sheet(load(knowledge), file)
    except (KnowledgeError, OSError) as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    return compare_sheet(knowledge, file)


def compare_sheet(knowledge: Path, file: Path) -> int:
    """Print what a spreadsheet would change in the rules.

    Returns:
        1 when the knowledge or the sheet cannot be read, else 0.
    """
    try:
        before = load(knowledge)
        after = read_sheet(file, before)
    except (KnowledgeError, RulebookError) as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    print(f"{file}: {len(after.rules)} rules. {told(changes(before, after))}")
    return 0
