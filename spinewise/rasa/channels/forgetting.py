"""Deletes a conversation from the tracker store."""

from __future__ import annotations

from typing import Any


class CannotForgetError(Exception):
    """The conversation was not deleted; the message says why, without words of it."""


async def forget(agent: Any, conversation: str) -> None:
    """Delete all that is stored of a conversation.

    Raises:
        CannotForgetError: the store in use cannot delete, or is down.
    """
    store = agent.tracker_store
    # Behind Rasa's wrappers for failures and for async calls.
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    if not hasattr(store, "forget"):
        raise CannotForgetError(f"{type(store).__name__} cannot delete")
    async with agent.lock_store.lock(conversation):
        try:
            await store.forget(conversation)
        except Exception as error:  # any store, any driver
            raise CannotForgetError(type(error).__name__) from error
