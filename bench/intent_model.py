"""Intents as the trained model tells them; only for files that label intents."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from sklearn.metrics import f1_score

from bench.labelled import Labelled
from spinewise.serving import MODELS, train_if_stale


def macro_f1(labels: Sequence[Labelled]) -> float:
    """Return the macro F1, from 0 to 1, of the trained model; train it if stale.

    Raises:
        ServeError: training failed.
    """
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # by default Rasa prints every message
    train_if_stale()
    agent = Agent.load(str(MODELS))

    async def told() -> list[str]:
        parsed = [await agent.parse_message(label.text) for label in labels]
        return [str(each["intent"]["name"]) for each in parsed]

    wanted = [label.intent for label in labels]
    return float(f1_score(wanted, asyncio.run(told()), average="macro"))
