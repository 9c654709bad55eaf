"""Keeps conversations in SQLite or PostgreSQL, in Rasa's own table of events."""

from __future__ import annotations

import logging
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Query, Session

from spinewise.rasa.forgetting import is_forgotten, tell_forgotten
from spinewise.rasa.tracker.outage import Memory, OutageMemory, joined
from spinewise.rasa.tracker.packing import packed_text, unpacked, unpacked_text
from spinewise.rasa.tracker.sessions import (
    DEFAULT_SESSION_EVENTS,
    events_of_next_session,
)

logger = logging.getLogger(__name__)

_SESSION_STARTED = f"'{SessionStarted.type_name}'"
# They find the start of the current session, and the events after it, without reading
# the rest of a long conversation.
_INDEXES = {
    "spinewise_starts": "(sender_id, type_name, id) "
    f"WHERE type_name = {_SESSION_STARTED}",
    "spinewise_order": "(sender_id, id)",
}
# Rasa's own, and one of an earlier version: those above do their work.
_NEEDLESS_INDEXES = ("ix_events_sender_id", "spinewise_session")
# The driver waits for minutes by default, and everyone who writes waits with it.
_POSTGRES_LIMITS = {"connect_timeout": "2", "options": "-c statement_timeout=3000"}


class SqlTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store, with sessions that stay short and a memory for outages.

    The table keeps the whole conversation; a turn reads and writes only what
    belongs to the current session. While the database is down, conversations go on
    from memory and are written once it is back. Takes the options of Rasa's store
    and:

    Args:
        session_events: how many events a session may have before the next begins.
    """

    def __init__(
        self,
        *args: Any,
        session_events: int = DEFAULT_SESSION_EVENTS,
        dialect: str = "sqlite",
        query: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        if dialect.startswith("postgres"):
            query = {**_POSTGRES_LIMITS, **(query or {})}
        super().__init__(*args, dialect=dialect, query=query, **kwargs)
        self._session_events = session_events
        self._memory = OutageMemory()
        # An error of the database would otherwise quote what a person wrote.
        self.engine.hide_parameters = True
        if self.engine.dialect.name == "sqlite":
            # One write to the disk per turn in place of three; as durable.
            self._run("PRAGMA journal_mode=WAL")
        for name, columns in _INDEXES.items():
            self._run(f"CREATE INDEX IF NOT EXISTS {name} ON events {columns}")
        for name in _NEEDLESS_INDEXES:
            self._run(f"DROP INDEX IF EXISTS {name}")

    async def forget(self, sender_id: str) -> None:
        """Delete all that is stored of a conversation.

        Raises:
            SQLAlchemyError: the database did not answer; it loses the conversation
                once it does.
        """
        self._memory.owed.add(sender_id)
        self._memory.forget(sender_id)
        self._delete_owed()

    def _delete(self, sender_id: str) -> None:
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent).filter_by(sender_id=sender_id)
            rows.delete(synchronize_session=False)
            session.commit()

    def _delete_owed(self) -> None:
        """Delete what people had deleted while the database was down."""
        for sender_id in tuple(self._memory.owed):
            self._delete(sender_id)
            self._memory.owed.discard(sender_id)

    async def _forget_or_owe(self, sender_id: str) -> bool:
        """Delete a conversation as soon as the database takes it; return if it did."""
        try:
            await self.forget(sender_id)
        except SQLAlchemyError as error:
            self._note_failure("deleted yet", error)
            return False
        return True

    async def is_up(self) -> bool:
        """Whether the database answers."""
        return self._run("SELECT 1")

    def _run(self, statement: str) -> bool:
        try:
            with self.engine.begin() as connection:
                connection.execute(sa.text(statement))
        except SQLAlchemyError as error:
            logger.warning("%s failed: %s", statement, type(error).__name__)
            return False
        return True

    def _event_query(
        self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> Query:
        """Ask for a conversation's events; Rasa compares times, we compare ids."""
        event = self.SQLEvent
        query = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            start = (
                session.query(sa.func.max(event.id))
                .filter(
                    event.sender_id == sender_id,
                    # As a literal: else the index of such rows alone is of no use.
                    event.type_name == sa.literal_column(_SESSION_STARTED),
                )
                .scalar_subquery()
            )
            query = query.filter(event.id >= sa.func.coalesce(start, 0))
        return query.order_by(event.id)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """Read a conversation as Rasa does, from compressed events or from JSON."""
        with self.session_scope() as session:
            query = self._event_query(
                session, sender_id, fetch_events_from_all_sessions
            )
            rows = query.with_entities(self.SQLEvent.data).all()
        events = [unpacked_text(data) for (data,) in rows]
        if not events or self.domain is None:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the current session of a conversation, None when it is unknown."""
        memory = self._memory.unwritten(sender_id)
        if memory is None or memory.blind:
            try:
                return await self._read(sender_id, memory)
            except SQLAlchemyError as error:
                self._note_failure("read", error)
                memory = self._memory.last_seen(sender_id)
        return self._remembered(sender_id, memory) if memory else None

    async def _read(
        self, sender_id: str, blind: Memory | None
    ) -> DialogueStateTracker | None:
        """Read from the database, and add what was said while it was down."""
        self._refuse_while_down()
        self._delete_owed()
        tracker = await super().retrieve(sender_id)
        if tracker is None:
            return self._remembered(sender_id, blind) if blind else None
        # What is read is what is stored, so saving need not count again.
        tracker.stored_events = len(tracker.events)
        if blind is not None:
            for event in joined(tracker, blind):
                tracker.update(event)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the turn, and the start of the next session, in one transaction.

        A conversation that the person had deleted is deleted here in its place.
        """
        if is_forgotten(tracker):
            gone = await self._forget_or_owe(tracker.sender_id)
            tell_forgotten(tracker.sender_id, later=not gone)
            return
        await self.stream_events(tracker)
        try:
            self._refuse_while_down()
            self._delete_owed()
            self._memory.keep_written(tracker.sender_id, self._write(tracker))
        except SQLAlchemyError as error:
            self._note_failure("written", error)
            stored = getattr(tracker, "stored_events", None)
            self._memory.keep_unwritten(
                tracker, stored=stored or 0, blind=stored is None
            )
        else:
            tracker.stored_events = len(tracker.events)

    def _write(self, tracker: DialogueStateTracker) -> list[Event]:
        """Write what is new; return the session that the next turn starts from."""
        following = events_of_next_session(tracker, after=self._session_events)
        with self.session_scope() as session:
            stored = getattr(tracker, "stored_events", None)
            new = (
                self._additional_events(session, tracker)
                if stored is None
                else list(tracker.events)[stored:]
            )
            rows = [_row(tracker.sender_id, event) for event in (*new, *following)]
            if rows:
                session.execute(sa.insert(self.SQLEvent.__table__), rows)
            session.commit()
        return following or list(tracker.events)

    def _remembered(self, sender_id: str, memory: Memory) -> DialogueStateTracker:
        tracker = DialogueStateTracker.from_events(
            sender_id, unpacked(memory.events), self.domain.slots
        )
        tracker.stored_events = None if memory.blind else memory.stored
        return tracker

    def _refuse_while_down(self) -> None:
        if not self._memory.database_is_tried:
            raise SQLAlchemyError("the database failed a moment ago")

    def _note_failure(self, what: str, error: SQLAlchemyError) -> None:
        self._memory.note_failure()
        logger.error("A conversation was not %s: %s", what, type(error).__name__)


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": packed_text(data),
    }
