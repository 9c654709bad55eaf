"""The parts of Slack's requests that matter here; all others are let go.

Field names: https://docs.slack.dev/reference/events and
https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
"""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import parse_qs

import msgspec

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_Read = TypeVar("_Read")


class Event(msgspec.Struct):
    """An event; the fields that a kind does not have are empty."""

    type: str
    user: str = ""
    text: str = ""
    channel: Any = ""
    channel_type: str = ""
    subtype: str = ""
    bot_id: str = ""
    ts: str = ""
    thread_ts: str = ""


class Envelope(msgspec.Struct):
    """What Slack's Events API posts."""

    type: str
    challenge: str = ""
    event_id: str = ""
    team_id: str = ""
    event: Event | None = None


class Text(msgspec.Struct):
    """A text object."""

    text: str = ""


class Action(msgspec.Struct):
    """A pressed element."""

    type: str
    value: str = ""
    action_ts: str = ""
    text: Text = msgspec.field(default_factory=Text)


class Holder(msgspec.Struct):
    """A team, user or channel, by its id."""

    id: str = ""


class Origin(msgspec.Struct):
    """The message that the pressed element stands in."""

    ts: str = ""
    thread_ts: str = ""
    blocks: list[dict[str, Any]] = msgspec.field(default_factory=list)


class Interaction(msgspec.Struct):
    """What Slack posts when someone uses an element."""

    type: str
    user: Holder
    team: Holder | None = None
    channel: Holder | None = None
    message: Origin | None = None
    actions: list[Action] = msgspec.field(default_factory=list)
    response_url: str = ""
    trigger_id: str = ""


class Slash(msgspec.Struct):
    """A slash command."""

    command: str
    text: str
    user_id: str
    team_id: str
    trigger_id: str


def read_request(
    content_type: str, body: bytes
) -> Envelope | Interaction | Slash | None:
    """Return what a request says; None when it is nothing that we know."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == _JSON:
        return _decoded(body, Envelope)
    if media_type != _FORM:
        return None
    try:
        fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    except ValueError:
        return None
    if "payload" in fields:
        return _decoded(fields["payload"].encode(), Interaction)
    if "command" in fields and fields.get("user_id"):
        names = Slash.__struct_fields__
        return Slash(**{name: fields.get(name, "") for name in names})
    return None


def _decoded(body: bytes, wanted: type[_Read]) -> _Read | None:
    try:
        return msgspec.json.decode(_without_nulls(body), type=wanted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _without_nulls(body: bytes) -> bytes:
    """Drop fields that are null: Slack writes null where a field is empty."""
    read = msgspec.json.decode(body)
    if isinstance(read, dict):
        return msgspec.json.encode(_cleared(read))
    return body


def _cleared(given: Any) -> Any:
    if isinstance(given, dict):
        return {k: _cleared(v) for k, v in given.items() if v is not None}
    if isinstance(given, list):
        return [_cleared(each) for each in given]
    return given
