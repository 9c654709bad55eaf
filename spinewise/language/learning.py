"""Learn when to doubt a sign, from the examples of the lexicon (`doubts`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from spinewise.language import entries
from spinewise.language.doubts import whole
from spinewise.language.lexicon import DOUBTS_FILE
from spinewise.language.listener import Listener
from spinewise.language.weights import DoubtWeights, Kind, KindWeights

# All were chosen by five-fold cross-validation on the examples.
_INVERSE_REGULARISATION = 30.0
_KEPT = 1500
_PRESENT_BELOW = 0.1
_DECIMALS = 3
# The kind of a story needs fewer words than whether it is one, and is only believed
# where that is nearly certain.
_KEPT_FOR_KINDS = 400
_TOLD_BELOW = 0.05
_KINDS: Mapping[str, Kind] = {
    "absent": "absent",
    "past": "past",
    "other_person": "other_person",
}


def digest_of(lexicon: entries.Lexicon) -> str:
    """Return a digest of the examples, which changes when one of them does."""
    content = msgspec.json.encode([lexicon.examples, lexicon.told])
    return hashlib.sha256(content).hexdigest()[:16]


def is_learned(lexicon: entries.Lexicon) -> bool:
    """Whether the weights of a lexicon were learned from its examples."""
    digest = lexicon.doubts.examples if lexicon.doubts else ""
    return digest == digest_of(lexicon) or not lexicon.told


def learn(lexicon: entries.Lexicon, listener: Listener) -> DoubtWeights:
    """Return the weights that tell the present signs of the examples from the others.

    A clinician's words stay words: each weight belongs to a word and its place.
    """
    rows, said = list[frozenset[str]](), list[str]()
    for text, signs in _labelled(lexicon):
        for finding, words in listener.words_around_signs(text):
            if finding in signs:
                rows.append(words)
                said.append(signs[finding])
    names, model = _fitted(rows, [each == "present" for each in said])
    weights = zip(names, model.coef_[0], strict=True)
    chief = sorted(weights, key=lambda item: (-abs(item[1]), item[0]))[:_KEPT]
    others = [number for number, each in enumerate(said) if each != "present"]
    return DoubtWeights(
        examples=digest_of(lexicon),
        present_below=_PRESENT_BELOW,
        bias=_rounded(model.intercept_[0]),
        words={name: _rounded(value) for name, value in sorted(chief)},
        told_below=_TOLD_BELOW,
        kinds=_kinds(
            [whole(rows[number]) for number in others],
            [_KINDS.get(said[number], "neither") for number in others],
        ),
    )


def _kinds(
    rows: Sequence[frozenset[str]], kinds: Sequence[Kind]
) -> dict[Kind, KindWeights]:
    """Return what tells the kinds of story apart, nothing when not all are taught."""
    if len(set(kinds)) <= len(_KINDS):
        return {}
    names, model = _fitted(rows, kinds)
    most = abs(model.coef_).max(axis=0)
    order = sorted(range(len(names)), key=lambda place: (-most[place], names[place]))
    chief = sorted(order[:_KEPT_FOR_KINDS])
    return {
        kind: KindWeights(
            bias=_rounded(bias),
            words={names[place]: _rounded(values[place]) for place in chief},
        )
        for kind, bias, values in zip(
            model.classes_.tolist(), model.intercept_, model.coef_, strict=True
        )
    }


def _fitted(
    rows: Sequence[frozenset[str]], labels: Sequence[object]
) -> tuple[list[str], Any]:
    """Return the names of the features and a model that tells the labels apart."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize

    names = DictVectorizer()
    features = normalize(names.fit_transform([dict.fromkeys(r, 1.0) for r in rows]))
    model = LogisticRegression(
        C=_INVERSE_REGULARISATION,
        solver="liblinear",
        class_weight="balanced",
        random_state=0,
        max_iter=2000,
    )
    return names.feature_names_, model.fit(features, labels)


def _rounded(value: float) -> float:
    return round(float(value), _DECIMALS)


def write(weights: DoubtWeights, folder: Path) -> Path:
    """Write the weights into a lexicon's folder, a line each, and return the file."""
    encoded = msgspec.json.format(msgspec.json.encode(weights), indent=1)
    file = folder / DOUBTS_FILE
    file.write_bytes(encoded + b"\n")
    return file


def _labelled(lexicon: entries.Lexicon) -> Iterable[tuple[str, Mapping[str, str]]]:
    for example in lexicon.examples:
        if example.finding:
            yield example.text, {example.finding: example.assertion}
    for told in lexicon.told:
        yield told.text, told.signs
