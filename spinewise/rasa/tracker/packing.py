"""Events as compressed bytes, and back.

Events are short and much alike, so each is compressed with a dictionary: a file of
typical events that both sides have. Bytes name the dictionary that they were made
with (by the checksum that zlib writes into them); those made without one are read too.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from rasa.shared.core.events import Event, deserialise_events

# Files that stored conversations need: to be added to, never changed or deleted. The
# last one by name is used for writing. `python -m bench.speed.dictionary` makes them.
DICTIONARIES: Final = Path(__file__).parent / "dictionaries"
# Of zlib. A session is packed once or twice a turn, for which a higher one takes twice
# as long; for a single event, which stays on the disk, it takes no longer.
_QUICK, _SMALL = 2, 6
# In zlib's format: a flag in the second byte says that a dictionary's checksum follows.
_NAMES_DICTIONARY: Final = 0x20


def packed(events: Iterable[Event]) -> bytes:
    """Return the events as bytes."""
    return compressed(encoded([event.as_dict() for event in events]), _QUICK)


def unpacked(data: bytes) -> list[Event]:
    """Return the events that `packed` made bytes of; none for no bytes."""
    plain: list[dict[str, Any]] = json.loads(decompressed(data)) if data else []
    return list(deserialise_events(plain))


def packed_text(event: dict[str, Any]) -> str:
    """Return one serialised event as text that is no JSON."""
    return base64.b64encode(compressed(encoded(event), _SMALL)).decode()


def unpacked_text(text: str) -> dict[str, Any]:
    """Return the event that `packed_text` made text of, or that stands there as JSON.

    Raises:
        ValueError: it is neither, or its dictionary is not here.
    """
    if text.startswith("{"):
        plain: dict[str, Any] = json.loads(text)
        return plain
    try:
        unpacked: dict[str, Any] = json.loads(decompressed(base64.b64decode(text)))
    except zlib.error as error:
        raise ValueError(f"an event cannot be decompressed: {error}") from error
    return unpacked


def encoded(plain: Any) -> bytes:
    """Return serialised events as JSON."""
    try:
        return msgspec.json.encode(plain, enc_hook=_plain)
    except (TypeError, UnicodeEncodeError):  # half a character, for example
        return json.dumps(plain).encode()


def _plain(value: Any) -> float | str:
    """Return numpy's numbers and strings as Python's own.

    Raises:
        TypeError: it is neither.
    """
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str(value)
    raise TypeError(type(value).__name__)


def compressed(data: bytes, level: int = _SMALL) -> bytes:
    """Return bytes compressed with the newest dictionary, at one of zlib's levels."""
    # Copying is faster than reading the dictionary anew.
    compressor = _compressor(level).copy()
    return bytes(compressor.compress(data) + compressor.flush())


def decompressed(data: bytes) -> bytes:
    """Return what `compressed` was given, or `zlib.compress`.

    Raises:
        zlib.error: the bytes are damaged, or made with a dictionary that is not here.
    """
    if len(data) > 6 and data[1] & _NAMES_DICTIONARY:
        dictionary = _dictionaries().get(int.from_bytes(data[2:6], "big"), b"")
        return zlib.decompressobj(zdict=dictionary).decompress(data)
    return zlib.decompress(data)


@cache
def _dictionaries() -> dict[int, bytes]:
    """Return the dictionaries by their checksums, oldest first."""
    files = (path.read_bytes() for path in sorted(DICTIONARIES.glob("*.txt")))
    return {zlib.adler32(content): content for content in files}


@cache
def _compressor(level: int) -> Any:
    newest = list(_dictionaries().values())[-1]
    return zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, zdict=newest)
