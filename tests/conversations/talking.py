"""A bot in this process: the trained model, the rules and the real actions."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.endpoints import EndpointConfig

from spinewise.rasa.channels.web import WebOutput
from spinewise.rasa.gateway import InProcessActions
from spinewise.rasa.tracker.memory import MemoryTrackerStore
from spinewise.serving import MODELS

_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Bot:
    """A loaded bot, and the loop that its conversations run in."""

    agent: Agent
    loop: asyncio.AbstractEventLoop

    @classmethod
    def loaded(cls) -> Bot:
        """Load the trained model."""
        loop = asyncio.new_event_loop()
        agent = Agent.load(
            str(MODELS / "spinewise.tar.gz"),
            generator=EndpointConfig(type="spinewise.rasa.nlg.CardResponseGenerator"),
            tracker_store=MemoryTrackerStore(),
            action_endpoint=InProcessActions(timeout_seconds=_TIMEOUT_SECONDS),
        )
        return cls(agent, loop)

    def run(self, work: Any) -> Any:
        """Wait for what the agent does."""
        return self.loop.run_until_complete(work)


@dataclass
class Talk:
    """One conversation, message by message, as the page's channel shows it."""

    bot: Bot
    sender: str = field(default_factory=lambda: uuid4().hex)

    def say(self, *messages: str) -> list[dict[str, Any]]:
        """Send messages; return what the bot answers to the last one."""
        for message in messages:
            output = WebOutput()
            self.bot.run(
                self.bot.agent.handle_message(
                    UserMessage(message, output, self.sender, input_channel="web")
                )
            )
        return output.messages

    def press(self, question: str, value: str) -> list[dict[str, Any]]:
        """Press the button that answers `question` with `value`."""
        return self.say(f'/answer{{"question": "{question}", "value": "{value}"}}')

    def slot(self, name: str) -> Any:
        """Return what a slot holds."""
        tracker = self.bot.run(self.bot.agent.tracker_store.retrieve(self.sender))
        return tracker.get_slot(name) if tracker else None


def words(messages: list[dict[str, Any]]) -> str:
    """Return all texts of an answer."""
    return "\n".join(message.get("text") or "" for message in messages)


def titles(messages: list[dict[str, Any]]) -> list[str]:
    """Return what stands on the buttons of an answer."""
    return [b["title"] for message in messages for b in message.get("buttons") or []]
