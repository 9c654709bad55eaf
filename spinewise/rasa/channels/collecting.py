"""Keeps what the bot says in a turn, until the service gets it."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from spinewise.rasa.channels.messages import Said, said_in


class Collected(OutputChannel):  # type: ignore[misc]
    """Keeps what the bot says in one turn, whole messages in their order."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.said: list[Said] = []

    def name(self) -> str:
        """The name that `channel:` response variants match."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message."""
        self.said.append(said_in(message))
