"""`GET /summary/<conversation>.txt` and `.pdf`: the summary to take along.

Whoever knows the id of a conversation may read it, so only ids that cannot be
guessed are served.
"""

from __future__ import annotations

import asyncio
import re

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from spinewise.rasa.channels.safety import OnNewMessage
from spinewise.rasa.summaries import summary_of
from spinewise.summary import Summary, as_pdf, as_text

_UNGUESSABLE = re.compile(r"[A-Za-z0-9_.-]{22,128}")
_FILE = re.compile(r"(.+)\.(txt|pdf)")
_TYPES = {"txt": "text/plain; charset=utf-8", "pdf": "application/pdf"}


class SummaryChannel(InputChannel):  # type: ignore[misc]
    """Serves summaries; it takes no messages."""

    @classmethod
    def name(cls) -> str:
        """The channel's name; its routes do not stand under it."""
        return "summary"

    def url_prefix(self) -> str:
        """The root, because the route is not a webhook."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the route; 404 when there is nothing to sum up."""
        blueprint = Blueprint("spinewise_summary", __name__)

        @blueprint.route("/summary/<file:str>", methods=["GET"])
        async def summary(request: Request, file: str) -> HTTPResponse:
            named = _FILE.fullmatch(file)
            found = await _summary(request, named.group(1)) if named else None
            if named is None or found is None:
                return response.json({"error": "summary: there is none"}, status=404)
            kind = named.group(2)
            return response.raw(
                await asyncio.to_thread(_rendered, found, kind),
                content_type=_TYPES[kind],
                headers={
                    "Content-Disposition": f'inline; filename="spinewise.{kind}"',
                    "Cache-Control": "no-store",
                    "X-Content-Type-Options": "nosniff",
                    "Referrer-Policy": "no-referrer",
                },
            )

        return blueprint


async def _summary(request: Request, conversation: str) -> Summary | None:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not _UNGUESSABLE.fullmatch(conversation):
        return None
    tracker = await agent.tracker_store.retrieve(conversation)
    return summary_of(tracker.current_slot_values()) if tracker else None


def _rendered(summary: Summary, kind: str) -> bytes:
    return as_pdf(summary) if kind == "pdf" else as_text(summary).encode()
