"""What a messaging service must be able to do for us."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from spinewise.rasa.channels.delivery import Patience
from spinewise.rasa.channels.messages import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an answer goes.

    Attributes:
        chat: id of the private chat, or of the person.
        thread: of the message that is answered, where the service has threads.
    """

    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a service and this bot are, and how long the service is waited for.

    Attributes:
        public_url: at which the world reaches this bot; empty when it cannot.
        api_url: of the service; empty for its own.
        timeout_seconds: of one request.
    """

    patience: Patience
    public_url: str = ""
    api_url: str = ""
    timeout_seconds: float = 20


class Service(ABC):
    """Sends messages through one service's API.

    Every method that sends raises a `DeliveryError` when the message cannot be
    delivered; a service that is busy or down is tried again for the set time.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The channel's name, such as `slack`."""

    @property
    @abstractmethod
    def per_second(self) -> float:
        """How many messages a second the service takes from one bot in all."""

    @abstractmethod
    async def connect(self) -> None:
        """Check the token and set up what the service needs; tries for ever.

        Raises:
            WrongSecretError: the service does not accept the token.
        """

    @abstractmethod
    async def send(self, address: Address, said: Said) -> None:
        """Send a message in the service's own form."""

    @abstractmethod
    async def send_plain(self, address: Address, text: str) -> None:
        """Send bare words, after the service found fault with the own form."""

    @abstractmethod
    async def close(self) -> None:
        """Close all connections."""
