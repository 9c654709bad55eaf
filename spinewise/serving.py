"""Start, watch and stop the processes of a running bot."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import BinaryIO

from spinewise.checking.faults import faults_in
from spinewise.knowledge import KnowledgeError
from spinewise.settings import ROOT, settings, settings_path

MODELS = ROOT / "models"
_STAMP = MODELS / "inputs.sha256"
_INPUTS = ("config.yml", "domain.yml", "data", "spinewise", "uv.lock")
_LOGS = ROOT / ".run"
_TAIL_LINES = 15
_START_LIMIT_SECONDS = 180
_STOP_LIMIT_SECONDS = 10


class ServeError(RuntimeError):
    """The bot could not be started; the message says why and what to do."""


def inputs_hash() -> str:
    """Return a hash of everything that a trained model depends on."""
    digest = hashlib.sha256()
    roots = [ROOT / name for name in _INPUTS]
    for root in (*roots, settings().knowledge_path, settings_path()):
        paths = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in paths:
            if path.is_file() and path.suffix in {".yml", ".py", ".lock"}:
                digest.update(str(path.relative_to(root.parent)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def train_if_stale() -> bool:
    """Train a model unless the newest one was made from the same inputs.

    Returns:
        Whether it trained.

    Raises:
        ServeError: training failed; the message ends with its last lines.
    """
    wanted = inputs_hash()
    stamp = _STAMP.read_text().strip() if _STAMP.is_file() else ""
    if stamp == wanted and any(MODELS.glob("*.tar.gz")):
        return False
    print("Training the model: about a minute.", file=sys.stderr, flush=True)
    command = [*_rasa("train"), "--fixed-model-name", "spinewise", "--out", str(MODELS)]
    with _log("train") as log:
        training = _started(command, log)
        try:
            # Rasa takes longer to be imported than this to find what is wrong.
            _check_knowledge()
            failed = training.wait() != 0
        finally:
            if training.poll() is None:
                _stop([training])
    if failed:
        raise ServeError(f"Training failed.\n{_tail('train')}")
    _STAMP.write_text(wanted + "\n")
    return True


def _check_knowledge() -> None:
    """Say plainly what is wrong with the knowledge, before Rasa buries it."""
    problems = faults_in(settings().knowledge_path).problems
    if problems:
        raise ServeError(
            "the knowledge has faults, so nothing was trained.\n"
            f"{KnowledgeError(problems)}"
        )


@contextmanager
def running_bot(host: str, port: int) -> Iterator[str]:
    """Run the server, and the action server where the settings ask for one.

    Yields:
        The base URL, once everything answers.

    Raises:
        ServeError: the port is taken, or the bot did not come up.
    """
    _refuse_taken_port(host, port)
    command = server_command(host, port)
    if os.environ.get("ENABLE_API") == "1":
        command += ["--enable-api", "--auth-token", _api_token()]
    commands = [command]
    if not settings().actions.in_process:
        commands.append(_rasa("run", "actions"))
    url = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
    children: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with _log("server") as log:
            for each in commands:
                children.append(_started(each, log))
        _wait_until_up(url, children)
        yield url
    finally:
        # A second Ctrl-C, or one that `uv run` forwards, must not leave orphans.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop(children)


def _started(command: list[str], log: BinaryIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=quiet_environment(),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _log(name: str) -> BinaryIO:
    """Open a fresh log: Rasa's many warnings are of no use to who starts it."""
    _LOGS.mkdir(exist_ok=True)
    return (_LOGS / f"{name}.log").open("wb")


def _tail(name: str) -> str:
    path = _LOGS / f"{name}.log"
    lines = path.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
    return "\n".join([*lines, f"The whole log: {path}"])


def wait_for_end() -> None:
    """Sleep until SIGTERM or Ctrl-C arrives; call it within `running_bot`."""
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        return


def server_command(host: str, port: int) -> list[str]:
    """Return the command line that starts the server."""
    start = [sys.executable, "-W", "ignore", "-m", "spinewise.rasa.start"]
    return [*start, "--interface", host, "--port", str(port)]


def _rasa(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "rasa", *arguments]


def quiet_environment() -> dict[str, str]:
    """Return the children's environment: no telemetry, no words of people in logs."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SANIC_HOST": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }
    # Compiling every module anew takes most of a start, so Python may keep its work.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**quiet, **kept}


def _api_token() -> str:
    token = os.environ.get("API_TOKEN", "")
    if not token:
        raise ServeError("ENABLE_API=1 needs API_TOKEN: set it to a long secret.")
    return token


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServeError(
                f"{host}:{port} cannot be used ({error.strerror}). "
                "Choose another with PORT=..."
            ) from error


def _wait_until_up(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    limit = time.monotonic() + _START_LIMIT_SECONDS
    while time.monotonic() < limit:
        if any(child.poll() is not None for child in children):
            raise ServeError(f"The server ended while starting.\n{_tail('server')}")
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ServeError(f"The server did not answer within {_START_LIMIT_SECONDS} s.")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        _signal(child, signal.SIGTERM)
    limit = time.monotonic() + _STOP_LIMIT_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.wait()


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
