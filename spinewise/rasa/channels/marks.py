"""The marks that texts of the bot may hold, for renderers."""

from __future__ import annotations

import re
from typing import Final

BOLD: Final = re.compile(r"\*\*([^*\n]+)\*\*")
LINK: Final = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")
# Stands where a service wants a text and there is none.
NOTHING: Final = "…"
