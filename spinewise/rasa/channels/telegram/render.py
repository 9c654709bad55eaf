"""From what the bot says to messages that Telegram takes.

The limits are those of https://core.telegram.org/bots/api: 4096 characters a
message (UTF-16 units, markup not counted), 1024 a caption, 1 to 64 bytes of data a
button.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from spinewise.rasa.channels.chunks import chunks, utf16_units
from spinewise.rasa.channels.marks import BOLD, LINK, NOTHING
from spinewise.rasa.channels.messages import Choice, Said
from spinewise.rasa.channels.texts import heading_of, text_of

TEXT_LIMIT = 4096
# So that "You chose: ..." can be added later, but for a very long title.
_ROOM_FOR_CHOICE = 120
CAPTION_LIMIT = 1024
DATA_LIMIT = 64
_BUTTONS_IN_A_MESSAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramText:
    """One message: its text as HTML, and (title, data) of each row's button."""

    html: str
    rows: tuple[tuple[str, str], ...] = ()


def telegram_texts(said: Said, data_of: Callable[[str], str]) -> list[TelegramText]:
    """Return the text of a message with its buttons, one below the other.

    `data_of` turns a payload into button data. Buttons stand under the last part.
    """
    parts = chunks(_whole_text(said), TEXT_LIMIT - _ROOM_FOR_CHOICE, utf16_units)
    slices = _slices(said.choices)
    if not parts and slices:
        parts = [NOTHING]
    texts = [TelegramText(html=as_html(part)) for part in parts]
    for number, each in enumerate(slices):
        rows = tuple(
            (one.title.strip() or NOTHING, data_of(one.payload)) for one in each
        )
        if number == 0:
            texts[-1] = TelegramText(html=texts[-1].html, rows=rows)
        else:
            texts.append(TelegramText(html=NOTHING, rows=rows))
    return texts


def caption_of(said: Said) -> str:
    """Return what a picture shows, for those who cannot see it; may be empty."""
    if not said.alt:
        return ""
    return clipped(text_of("utter_channel_picture", alt=said.alt), CAPTION_LIMIT)


def as_html(text: str) -> str:
    """Return plain text with `**bold**` and `[links](https://...)` as HTML."""
    escaped = html.escape(text, quote=False)
    bold = BOLD.sub(r"<b>\1</b>", escaped)
    return LINK.sub(lambda m: _link(m[1], m[2]), bold)


def clipped(text: str, limit: int) -> str:
    """Return the text, cut with an ellipsis beyond `limit`."""
    return chunks(text, limit - 1, utf16_units)[0] + "…" if _long(text, limit) else text


def _long(text: str, limit: int) -> bool:
    return utf16_units(text) > limit


def _whole_text(said: Said) -> str:
    heading = heading_of(said.tier)
    lines = [f"**{heading}**"] if heading else []
    if said.progress:
        step, of = said.progress
        lines.append(text_of("utter_channel_progress", step=step, of=of))
    return "\n".join([*lines, said.text]).strip()


def _slices(choices: tuple[Choice, ...]) -> list[tuple[Choice, ...]]:
    return [
        choices[start : start + _BUTTONS_IN_A_MESSAGE]
        for start in range(0, len(choices), _BUTTONS_IN_A_MESSAGE)
    ]


def _link(title: str, url: str) -> str:
    return f'<a href="{url.replace(chr(34), "%22")}">{title}</a>'
