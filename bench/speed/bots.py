"""The three bots that are measured, each with its own folder and environment."""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from spinewise.serving import (
    MODELS,
    ROOT,
    quiet_environment,
    server_command,
    train_if_stale,
)

BUILD = ROOT / "build" / "bench"
_SHARED = ("data", "actions", "spinewise", "knowledge", "web")
_SETTINGS = ("domain.yml", "credentials.yml", "settings.yml")
# What a model of the two other bots is made from, and the note of it beside the model.
_LEARNED_FROM = ("config.yml", "domain.yml", "data")
_NOTE = "made_from.sha256"
_DEFAULT_CONFIG = "engine/recipes/config_files/default_config.yml"


@dataclass(frozen=True)
class Bot:
    """A bot that can be trained and started.

    Attributes:
        name: `spinewise`, `default` or `floor`.
        title: what it is, for tables.
        python: the interpreter of its environment.
        folder: where it is started.
        fast_start: started as `make run` starts it, not by `rasa run`.
        healthy: what its `/health` must call ok before it is measured; nothing if it
            has none.
    """

    name: str
    title: str
    python: str
    folder: Path
    fast_start: bool = False
    healthy: tuple[str, ...] = ()

    def train(self) -> dict[str, float]:
        """Train from nothing, without Rasa's cache; return the seconds it took."""
        shutil.rmtree(self.folder / ".rasa", ignore_errors=True)
        out = self.models
        (out / _NOTE).unlink(missing_ok=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        self._rasa("train", "--fixed-model-name", self.name, "--out", str(out))
        taken = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        (out / _NOTE).write_text(self.made_from())
        return {"training_s": taken, "training_processor_s": used}

    def ensure_trained(self) -> None:
        """Train unless there is a model of the same domain, data and configuration."""
        if self.fast_start:
            train_if_stale()
            return
        note = self.models / _NOTE
        noted = note.read_text() if note.is_file() else ""
        if noted != self.made_from() or not any(self.models.glob("*.tar.gz")):
            self.train()

    def made_from(self) -> str:
        """Return a hash of what its model is made from."""
        digest = hashlib.sha256()
        for name in _LEARNED_FROM:
            # The data of the default pipeline is a link to ours.
            top = (self.folder / name).resolve()
            for path in [top] if top.is_file() else sorted(top.rglob("*.yml")):
                digest.update(str(path.relative_to(top.parent)).encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()

    @property
    def models(self) -> Path:
        """Where its models are."""
        return MODELS if self.fast_start else self.folder / "models"

    def command(self, port: int, endpoints: Path | None = None) -> list[str]:
        """Return the command line that starts the server."""
        if self.fast_start:
            command = server_command("127.0.0.1", port)
        else:
            command = [self.python, "-W", "ignore", "-m", "rasa", "run"]
            command += ["--interface", "127.0.0.1", "--port", str(port)]
        return [*command, "--endpoints", str(endpoints)] if endpoints else command

    def _rasa(self, *arguments: str) -> None:
        done = subprocess.run(
            [self.python, "-W", "ignore", "-m", "rasa", *arguments],
            cwd=self.folder,
            env=quiet_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {done.stderr[-2000:]}")


def spinewise() -> Bot:
    """Return Spinewise as `make run` starts it."""
    return Bot(
        "spinewise",
        "Spinewise",
        sys.executable,
        ROOT,
        fast_start=True,
        healthy=("status",),
    )


def default_pipeline(epochs: int = 100) -> Bot:
    """Return Rasa's default configuration on Spinewise's data, with TensorFlow.

    Fewer `epochs` than Rasa's 100 make a worse bot of the same size and speed.
    """
    home = BUILD / "default"
    _install_with_tensorflow(home)
    python = home / ".venv" / "bin" / "python"
    folder = home / f"bot-{epochs}"
    folder.mkdir(exist_ok=True)
    for name in _SHARED:
        link = folder / name
        if not link.is_symlink():
            link.symlink_to(ROOT / name)
    for name in _SETTINGS:
        shutil.copy(ROOT / name, folder)
    # The tracker store is part of what Spinewise does for speed; Rasa's own is here.
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text())
    endpoints.pop("tracker_store", None)
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
    installed = next(home.glob(".venv/lib/python*/site-packages/rasa"))
    config = (installed / _DEFAULT_CONFIG).read_text()
    config = config.replace("epochs: 100", f"epochs: {epochs}")
    (folder / "config.yml").write_text(config)
    title = "Rasa's default pipeline"
    # Its model carries no knowledge, which alone makes it degraded as a whole.
    healthy = ("actions", "store")
    return Bot("default", title, str(python), folder, healthy=healthy)


def floor() -> Bot:
    """Return the smallest bot: keywords for an intent, one rule, one response."""
    folder = BUILD / "floor" / "bot"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, content in _FLOOR.items():
        (folder / name).write_text(content)
    return Bot("floor", "the smallest Rasa bot", sys.executable, folder)


def _install_with_tensorflow(home: Path) -> None:
    """Make the environment as the README tells it, unless it is there."""
    home.mkdir(parents=True, exist_ok=True)
    project = _with_tensorflow((ROOT / "pyproject.toml").read_text())
    file = home / "pyproject.toml"
    if (home / ".venv").is_dir() and file.is_file() and file.read_text() == project:
        return
    file.write_text(project)
    shutil.copy(ROOT / "uv.lock", home)
    subprocess.run([_uv(), "lock", "--quiet"], cwd=home, check=True)
    install(home, home / ".venv")


def install(project: Path, environment: Path) -> float:
    """Install what a project needs to run into an environment; return the seconds."""
    sync = [_uv(), "sync", "--quiet", "--no-dev", "--no-install-project"]
    env = {**quiet_environment(), "UV_PROJECT_ENVIRONMENT": str(environment)}
    started = time.perf_counter()
    subprocess.run([*sync, "--compile-bytecode"], cwd=project, env=env, check=True)
    return time.perf_counter() - started


def _uv() -> str:
    return shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")


def _with_tensorflow(project: str) -> str:
    """Return our pyproject.toml with the real TensorFlow in the stand-in's place."""
    kept = project[: project.index("[tool.ruff]")]
    kept = kept.replace(
        '    "tensorflow",\n    # Rasa',
        '    "tensorflow==2.12.0",\n    "tensorflow-hub==0.13.0",\n    # Rasa',
    )
    for block in (
        r"\[tool\.uv\.sources\].*?\n\n",
        r"\[build-system\].*?\n\n",
        r"\[tool\.hatch[^\n]*\n.*?\n\n",
        r"\[project\.scripts\].*?\n\n",
        r"\nreadme = [^\n]*",
    ):
        kept = re.sub(block, "", kept, flags=re.DOTALL)
    return re.sub(
        r"override-dependencies = \[.*?\n\]",
        'package = false\noverride-dependencies = ["matplotlib>=3.8,<3.9"]',
        kept,
        flags=re.DOTALL,
    )


_FLOOR_WORDS = [
    "my",
    "no",
    "I",
    "is",
    "the",
    "to",
    "do",
    "why",
    "what",
    "can",
    "yes",
    "hi",
    "thanks",
    "thank",
    "10",
    "again",
    "back",
    "she",
    "her",
    "how",
]
_FLOOR = {
    "config.yml": """\
recipe: default.v1
assistant_id: floor
language: en
pipeline:
  - name: KeywordIntentClassifier
    case_sensitive: false
policies:
  - name: RulePolicy
""",
    "domain.yml": """\
version: "3.1"
intents: [say, answer]
responses:
  utter_answer:
    - text: Please tell me more about your back.
""",
    "credentials.yml": "rest:\n",
    "endpoints.yml": "{}\n",
    # KeywordIntentClassifier looks for these words; each message has one of them.
    "data/all.yml": """\
version: "3.1"
nlu:
  - intent: say
    examples: |
"""
    + "".join(f"      - {word}\n" for word in _FLOOR_WORDS)
    + """\
  - intent: answer
    examples: |
      - pressed
rules:
  - rule: always say the same
    steps:
      - or:
          - intent: say
          - intent: answer
      - action: utter_answer
""",
}
