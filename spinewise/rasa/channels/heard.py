"""What the bot said to a message, read from the stored conversation."""

from __future__ import annotations

import logging
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered

from spinewise.rasa.channels.messages import Said, said_in

logger = logging.getLogger(__name__)


async def said_to(agent: Any, conversation: str, message_id: str) -> list[Said] | None:
    """Return what the bot said to a message; None when it never heard that one.

    A "no" that is heard twice would answer the next question too, which nobody has
    read. So a server that takes up the work of a killed one asks here first.
    """
    try:
        tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    except Exception as error:  # any store; the message must be answered
        logger.error("A conversation was not looked up: %s", type(error).__name__)
        return None
    found: list[Said] | None = None
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            if found is not None:
                break
            found = [] if event.message_id == message_id else None
        elif isinstance(event, BotUttered) and found is not None:
            found.append(said_in(event.message()))
    return found
