"""Keeps conversations in memory: the current session of each, compressed."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Any, NamedTuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.rasa.forgetting import is_forgotten, tell_forgotten
from spinewise.rasa.tracker.packing import packed, unpacked
from spinewise.rasa.tracker.sessions import (
    DEFAULT_SESSION_EVENTS,
    events_of_next_session,
)
from spinewise.settings import settings

# Of the conversations that went on last, what came before their current session is
# kept too, for who looks at them over HTTP; a turn never reads it.
_WITH_HISTORY = 200
_EARLIER_SESSIONS = 50


class Kept(NamedTuple):
    """A conversation's current session, packed, and when it was written."""

    session: bytes
    at: float


class MemoryTrackerStore(TrackerStore):  # type: ignore[misc]
    """One process, nothing on disk; gone after a restart.

    A conversation takes a few kilobytes however long it lasts. One that has been
    silent for longer than an assessment lasts is forgotten: its next message would
    begin a new assessment anyway.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        session_events: int = DEFAULT_SESSION_EVENTS,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._session_events = session_events
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._earlier: OrderedDict[str, deque[bytes]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the current session, or the next one when it has grown long.

        A conversation that the person had deleted is deleted here in its place.
        """
        if is_forgotten(tracker):
            gone = self._drop(tracker.sender_id)
            tell_forgotten(tracker.sender_id, later=not gone)
            return
        await self.stream_events(tracker)
        session = packed(tracker.events)
        following = events_of_next_session(tracker, after=self._session_events)
        if following:
            self._set_aside(tracker.sender_id, session)
        kept = Kept(packed(following) if following else session, time.time())
        self._kept.pop(tracker.sender_id, None)
        self._kept[tracker.sender_id] = kept
        self.forget_silent()
        self._saved(tracker.sender_id, Kept(session, kept.at))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation as it stands, None when it is unknown."""
        kept = self._kept.get(sender_id)
        return self._tracker(sender_id, unpacked(kept.session)) if kept else None

    async def retrieve_full_tracker(
        self, conversation_id: str
    ) -> DialogueStateTracker | None:
        """Return the same with as much of the time before as is kept."""
        kept = self._kept.get(conversation_id)
        if kept is None:
            return None
        sessions = [*self._earlier.get(conversation_id, ()), kept.session]
        events = [event for session in sessions for event in unpacked(session)]
        return self._tracker(conversation_id, events)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations that are kept."""
        return list(self._kept)

    async def forget(self, sender_id: str) -> None:
        """Delete all that is kept of a conversation."""
        self._drop(sender_id)

    def forget_silent(self) -> None:
        """Delete the conversations that have been silent for too long."""
        limit = oldest_kept()
        while self._kept and next(iter(self._kept.values())).at < limit:
            sender_id, _ = self._kept.popitem(last=False)
            self._earlier.pop(sender_id, None)

    async def is_up(self) -> bool:
        """Whether conversations can be kept: always."""
        return True

    def _drop(self, sender_id: str) -> bool:
        """Delete all that is kept of a conversation; return whether it is gone."""
        self._kept.pop(sender_id, None)
        self._earlier.pop(sender_id, None)
        return True

    def _saved(self, sender_id: str, turn: Kept) -> None:
        """Take note of a session as the turn left it, before the next one began."""

    def _tracker(self, sender_id: str, events: list[Event]) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    def _set_aside(self, sender_id: str, session: bytes) -> None:
        sessions = self._earlier.pop(sender_id, deque(maxlen=_EARLIER_SESSIONS))
        sessions.append(session)
        self._earlier[sender_id] = sessions
        while len(self._earlier) > _WITH_HISTORY:
            self._earlier.popitem(last=False)


def oldest_kept() -> float:
    """Return the time before which a silent conversation is forgotten."""
    return time.time() - settings().assessment_timeout_hours * 3600
