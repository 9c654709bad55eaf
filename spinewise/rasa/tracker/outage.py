"""What the server remembers of conversations while its database is down."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from spinewise.knowledge.types import Tier
from spinewise.rasa import slots
from spinewise.rasa.tracker.packing import packed, unpacked

_REMEMBERED = 2000
_SECONDS_BETWEEN_TRIES = 5.0


@dataclass(frozen=True, slots=True)
class Memory:
    """One conversation as this process saw it last.

    Attributes:
        events: its current session, packed.
        stored: how many of these events the database has.
        blind: it began while the database could not be asked for an earlier part.
    """

    events: bytes
    stored: int
    blind: bool = False


class OutageMemory:
    """Keeps the last conversations, and all that the database did not take."""

    def __init__(self) -> None:
        self._written: OrderedDict[str, Memory] = OrderedDict()
        self._unwritten: dict[str, Memory] = {}
        # Conversations to delete before anything else once the database is back.
        self.owed: set[str] = set()
        self._try_again_at = 0.0

    @property
    def database_is_tried(self) -> bool:
        """Whether to ask the database: not within seconds after it failed."""
        return time.monotonic() >= self._try_again_at

    def note_failure(self) -> None:
        """Leave the database alone for a while: a failed try keeps people waiting."""
        self._try_again_at = time.monotonic() + _SECONDS_BETWEEN_TRIES

    def unwritten(self, sender_id: str) -> Memory | None:
        """Return a conversation that the database does not have as it is now."""
        return self._unwritten.get(sender_id)

    def last_seen(self, sender_id: str) -> Memory | None:
        """Return a conversation as it was seen last, None when it is forgotten."""
        return self._unwritten.get(sender_id) or self._written.get(sender_id)

    def keep_written(self, sender_id: str, session: list[Event]) -> None:
        """Remember a session that the database has; forget the oldest."""
        self._unwritten.pop(sender_id, None)
        self._written.pop(sender_id, None)
        self._written[sender_id] = Memory(packed(session), len(session))
        while len(self._written) > _REMEMBERED:
            self._written.popitem(last=False)

    def forget(self, sender_id: str) -> None:
        """Forget a conversation that was deleted."""
        self._written.pop(sender_id, None)
        self._unwritten.pop(sender_id, None)

    def keep_unwritten(
        self, tracker: DialogueStateTracker, *, stored: int, blind: bool
    ) -> None:
        """Remember what the database did not take, for as long as it takes."""
        self._unwritten[tracker.sender_id] = Memory(
            packed(tracker.events), stored, blind
        )


def joined(earlier: DialogueStateTracker, blind: Memory) -> list[Event]:
    """Return what a blind conversation adds to the part that the database had.

    The higher of the two tiers stays, with all that it rests on: what was said
    while the database was down must not take an earlier danger back.
    """
    events = unpacked(blind.events)
    first = next(
        (i for i, event in enumerate(events) if isinstance(event, UserUttered)), 0
    )
    added = events[first:]
    told = [e.value for e in added if isinstance(e, SlotSet) and e.key == slots.TIER]
    if told and _tier(told[-1]) > _tier(earlier.get_slot(slots.TIER)):
        return added
    return [event for event in added if not isinstance(event, SlotSet)]


def _tier(label: object) -> Tier:
    return next((tier for tier in Tier if tier.label == label), Tier.NONE)
