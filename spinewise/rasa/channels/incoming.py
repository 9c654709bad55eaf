"""A message of a person, in a form that can be kept until it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from spinewise.rasa.channels.service import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message of a person, in a private chat.

    Attributes:
        key: the service's own id of the update; the same when it comes again.
        person: whom the service can write to by itself.
        payload: of a pressed button, in place of `text`.
        too_old: a button was pressed that nobody knows any more.
    """

    key: str
    conversation: str
    address: Address
    person: str
    text: str = ""
    payload: str | None = None
    too_old: bool = False
