"""What is kept of a listener hears what the listener itself hears."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from spinewise.assessing import listener_for
from spinewise.knowledge import load
from spinewise.language import Listener
from spinewise.language.keeping import keep, restore
from spinewise.settings import settings

MESSAGES = (
    "my back hurts and I can't feel when I pee",
    "no fever, no numbness but my legs are realy weeak since tuesday",
    "I'm 45 and take prednisone for six weeks",
    "my mum had breast cancer and my lower back is stiff",
    "no siento las piernas desde ayer",
    "I woke up on the floor with the taste of blood in my mouth",
    "yes",
    "",
)


@pytest.fixture(scope="module")
def both() -> tuple[Listener, Listener]:
    """Return a listener and the one that was kept of it."""
    knowledge = load(settings().knowledge_path)
    made = listener_for(knowledge.path, knowledge)
    with tempfile.TemporaryFile() as file:
        keep(made, file)
        file.seek(0)
        return made, restore(file)


@pytest.mark.parametrize("text", MESSAGES)
def test_the_kept_listener_hears_the_same(
    both: tuple[Listener, Listener], text: str
) -> None:
    made, kept = both

    assert kept.hear(text) == made.hear(text)


def test_a_kept_listener_can_be_kept_again(
    both: tuple[Listener, Listener], tmp_path: Path
) -> None:
    file = tmp_path / "again"
    with file.open("wb") as out:
        keep(both[1], out)
    with file.open("rb") as kept:
        again = restore(kept)

    assert again.hear(MESSAGES[1]) == both[0].hear(MESSAGES[1])
