"""Conversation ids that only this server can have made.

The id is all that a page needs to go on with a conversation, to fetch its summary
or to delete it, so nobody may guess or invent one.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from itsdangerous import BadSignature, Signer

from spinewise.settings import ROOT

logger = logging.getLogger(__name__)

_VARIABLE = "SPINEWISE_SECRET"
_FILE = ROOT / ".run" / "secret"
_TOKEN_BYTES = 24
_SHAPE = re.compile(r"[A-Za-z0-9._-]{40,200}")


def mint() -> str:
    """Return a new id: 192 random bits and the server's signature."""
    return str(_signer().sign(secrets.token_urlsafe(_TOKEN_BYTES)).decode())


def minted(given: object) -> bool:
    """Whether this server, or one with the same secret, made the id."""
    if not isinstance(given, str) or not _SHAPE.fullmatch(given):
        return False
    try:
        _signer().unsign(given)
    except BadSignature:
        return False
    return True


@cache
def _signer() -> Signer:
    secret = os.environ.get(_VARIABLE) or kept_secret(_FILE)
    return Signer(secret, salt="spinewise.web", digest_method=hashlib.sha256)


def kept_secret(file: Path) -> str:
    """Return the secret of the file; it is made once, readable by its owner alone.

    Where nothing can be written the secret lasts as long as the process.
    """
    fresh = secrets.token_urlsafe(32)
    with suppress(FileExistsError):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
            with os.fdopen(os.open(file, flags, 0o600), "w") as opened:
                opened.write(fresh)
        except PermissionError:
            logger.warning("%s cannot be written: set %s", file, _VARIABLE)
            return fresh
    try:
        return file.read_text() or fresh
    except OSError:
        logger.warning("%s cannot be read: set %s", file, _VARIABLE)
        return fresh
