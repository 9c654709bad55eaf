"""Read messages with their intents, for `bench/intents.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

OFF_TOPIC = "out_of_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Messages with their intents; `texts` as the featurizer sees them."""

    raw: np.ndarray
    texts: np.ndarray
    intents: np.ndarray


def as_rasa_sees(texts: Sequence[str]) -> list[str]:
    """Return texts tokenised and cleaned as Rasa's featurizer gets them."""
    from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
    from rasa.shared.nlu.training_data.message import Message

    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    seen = []
    for text in texts:
        tokens = tokenizer.tokenize(Message(data={"text": text}), "text")
        words = (re.sub(r"\b[0-9]+\b", "__NUMBER__", token.text) for token in tokens)
        seen.append(" ".join(words).lower())
    return seen


def sample_of(rows: Sequence[tuple[str, str]]) -> Sample:
    """Return a sample of (text, intent) rows."""
    raw = [text for text, _ in rows]
    return Sample(
        raw=np.array(raw, dtype=object),
        texts=np.array(as_rasa_sees(raw), dtype=object),
        intents=np.array([intent for _, intent in rows]),
    )


def part(sample: Sample, rows: np.ndarray) -> Sample:
    """Return some rows of a sample."""
    return Sample(
        raw=sample.raw[rows], texts=sample.texts[rows], intents=sample.intents[rows]
    )


def read_intents(files: Sequence[Path]) -> Sample:
    """Read training data in Rasa's format."""
    rows = []
    for file in files:
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            rows += [(line.removeprefix("- "), block["intent"]) for line in lines]
    return sample_of(rows)


def read_off_topic(file: Path) -> Sample:
    """Read off-topic messages, one JSON object with a `text` per line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return sample_of([(json.loads(line)["text"], OFF_TOPIC) for line in lines])
