"""Someone who talks to the bot over any service."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import httpx

API_TOKEN = {"token": "test", "include_events": "ALL"}
CLIENT = httpx.Client(timeout=30)


class Person(ABC):
    """Someone who talks to the bot over a service.

    Attributes:
        channel: its name.
        send_method: by which the service takes a message.
        room: where the messages of both stand; an id of the service.
        address: by which the service can be asked to write to the person.
        conversation: the bot's name of the conversation.
    """

    channel: str
    send_method: str
    room: Any
    address: str
    conversation: str
    fake: Any

    def __init__(self, url: str) -> None:
        self.move(url)

    def move(self, url: str) -> None:
        """Talk to this server from now on."""
        self.url = f"{url}/webhooks/{self.channel}/webhook"

    @abstractmethod
    def text(self, text: str, **more: Any) -> dict[str, Any]:
        """Return what the service posts for a written message."""

    @abstractmethod
    def post(self, body: Any) -> httpx.Response:
        """Call the webhook as the service does."""

    @abstractmethod
    def pressed(self, title: str) -> dict[str, Any]:
        """Return what the service posts for the newest button with this title."""

    @abstractmethod
    def post_press(self, press: dict[str, Any]) -> httpx.Response:
        """Call the webhook with a pressed button."""

    @abstractmethod
    def shown(self) -> list[str]:
        """Return the words of what this person got."""

    @abstractmethod
    def titles(self, sent: dict[str, Any] | None = None) -> list[str]:
        """Return what stands on the buttons of a message; of the last by default."""

    def seen(self) -> list[dict[str, Any]]:
        """Return what this person got, in order."""
        found: list[dict[str, Any]] = self.fake.messages(self.room)
        return found

    def post_text(self, text: str) -> dict[str, Any]:
        """Write something without waiting; return what the service posted."""
        body = self.text(text)
        assert self.post(body).status_code == 200
        return body

    def say(self, text: str, answers: int = 1) -> list[dict[str, Any]]:
        """Write something; return the answers, waiting for the last of them."""
        before = len(self.seen())
        self.post_text(text)
        return self._new(before, answers)

    def press(self, title: str) -> list[dict[str, Any]]:
        """Press the newest button with this title; return the answers."""
        before = len(self.seen())
        assert self.post_press(self.pressed(title)).status_code == 200
        return self._new(before, 1)

    def tracker(self) -> dict[str, Any]:
        """Return what the real bot keeps of the conversation."""
        found = CLIENT.get(self.tracker_url, params=API_TOKEN)
        return dict(found.json())

    @property
    def tracker_url(self) -> str:
        """Where Rasa's HTTP API has the conversation; it takes no quoted id."""
        base = self.url.partition("/webhooks")[0]
        return f"{base}/conversations/{self.conversation}/tracker"

    def _new(self, before: int, answers: int) -> list[dict[str, Any]]:
        self.fake.wait_for(
            lambda: len(self.seen()) >= before + answers, f"{answers} answers"
        )
        return self.seen()[before:]
