"""Tells the bot again what a page told it, when a restart lost the conversation.

By default conversations live in the server's memory. The page keeps its own in the
tab and sends along what the person said; where the server knows nothing of the
conversation any more, it hears that first. No danger sign is lost with a process.
"""

from __future__ import annotations

from typing import Any

import msgspec
from cachetools import LRUCache
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from spinewise.rasa.channels.losing import is_lost
from spinewise.rasa.channels.safety import OnNewMessage, cleaned, handle_safely
from spinewise.rasa.forgetting import on_forget
from spinewise.settings import settings

_MOST = 100
_REMEMBERED = 2000


class _Told(msgspec.Struct, frozen=True):
    """What the person said, `ago` seconds before this request."""

    message: str
    ago: float


def earlier_in(body: dict[str, Any]) -> list[str]:
    """Return what the page says was told in this assessment, oldest first.

    What lies before a silence as long as `assessment_timeout_hours` belongs to an
    assessment that is over. Anything malformed counts as nothing told.
    """
    try:
        told = msgspec.convert(body.get("earlier") or [], list[_Told])[-_MOST:]
    except msgspec.ValidationError:
        return []
    longest = settings().assessment_timeout_hours * 3600
    kept: list[str] = []
    since = 0.0
    for each in reversed(told):
        if each.ago - since > longest:
            break
        since = each.ago
        kept.insert(0, cleaned(each.message))
    return kept


class Recall:
    """Knows which conversations must not come back: those deleted on demand."""

    def __init__(self) -> None:
        self._forgotten: LRUCache[str, bool] = LRUCache(_REMEMBERED)
        on_forget(self._note)

    def is_forgotten(self, conversation: str) -> bool:
        """Whether the page still sends what the person had deleted here."""
        return conversation in self._forgotten

    async def tell(
        self,
        on_new_message: OnNewMessage,
        app: Any,
        conversation: str,
        earlier: list[str],
        *,
        channel: str,
    ) -> None:
        """Let the bot hear what was told, if it knows nothing of the conversation."""
        if not earlier:
            self._forgotten.pop(conversation, None)
            return
        if self.is_forgotten(conversation):
            return
        if not await is_lost(getattr(app, "agent", None), conversation):
            return
        for text in earlier:
            unheard = CollectingOutputChannel()
            message = UserMessage(text, unheard, conversation, input_channel=channel)
            await handle_safely(on_new_message, message)

    def _note(self, conversation: str) -> None:
        self._forgotten[conversation] = True
