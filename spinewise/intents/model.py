"""The model of intents: words, runs of letters and the sentence encoder together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from spinewise.intents.encoder import SIZE, Encoder
from spinewise.intents.grams import Grams

# Chosen by cross-validation on the training examples (docs/adr/0003).
_WORDS, _LETTERS = (1, 2), (2, 4)
_INVERSE_REGULARISATION: Final = 0.5
_ENCODER_WEIGHT: Final = 1.5
# Margins times this, as powers of e, are chances that are right as often as they say.
_SHARPNESS: Final = 5.0
_SEED: Final = 42
# So sure of themselves, words and letters are right as often as with the encoder, which
# takes most of the time (docs/adr/0003).
_SURE: Final = 0.75
# Longer examples are hardly ever said again in the same words.
_LONGEST_KNOWN: Final = 40
# A question mark is none of these: "no?" is not "no".
_ENDS: Final = " .,!"
_INTENTS, _GRAMS, _NUMBERS = "intents.json", "grams.json", "model.npz"
_KNOWN: Final = "known.json"
_LEARNED: Final = ("quick", "joint", "encoded", "quick_offsets", "offsets")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'"})


class IntentModel:
    """Ranks intents for one message at a time.

    Words and letters are weighed first. Only where they leave a doubt is the sentence
    encoder asked, and all three weighed together.
    """

    def __init__(
        self,
        encoder: Encoder,
        counters: Sequence[TfidfVectorizer],
        intents: Sequence[str],
        learned: Mapping[str, Any],
        known: Mapping[str, str],
    ) -> None:
        """Take what was learned.

        `learned` are the weights, with a row for each gram ("quick" of those alone,
        "joint" beside the encoder's, "encoded") and an offset for each intent;
        `known` are short examples in plain words, with their intents.
        """
        self._known = dict(known)
        self._learned = dict(learned)
        self._encoder = encoder
        self._counters = list(counters)
        self._grams = [Grams(counter) for counter in counters]
        self._intents = list(intents)

    @property
    def nbytes(self) -> int:
        """How many bytes the weights take, the encoder's own left out."""
        return sum(each.nbytes for each in self._learned.values())

    @classmethod
    def learn(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        encoder: Encoder | None = None,
    ) -> IntentModel:
        """Learn from messages with their intents, at least two different ones."""
        encoder = encoder or Encoder.of_package(texts)
        plain = [_plain(text) for text in texts]
        counters = [counter.fit(plain) for counter in _counters()]
        grams = hstack([counter.transform(plain) for counter in counters]).tocsr()
        encoded = csr_matrix(encoder.all(texts) * _ENCODER_WEIGHT)
        quick, quick_offsets, _ = _fitted(grams, intents)
        both, offsets, names = _fitted(hstack([grams, encoded]).tocsr(), intents)
        learned = {
            # Half the memory, and no decision changes.
            "quick": quick.astype(np.float16),
            "joint": both[:-SIZE].astype(np.float16),
            "encoded": both[-SIZE:],
            "quick_offsets": quick_offsets,
            "offsets": offsets,
        }
        known = _agreed(zip(plain, intents, strict=True))
        return cls(encoder, counters, names, learned, known)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return every intent with its chance, likeliest first.

        A short text that stands among the examples has the intent it has there, and no
        other is weighed: most replies to a question are such ("no", "yes", "why?").
        """
        plain = _plain(text)
        known = self._known.get(plain.rstrip(_ENDS))
        if known is not None:
            return [(known, 1.0)]
        learned = self._learned
        places, weights = self._weigh(plain)
        scores = learned["quick_offsets"] + weights @ learned["quick"][places]
        chances = _chances(scores)
        if chances.max() < _SURE:
            scores = learned["offsets"] + weights @ learned["joint"][places]
            scores += self._encoder(text) * _ENCODER_WEIGHT @ learned["encoded"]
            chances = _chances(scores)
        order = np.argsort(-chances, kind="stable")
        return [(self._intents[place], float(chances[place])) for place in order]

    def _weigh(self, plain: str) -> tuple[Any, Any]:
        """Return the rows of the grams of a text, and what each weighs."""
        found, start = [], 0
        for grams in self._grams:
            places, weights = grams.weigh(plain)
            found.append((start + places, weights))
            start += len(grams)
        places, weights = zip(*found, strict=True)
        return np.concatenate(places), np.concatenate(weights)

    def store(self, folder: Path) -> None:
        """Write what `read` needs into a folder."""
        self._encoder.store(folder)
        grams = [
            sorted(each.vocabulary_, key=each.vocabulary_.get)
            for each in self._counters
        ]
        (folder / _GRAMS).write_text(json.dumps(grams), encoding="utf-8")
        (folder / _INTENTS).write_text(json.dumps(self._intents), encoding="utf-8")
        (folder / _KNOWN).write_text(json.dumps(self._known), encoding="utf-8")
        rarity = {f"rarity_{n}": each.idf_ for n, each in enumerate(self._counters)}
        np.savez(folder / _NUMBERS, **self._learned, **rarity)

    @classmethod
    def read(cls, folder: Path) -> IntentModel:
        """Return the model that was stored in a folder."""
        grams = json.loads((folder / _GRAMS).read_text(encoding="utf-8"))
        intents = json.loads((folder / _INTENTS).read_text(encoding="utf-8"))
        known = json.loads((folder / _KNOWN).read_text(encoding="utf-8"))
        with np.load(folder / _NUMBERS, allow_pickle=False) as stored:
            counters = _counters(grams)
            for number, counter in enumerate(counters):
                counter.idf_ = stored[f"rarity_{number}"]
            learned = {name: stored[name] for name in _LEARNED}
        return cls(Encoder.read(folder), counters, intents, learned, known)


def _fitted(features: Any, intents: Sequence[str]) -> tuple[Any, Any, list[str]]:
    """Return the weights, the offsets and the intents in their order."""
    model = LinearSVC(
        C=_INVERSE_REGULARISATION, class_weight="balanced", random_state=_SEED
    )
    model.fit(features, list(intents))
    weights, offsets = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:
        # Of two intents scikit-learn weighs the second alone.
        weights = np.hstack([-weights, weights])
        offsets = np.hstack([-offsets, offsets])
    names = [str(each) for each in model.classes_]
    return (
        np.ascontiguousarray(weights, dtype=np.float32),
        offsets.astype(np.float32),
        names,
    )


def _chances(scores: Any) -> Any:
    """Return scores as chances that add up to one."""
    chances = np.exp(_SHARPNESS * (scores - scores.max()))
    return chances / chances.sum()


def _counters(grams: Sequence[Sequence[str] | None] = (None, None)) -> list[Any]:
    words = TfidfVectorizer(
        ngram_range=_WORDS,
        token_pattern=r"(?u)\b\w+\b",  # noqa: S106
        sublinear_tf=True,
        vocabulary=grams[0],
    )
    letters = TfidfVectorizer(
        ngram_range=_LETTERS,
        analyzer="char_wb",
        sublinear_tf=True,
        vocabulary=grams[1],
    )
    return [words, letters]


def _plain(text: str) -> str:
    """Return a text in small letters, all numbers alike."""
    return re.sub(r"\d+", "0", text.strip().translate(_QUOTES).lower())


def _agreed(examples: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the short examples that have the same intent wherever they stand."""
    found: dict[str, set[str]] = {}
    for plain, intent in examples:
        if len(plain) <= _LONGEST_KNOWN:
            found.setdefault(plain.rstrip(_ENDS), set()).add(intent)
    return {plain: min(said) for plain, said in found.items() if len(said) == 1}
