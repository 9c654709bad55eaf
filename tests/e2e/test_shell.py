"""The conversation in a terminal, and starting and stopping the bot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import httpx
import pexpect
import psutil
import pytest

from tests.e2e.bots import ROOT, Talk, free_port, running, until_ready

PYTHON = [sys.executable, "-W", "ignore", "-m"]


@pytest.fixture
def environment() -> dict[str, str]:
    """An environment with a free port."""
    return {**os.environ, "PORT": str(free_port()), "COLUMNS": "80"}


@pytest.mark.usefixtures("model")
def test_chat_talks_in_a_terminal_to_the_emergency_answer(
    environment: dict[str, str],
) -> None:
    shell = pexpect.spawn(
        PYTHON[0],
        [*PYTHON[1:], "spinewise.cli", "chat"],
        cwd=str(ROOT),
        env=environment,
        encoding="utf-8",
        timeout=120,
        use_poll=True,  # select() takes no file past the 1,024th
    )
    shell.expect("computer program for sore backs")
    shell.expect("> ")
    shell.sendline("my lower back is tight")
    shell.expect(r"\[2\] None of these")
    shell.expect("> ")
    shell.sendline("2")
    shell.expect("chest")
    shell.expect("> ")
    shell.sendline("I can't feel when I pee")
    shell.expect("Go to the emergency department now")
    shell.expect("> ")
    shell.sendeof()
    shell.expect(pexpect.EOF)
    shell.close()

    assert shell.exitstatus == 0


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    "signals",
    [
        (signal.SIGTERM,),
        (signal.SIGINT, signal.SIGINT),
        (signal.SIGINT, signal.SIGTERM, signal.SIGINT),
    ],
)
def test_run_says_when_it_is_ready_and_ends_every_child(
    environment: dict[str, str], signals: tuple[signal.Signals, ...]
) -> None:
    port = environment["PORT"]
    with running(environment) as bot:
        line = until_ready(bot)
        children = psutil.Process(bot.pid).children(recursive=True)
        page = httpx.get(f"http://127.0.0.1:{port}/chat", timeout=10)
        health = httpx.get(f"http://127.0.0.1:{port}/health", timeout=10)
        for number in signals:
            bot.send_signal(number)
            time.sleep(0.2)
        bot.wait(timeout=30)

    assert line == f"Spinewise is ready: http://127.0.0.1:{port}/chat\n"
    assert page.status_code == 200
    assert health.json()["status"] == "ok"
    assert children
    assert not any(child.is_running() for child in children)


@pytest.mark.usefixtures("model")
def test_a_bot_that_is_stopped_while_starting_leaves_no_child(
    environment: dict[str, str],
) -> None:
    with running(environment) as bot:
        children: list[psutil.Process] = []
        while not children:
            time.sleep(0.1)
            children = psutil.Process(bot.pid).children(recursive=True)
        bot.send_signal(signal.SIGTERM)
        bot.wait(timeout=30)

    assert not any(child.is_running() for child in children)


@pytest.mark.usefixtures("model")
def test_what_people_write_reaches_no_log(environment: dict[str, str]) -> None:
    with running(environment) as bot:
        until_ready(bot)
        talk = Talk(f"http://127.0.0.1:{environment['PORT']}")
        talk.say("my xylophone back hurts")
        talk.say("/answer{xylophone")
        talk.say('/xylophone{"xylophone": "xylophone"}')
        talk.say("I can't feel when I pee, xylophone")

    assert "xylophone" not in (ROOT / ".run" / "server.log").read_text()


def test_a_taken_port_is_said_plainly(environment: dict[str, str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        done = subprocess.run(
            [
                *PYTHON,
                "spinewise.cli",
                "chat",
            ],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr
