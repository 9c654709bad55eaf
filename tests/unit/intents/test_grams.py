"""Counting one message by itself gives what scikit-learn's matrices give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.intents.grams import Grams
from spinewise.intents.model import _counters

_LEARNED = ("my back hurts", "my back is stiff, stiff as a board", "can i swim 0 times")
_COUNTERS = [counter.fit(_LEARNED) for counter in _counters()]
_TEXTS = st.text("abcikmsty 0,'", max_size=60) | st.sampled_from(_LEARNED)


@pytest.mark.parametrize("counter", _COUNTERS, ids=["words", "letters"])
@given(text=_TEXTS)
def test_a_message_weighs_what_the_vectorizer_says(counter: object, text: str) -> None:
    grams = Grams(counter)
    places, weights = grams.weigh(text)
    row = np.zeros(len(grams))

    row[places] = weights

    np.testing.assert_allclose(row, counter.transform([text]).toarray()[0], atol=1e-6)


@pytest.mark.parametrize("counter", _COUNTERS, ids=["words", "letters"])
def test_a_message_of_nothing_known_weighs_nothing(counter: object) -> None:
    places, weights = Grams(counter).weigh("qqq")

    assert len(places) == len(weights) == 0
