"""What the channels ask of the tracker store beside a conversation."""

from __future__ import annotations

from typing import Any


class CannotForgetError(Exception):
    """The conversation was not deleted; the message says why, without words of it."""


class ForgottenLaterError(CannotForgetError):
    """The store is down, and deletes the conversation once it is back."""


async def forget(agent: Any, conversation: str) -> None:
    """Delete all that is stored of a conversation.

    Raises:
        CannotForgetError: the store in use cannot delete.
        ForgottenLaterError: it is down.
    """
    store = _store_of(agent)
    if not hasattr(store, "forget"):
        raise CannotForgetError(f"{type(store).__name__} cannot delete")
    async with agent.lock_store.lock(conversation):
        try:
            await store.forget(conversation)
        except Exception as error:  # any store, any driver
            raise ForgottenLaterError(type(error).__name__) from error


def forget_silent(agent: Any) -> None:
    """Delete what was kept long enough, where the store in use has such a limit."""
    store = _store_of(agent)
    if hasattr(store, "forget_silent"):
        store.forget_silent()


def read_again(agent: Any, channel: str) -> None:
    """Read what another server kept of a channel, where the store in use has it."""
    if agent is not None and hasattr(store := _store_of(agent), "read_again"):
        store.read_again(channel)


def _store_of(agent: Any) -> Any:
    """Return the store behind Rasa's wrappers for failures and for async calls."""
    store = agent.tracker_store
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store
