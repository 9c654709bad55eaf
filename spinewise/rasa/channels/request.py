"""What the HTTP channels share in reading a request."""

from __future__ import annotations

from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request


def json_object(request: Request) -> dict[str, Any]:
    """Return the JSON object of the body; an empty one when there is none.

    A body that is no JSON is a message without words: it gets an answer too.
    """
    try:
        body = request.json
    except (SanicException, ValueError):
        return {}
    return body if isinstance(body, dict) else {}
