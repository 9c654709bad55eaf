"""Updates of both services as they could come, and with anything in their places.

Chats and people have few ids, which the tests replace by those of one example.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

RESPONSE_URL = "where the buttons are replaced"
CANNOT_FEEL = "my back hurts and I can't feel when I pee"
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
IDS = st.integers(1, 4)
USER = st.fixed_dictionaries({"id": IDS, "is_bot": st.just(False)})
CHAT = st.fixed_dictionaries(
    {
        "id": IDS,
        "type": st.sampled_from(["private", "private", "private", "group", "channel"]),
    }
)
WORDS = st.sampled_from(
    ["hi", "/start", "/answer{", "/forget", "#x", "", CANNOT_FEEL, "/remind x"]
) | st.text(min_size=1, max_size=30)
PAYLOADS = ["/answer{", "/greet", "#x", "x" * 64, ""]
DATA = st.sampled_from(PAYLOADS)
KEYBOARD = st.fixed_dictionaries(
    {
        "inline_keyboard": st.tuples(
            *(
                st.fixed_dictionaries({"text": WORDS, "callback_data": st.just(each)})
                for each in PAYLOADS
            )
        ).map(lambda buttons: [[each] for each in buttons])
    }
)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bold", "text_link", "new_kind"]),
            "offset": st.integers(0, 9),
            "length": st.integers(1, 9),
        }
    ),
    max_size=2,
)
MESSAGE = st.fixed_dictionaries(
    {"chat": CHAT, "message_id": st.integers(1, 9), "from": USER, "text": WORDS},
    optional={
        "caption": WORDS,
        "photo": JSON,
        "reply_to_message": st.fixed_dictionaries({"from": USER}),
        "reply_markup": KEYBOARD,
        "entities": ENTITIES,
    },
)
PRESS = st.fixed_dictionaries(
    {
        "id": st.text("0123456789", min_size=1),
        "from": USER,
        "message": MESSAGE,
        "data": DATA,
    }
)
MEMBER = st.fixed_dictionaries(
    {
        "chat": CHAT,
        "new_chat_member": st.fixed_dictionaries(
            {"status": st.sampled_from(["member", "kicked", "left"])}
        ),
    }
)
TELEGRAM_UPDATE = st.one_of(
    *(
        st.fixed_dictionaries({"update_id": st.integers(0, 2**50), kind: part})
        for kind, part in (
            ("message", MESSAGE),
            ("message", MESSAGE),
            ("message", MESSAGE),
            ("callback_query", PRESS),
            ("callback_query", PRESS),
            ("edited_message", MESSAGE),
            ("my_chat_member", MEMBER),
            ("inline_query", JSON),
        )
    )
)
USERS = st.sampled_from(["U1", "W2"])
ROOMS = st.sampled_from(["D1", "D2", "D1", "D2", "C3", "G1"])
STAMPS = st.sampled_from(["1.1", "1.2"])
EVENT = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["message", "message", "app_mention", "x"]),
        "user": USERS,
        "channel": ROOMS,
        "channel_type": st.sampled_from(["im", "im", "mpim", "channel"]),
        "text": WORDS,
        "ts": STAMPS,
    },
    optional={
        "subtype": st.sampled_from(["file_share", "message_changed"]),
        "bot_id": st.just("B1"),
        "thread_ts": STAMPS,
    },
)
ENVELOPE = st.fixed_dictionaries(
    {
        "type": st.just("event_callback"),
        "event_id": st.uuids().map(str),
        "team_id": st.just("T1"),
        "event": EVENT,
    },
)
BLOCK = st.fixed_dictionaries(
    {
        "type": st.just("section"),
        "text": st.fixed_dictionaries(
            {"type": st.just("mrkdwn"), "text": st.text("ab*<", min_size=1)}
        ),
    }
) | st.fixed_dictionaries({"type": st.just("actions"), "elements": st.just([])})
BUTTON = st.fixed_dictionaries(
    {
        "type": st.just("button"),
        "value": DATA,
        "text": st.fixed_dictionaries({"text": WORDS}),
    }
)
INTERACTION = st.fixed_dictionaries(
    {
        "type": st.just("block_actions"),
        "user": st.fixed_dictionaries({"id": USERS}),
        "channel": st.fixed_dictionaries({"id": ROOMS}),
        "team": st.just({"id": "T1"}),
        "actions": st.lists(BUTTON, max_size=2),
        "response_url": st.just(RESPONSE_URL),
    },
    optional={
        "message": st.fixed_dictionaries(
            {"ts": STAMPS, "blocks": st.lists(BLOCK, max_size=3)},
            optional={"thread_ts": STAMPS},
        )
    },
)
FORM = st.fixed_dictionaries(
    {"command": WORDS, "text": WORDS, "user_id": USERS, "trigger_id": WORDS}
)


@st.composite
def spoilt(draw: st.DrawFn, sound: st.SearchStrategy[Any]) -> Any:
    """Draw an update of which up to two places are gone, or hold anything."""
    update = deepcopy(draw(sound))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        places_left = places(update)
        if not places_left:
            break
        holder, key = draw(st.sampled_from(places_left))
        if draw(st.booleans()):
            holder[key] = draw(JSON)
        else:
            del holder[key]
    return update


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return where all parts of an update stand: what holds each, and its key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        found.append((value, key))
        # The blocks of a pressed message are the bot's own, handed back by Slack.
        if isinstance(each, dict | list) and key != "blocks":
            found += places(each)
    return found
