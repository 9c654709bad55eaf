"""The ways to tell intents apart that `bench/intents.py` compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from spinewise.dialogue.phrases import plain_words
from spinewise.dialogue.topics import TopicWords
from spinewise.intents.encoder import Encoder
from spinewise.language import Listener, load_lexicon
from spinewise.settings import settings

from .intent_data import Sample

SEED = 42  # that of Rasa's classifier
WORDS = {"analyzer": "word", "token_pattern": r"(?u)\b\w+\b"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to tell intents apart; weights of 0 leave a part out."""

    name: str
    words: tuple[int, int] | None = (1, 2)
    letters: tuple[int, int] | None = (2, 4)
    tfidf: bool = True
    encoder: float = 0.0
    lexicon: float = 0.0
    classifier: Callable[[], Any]


def logistic(c: float) -> Callable[[], Any]:
    """Return a maker of the model inside Rasa's `LogisticRegressionClassifier`."""
    return lambda: LogisticRegression(
        C=c, solver="liblinear", class_weight="balanced", random_state=SEED
    )


def margin(c: float) -> Callable[[], Any]:
    """Return a maker of a linear support vector machine."""
    return lambda: LinearSVC(C=c, class_weight="balanced", random_state=SEED)


# Rasa fixes C at 1 and the class weights; what it leaves open are n-grams and solver.
STOCK = Way(
    name="counts, logistic (Rasa's components)",
    letters=(2, 5),
    tfidf=False,
    classifier=logistic(1),
)
WAYS = (
    STOCK,
    Way(name="tf-idf, logistic", classifier=logistic(30)),
    Way(name="tf-idf, SVM", classifier=margin(1)),
    Way(name="tf-idf, lexicon, SVM", lexicon=0.5, classifier=margin(1)),
    Way(name="encoder, SVM", words=None, letters=None, encoder=1, classifier=margin(1)),
    Way(name="tf-idf, encoder, SVM", encoder=1.5, classifier=margin(0.5)),
    Way(
        name="tf-idf, encoder, lexicon, SVM",
        encoder=1.5,
        lexicon=0.5,
        classifier=margin(0.5),
    ),
)


class Ears:
    """The encoder and the lexicon, which hear each text once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._encoder = Encoder.of_package(texts)
        self._listener = Listener(
            load_lexicon(settings().knowledge_path / "lexicon/en")
        )
        self._topics = TopicWords.read(settings().knowledge_path)
        self._rows: dict[str, Any] = {}
        self._heard: dict[str, dict[str, float]] = {}

    def encoded(self, texts: Sequence[str]) -> np.ndarray:
        """Return one row of the encoder per text."""
        for text in texts:
            if text not in self._rows:
                self._rows[text] = self._encoder(text)
        return np.vstack([self._rows[text] for text in texts])

    def heard(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return the findings, complaint, region and topics of each text."""
        return [self._heard.setdefault(text, self._hear(text)) for text in texts]

    def _hear(self, text: str) -> dict[str, float]:
        if text in self._heard:
            return self._heard[text]
        told = self._listener.hear(text)
        names = [f"finding {each.finding}" for each in told.mentions]
        names += [f"complaint {told.complaint}", f"region {told.region}"]
        found = self._topics._phrases.find(plain_words(text))
        return dict.fromkeys([*names, *(f"topic {topic}" for topic, _ in found)], 1.0)

    def forget(self) -> None:
        """Forget every text, so that the next call takes the time it takes."""
        self._rows.clear()
        self._heard.clear()


class Features:
    """Text to a matrix, in one way."""

    def __init__(self, way: Way, ears: Ears) -> None:
        kind = TfidfVectorizer if way.tfidf else CountVectorizer
        options = {"sublinear_tf": True} if way.tfidf else {}
        self._counters = []
        if way.words:
            self._counters.append(kind(ngram_range=way.words, **WORDS, **options))
        if way.letters:
            self._counters.append(
                kind(ngram_range=way.letters, analyzer="char_wb", **options)
            )
        self._way, self._ears = way, ears
        self._names = DictVectorizer()

    def fit(self, sample: Sample) -> Features:
        """Learn the vocabulary of a sample."""
        for counter in self._counters:
            counter.fit(sample.texts)
        if self._way.lexicon:
            self._names.fit(self._ears.heard(sample.raw))
        return self

    def __call__(self, sample: Sample) -> csr_matrix:
        """Return one row per message."""
        parts = [counter.transform(sample.texts) for counter in self._counters]
        if self._way.lexicon:
            heard = self._names.transform(self._ears.heard(sample.raw))
            parts.append(heard * self._way.lexicon)
        if self._way.encoder:
            rows = self._ears.encoded(sample.raw) * self._way.encoder
            parts.append(csr_matrix(rows))
        return hstack(parts).tocsr()
