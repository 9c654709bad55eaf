"""A summary as plain text, and as a PDF of one page."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from spinewise.summary.collecting import Section, Summary

if TYPE_CHECKING:
    from fpdf import FPDF

# matplotlib, which Rasa needs, brings a font for most scripts.
_FONT_HOME = "matplotlib"
_FONTS = Path("mpl-data") / "fonts" / "ttf"
_FAMILY = "DejaVu"
_FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
# Type sizes in points, the first that fits is taken. Below 5 nobody can read it:
# then long lines are cut, shorter each time.
_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_LONGEST_LINES = (600, 300, 150, 80, 40)
_LONGEST_WORD = 60
_MOST_LINES_CUT = 12
_MARGIN_MM = 12
_LINE_MM_PER_POINT = 0.45
_UNKNOWN = "?"
_CUT = " …"


def as_text(summary: Summary) -> str:
    """Return the summary as lines of plain text."""
    parts = [summary.title]
    for section in summary.sections:
        parts.append("\n".join([section.heading, *(f"- {x}" for x in section.lines)]))
    return "\n\n".join([*parts, summary.footer])


def as_pdf(summary: Summary) -> bytes:
    """Return the summary as a PDF of exactly one A4 page.

    A summary that is too long for the smallest type has its long lines cut. Signs
    that the font lacks become question marks; text is only ever drawn as text.
    """
    for size in _SIZES:
        page = _page(summary, size)
        if page.page_no() == 1:
            return bytes(page.output())
    for longest in _LONGEST_LINES:
        page = _page(_shortened(summary, longest), _SIZES[-1])
        if page.page_no() == 1:
            break
    return bytes(page.output())


def _page(summary: Summary, size: float) -> FPDF:
    # It takes 0.3 s and 21 MB: only who asks for a summary pays for it.
    from fpdf import FPDF

    page = FPDF(format="A4")
    for style, file in _FILES.items():
        page.add_font(_FAMILY, style, _font_folder() / file)
    page.set_title(summary.title)
    page.set_margins(_MARGIN_MM, _MARGIN_MM)
    page.set_auto_page_break(auto=True, margin=_MARGIN_MM)
    page.add_page()
    _write(page, summary.title, size + 3, "B")
    for section in summary.sections:
        page.ln(size * _LINE_MM_PER_POINT * 0.4)
        _write(page, section.heading, size + 1, "B")
        for line in section.lines:
            _write(page, f"• {line}", size)
    page.ln(size * _LINE_MM_PER_POINT * 0.4)
    _write(page, summary.footer, size - 1)
    return page


def _write(page: FPDF, text: str, size: float, style: str = "") -> None:
    from fpdf.enums import WrapMode

    page.set_font(_FAMILY, style, size)
    drawn = _drawable(page, " ".join(text.split()))
    page.multi_cell(
        0,
        size * _LINE_MM_PER_POINT,
        drawn,
        new_x="LMARGIN",
        new_y="NEXT",
        wrapmode=WrapMode.CHAR if _has_long_word(drawn) else WrapMode.WORD,
    )


def _drawable(page: FPDF, text: str) -> str:
    """Return the text with question marks for what the font cannot draw."""
    from fpdf.fonts import TTFFont

    font = page.current_font
    known = font.cmap if isinstance(font, TTFFont) else {}
    return "".join(sign if ord(sign) in known else _UNKNOWN for sign in text)


def _has_long_word(text: str) -> bool:
    """Whether a word may be wider than the page."""
    return any(len(word) > _LONGEST_WORD for word in text.split())


def _shortened(summary: Summary, longest: int) -> Summary:
    return Summary(
        title=summary.title,
        sections=tuple(
            Section(
                heading=section.heading,
                lines=tuple(
                    _cut(line, longest) for line in section.lines[:_MOST_LINES_CUT]
                ),
            )
            for section in summary.sections
        ),
        footer=summary.footer,
    )


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - len(_CUT)] + _CUT


@cache
def _font_folder() -> Path:
    # Not by importing it: the server starts with a placeholder in its place.
    try:
        home = distribution(_FONT_HOME).locate_file(_FONT_HOME)
    except PackageNotFoundError as error:
        text = f"{_FONT_HOME} is not installed; it brings the fonts"
        raise FileNotFoundError(text) from error
    return Path(str(home)) / _FONTS
