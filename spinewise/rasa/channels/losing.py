"""Notices that the question a button answers was asked before a restart.

Services hand over one message at a time, so what was told before is gone with a
server that keeps conversations in memory. Whoever goes on answering must know it.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from spinewise.knowledge.types import Tier
from spinewise.rasa.payload import pressed_answer

logger = logging.getLogger(__name__)

EMERGENCY: Final = Tier.EMERGENCY.label


def is_answer(payload: str) -> bool:
    """Whether a button answers a question of an assessment."""
    return pressed_answer(payload) is not None


async def is_lost(agent: Any, conversation: str) -> bool:
    """Whether the store knows nothing of a conversation; False when it is down."""
    if agent is None:
        return False
    try:
        return not await agent.tracker_store.exists(conversation)
    except Exception as error:  # any store; the answer must go its way
        logger.error("A conversation was not looked up: %s", type(error).__name__)
        return False
