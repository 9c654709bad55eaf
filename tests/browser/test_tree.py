"""What a screen reader finds: the accessibility tree of a conversation, as agreed.

A change that is meant is written down with SPINEWISE_WRITE_TREE=1.
"""

from __future__ import annotations

import os
from pathlib import Path

from .conftest import Chat

TREE = Path(__file__).parent / "accessibility_tree.txt"


def test_the_tree_of_a_whole_conversation_is_as_agreed(chat: Chat) -> None:
    chat.say("my lower back is tight")
    chat.page.get_by_role("button", name="No", exact=True).click()
    chat.hears("Knee rolls")
    chat.say("plan")
    chat.page.locator("#start-session").wait_for()
    chat.say("my lower back is tight")
    chat.page.get_by_role("button", name="Yes").click()
    chat.hears("Emergency: act now")
    tree = chat.page.locator("body").aria_snapshot() + "\n"
    tree = tree.replace(chat.server.origin, "")

    if os.environ.get("SPINEWISE_WRITE_TREE"):
        TREE.write_text(tree)
    assert tree == TREE.read_text()
