"""Deletes a conversation from the tracker store."""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore


class CannotForgetError(Exception):
    """The tracker store in use has no way to delete a conversation."""


async def forget(agent: Any, conversation: str) -> None:
    """Delete all that is stored of a conversation.

    Raises:
        CannotForgetError: the store is of a kind that cannot delete.
    """
    async with agent.lock_store.lock(conversation):
        _delete(_innermost(agent.tracker_store), conversation)


def _innermost(store: Any) -> Any:
    """Return the store behind Rasa's wrappers for failures and for async calls."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store


def _delete(store: Any, conversation: str) -> None:
    if isinstance(store, InMemoryTrackerStore):
        store.store.pop(conversation, None)
    elif isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            session.query(store.SQLEvent).filter_by(sender_id=conversation).delete()
            session.commit()
    else:
        raise CannotForgetError(type(store).__name__)
