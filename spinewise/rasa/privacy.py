"""Keeps what people write out of the logs."""

from __future__ import annotations

import warnings


def silence_quoting_warnings() -> None:
    """Drop Rasa's warnings about messages: they repeat the person's words.

    Rasa sets its own filters while it starts, so this is called after the start.
    """
    warnings.filterwarnings("ignore", category=UserWarning)
