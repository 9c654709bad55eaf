"""The one place where settings are read.

`settings.yml` at the project's root (or the file that SPINEWISE_SETTINGS names)
is read once, checked strictly, and handed on as a frozen value.
"""

from __future__ import annotations

import datetime
import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

ROOT = Path(__file__).resolve().parent.parent
_PATH_VARIABLE = "SPINEWISE_SETTINGS"

Positive = Annotated[float, msgspec.Meta(gt=0)]


class SettingsError(ValueError):
    """The settings file is missing or says something that is not allowed."""


class Clinic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a person can turn to; empty strings when there is no clinic."""

    name: str = ""
    phone: str = ""
    hours: str = ""


class ActionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where custom actions run, and how long a call may take in seconds."""

    in_process: bool = True
    timeout_seconds: Positive = 5


class ChannelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which channels answer. `loopback` answers only this machine.

    Attributes:
        kept: file of the chats over Slack and Telegram, seen from the settings
            file; empty keeps them in memory.
    """

    web: bool = True
    rest: Literal["on", "off", "loopback"] = "loopback"
    slack: bool = True
    telegram: bool = True
    kept: str = ".spinewise/conversations.sqlite"
    delivery_patience_minutes: Positive = 60


class ProactiveSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When people who asked for it are written to; see `spinewise notify`.

    Attributes:
        people: file of who asked, seen from the settings file.
        quiet_from: start of the hours without messages, in the person's zone.
        quiet_until: their end.
        time_zone: of people who named none, such as `Europe/London`.
        most_per_day: how many messages one person gets in 24 hours.
    """

    people: str = ".spinewise/people.sqlite"
    quiet_from: datetime.time = datetime.time(20)
    quiet_until: datetime.time = datetime.time(9)
    time_zone: str = "UTC"
    most_per_day: Annotated[int, msgspec.Meta(ge=1)] = 1


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `settings.yml` may say; see its comments."""

    clinic: Clinic = Clinic()
    default_country: str = "unknown"
    assessment_timeout_hours: Positive = 12
    knowledge: str = "knowledge"
    actions: ActionSettings = ActionSettings()
    channels: ChannelSettings = ChannelSettings()
    proactive: ProactiveSettings = ProactiveSettings()
    incident_log: str = "incidents.jsonl"
    embed_allowed: tuple[str, ...] = ()
    max_message_characters: Annotated[int, msgspec.Meta(ge=100)] = 20000

    @property
    def knowledge_path(self) -> Path:
        """The folder of the clinical knowledge, absolute."""
        return (settings_path().parent / self.knowledge).resolve()

    @property
    def people_path(self) -> Path:
        """The file of those who asked to be written to, absolute."""
        return (settings_path().parent / self.proactive.people).resolve()

    @property
    def kept_path(self) -> Path | None:
        """The file of the chats over Slack and Telegram; None: in memory alone."""
        kept = self.channels.kept
        return (settings_path().parent / kept).resolve() if kept else None

    @property
    def incident_path(self) -> Path:
        """The file of reported advice, absolute."""
        return (settings_path().parent / self.incident_log).resolve()


def settings_path() -> Path:
    """Return the settings file in force, whether it exists or not."""
    return Path(os.environ.get(_PATH_VARIABLE) or ROOT / "settings.yml").resolve()


def read_settings(path: Path) -> Settings:
    """Read and check a settings file.

    Raises:
        SettingsError: the file is missing, is not YAML, or has an unknown key or
            a value of the wrong kind; the message says where.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError as error:
        raise SettingsError(
            f"{path}: no such file. Set {_PATH_VARIABLE} to your settings file."
        ) from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


@cache
def settings() -> Settings:
    """Return the settings in force, read once per process."""
    return read_settings(settings_path())
