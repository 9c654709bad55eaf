"""What a clinician changed in `knowledge/` is answered after the next `make run`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.bots import ROOT, Talk, card, free_port, running, until_ready
from tests.e2e.test_whole_path import GROUPED
from tests.guide import PHRASE, RULE, SENTENCE, change

# What `spinewise run` needs, the trained model included.
PROJECT = (
    *("actions", "data", "knowledge", "models", "spinewise", "web"),
    *("config.yml", "credentials.yml", "domain.yml", "endpoints.yml"),
    *("settings.yml", "uv.lock"),
)
# Fewer examples of what people want are learned in half the time.
LEARNED = "answers.yml"


@pytest.fixture(scope="module")
def url(model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the project, changed as the guide has it and then started."""
    folder = tmp_path_factory.mktemp("clinic")
    _copy(folder)
    for name in (PHRASE, RULE):
        change(folder / "knowledge", name)
    port = free_port()
    with running({**os.environ, "PORT": str(port)}, folder) as child:
        until_ready(child)
        yield f"http://127.0.0.1:{port}"


def _copy(folder: Path) -> None:
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy2(ROOT / name, folder / name)
    for file in (folder / "data" / "nlu").iterdir():
        if file.name != LEARNED:
            file.unlink()
    # The model counts as fresh, so that the knowledge alone makes it stale.
    stamp = folder / "models" / "inputs.sha256"
    code = "from spinewise.serving import inputs_hash; print(inputs_hash())"
    stamp.write_bytes(subprocess.check_output([sys.executable, "-c", code], cwd=folder))


def test_an_added_phrase_is_heard_by_the_next_start(url: str) -> None:
    answer = Talk(url).say(SENTENCE)

    assert (card(answer) or {})["tier"] == "emergency"


def test_a_rule_that_was_moved_up_is_answered_so_by_the_next_start(url: str) -> None:
    talk = Talk(url)
    talk.say("my lower back is sore and my left leg is numb")
    for question in GROUPED:
        talk.press(question, "no")
    answer = talk.say("34, not pregnant")

    assert (card(answer) or {})["tier"] == "urgent"
