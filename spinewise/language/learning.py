"""Learn when to doubt a sign, from the examples of the lexicon (`doubts`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from spinewise.language import entries
from spinewise.language.lexicon import DOUBTS_FILE
from spinewise.language.listener import Listener

# All three were chosen by five-fold cross-validation on the examples.
_INVERSE_REGULARISATION = 30.0
_KEPT = 1500
_PRESENT_BELOW = 0.1
_DECIMALS = 3


def digest_of(lexicon: entries.Lexicon) -> str:
    """Return a digest of the examples, which changes when one of them does."""
    content = msgspec.json.encode([lexicon.examples, lexicon.told])
    return hashlib.sha256(content).hexdigest()[:16]


def is_learned(lexicon: entries.Lexicon) -> bool:
    """Whether the weights of a lexicon were learned from its examples."""
    digest = lexicon.doubts.examples if lexicon.doubts else ""
    return digest == digest_of(lexicon) or not lexicon.told


def learn(lexicon: entries.Lexicon, listener: Listener) -> entries.DoubtWeights:
    """Return the weights that tell the present signs of the examples from the others.

    A clinician's words stay words: each weight belongs to a word and its place.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize

    rows, present = list[dict[str, float]](), list[bool]()
    for text, signs in _labelled(lexicon):
        for finding, words in listener.words_around_signs(text):
            if finding in signs:
                rows.append(dict.fromkeys(words, 1.0))
                present.append(signs[finding])
    names = DictVectorizer()
    model = LogisticRegression(
        C=_INVERSE_REGULARISATION,
        solver="liblinear",
        class_weight="balanced",
        random_state=0,
        max_iter=2000,
    ).fit(normalize(names.fit_transform(rows)), present)
    weights = zip(names.feature_names_, model.coef_[0], strict=True)
    chief = sorted(weights, key=lambda item: (-abs(item[1]), item[0]))[:_KEPT]
    return entries.DoubtWeights(
        examples=digest_of(lexicon),
        present_below=_PRESENT_BELOW,
        bias=round(float(model.intercept_[0]), _DECIMALS),
        words={name: round(float(value), _DECIMALS) for name, value in sorted(chief)},
    )


def write(weights: entries.DoubtWeights, folder: Path) -> Path:
    """Write the weights into a lexicon's folder, a line each, and return the file."""
    encoded = msgspec.json.format(msgspec.json.encode(weights), indent=1)
    file = folder / DOUBTS_FILE
    file.write_bytes(encoded + b"\n")
    return file


def _labelled(lexicon: entries.Lexicon) -> Iterable[tuple[str, dict[str, bool]]]:
    for example in lexicon.examples:
        if example.finding:
            yield example.text, {example.finding: example.is_told}
    for told in lexicon.told:
        signs = {name: said == "present" for name, said in told.signs.items()}
        yield told.text, signs
