"""The quick way to an intent leads where Rasa's components lead."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphNode, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import (
    LogisticRegressionClassifier,
)
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (
    CountVectorsFeaturizer,
)
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from spinewise.rasa.quick_intent import QuickIntents, quick_nodes
from spinewise.settings import ROOT

_ODD = ("", " ", "qqqq zzzz", "12 345 6", "🦵 💚", "ÄÖ ß", "/answer{}", "no " * 300)
# So many examples are enough to have every sort of feature, and train in seconds.
_ONE_IN = 12
_TEXTS = sorted(
    {
        str(example.get(TEXT))
        for example in load_data(
            str(ROOT / "tests" / "nlu" / "held_out.yml")
        ).intent_examples
    }
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a tokenizer, two featurizers and a classifier, trained."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    context = ExecutionContext(GraphSchema({}))
    every = load_data(str(ROOT / "data" / "nlu")).intent_examples
    data = TrainingData(every[::_ONE_IN])
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    tokenizer.process_training_data(data)
    words = {"min_ngram": 1, "max_ngram": 2}
    letters = {"analyzer": "char_wb", "min_ngram": 2, "max_ngram": 3}
    featurizers = []
    for number, chosen in enumerate((words, letters)):
        config = {**CountVectorsFeaturizer.get_default_config(), **chosen}
        each = CountVectorsFeaturizer.create(
            config, storage, Resource(f"counts{number}"), context
        )
        each.train(data)
        each.process_training_data(data)
        featurizers.append(each)
    config = LogisticRegressionClassifier.get_default_config()
    config["solver"] = "liblinear"
    classifier = LogisticRegressionClassifier(
        config, "classifier", storage, Resource("classifier")
    )
    classifier.clf.max_iter = 20
    classifier.train(data)
    return tokenizer, featurizers, classifier


def test_every_text_gets_the_ranking_that_rasa_gives(parts: Any) -> None:
    tokenizer, featurizers, classifier = parts
    quick = QuickIntents(featurizers, classifier)

    for text in _TEXTS:
        [ours], [theirs] = (tokenizer.process([Message({TEXT: text})]) for _ in "12")
        quick.process([ours])
        for each in (*featurizers, classifier):
            each.process([theirs])

        expected = theirs.get("intent_ranking")
        found = ours.get("intent_ranking")
        assert [e["name"] for e in found] == [e["name"] for e in expected], text
        assert [e["confidence"] for e in found] == pytest.approx(
            [e["confidence"] for e in expected], abs=1e-12
        )
        assert ours.get("intent")["name"] == theirs.get("intent")["name"]


@pytest.mark.parametrize("text", _ODD)
def test_an_odd_text_ends_as_it_does_with_rasa(parts: Any, text: str) -> None:
    tokenizer, featurizers, classifier = parts
    quick = QuickIntents(featurizers, classifier)

    def outcome(steps: Any) -> object:
        [message] = tokenizer.process([Message({TEXT: text})])
        try:
            for each in steps:
                each.process([message])
        except Exception as error:
            return type(error)
        return message.get("intent")["name"]

    assert outcome([quick]) == outcome([*featurizers, classifier])


def test_features_that_another_component_reads_are_made(parts: Any) -> None:
    tokenizer, featurizers, classifier = parts

    class Reader(WhitespaceTokenizer):
        """Might read features."""

    def node(name: str, component: Any) -> GraphNode:
        made: GraphNode = object.__new__(GraphNode)
        made._node_name, made._fn_name, made._component = name, "process", component
        return made

    known = {
        str(number): node(str(number), each)
        for number, each in enumerate([tokenizer, *featurizers, classifier])
    }

    assert set(quick_nodes(known)) == {"1", "2", "3"}
    assert (
        quick_nodes({**known, "4": node("4", Reader(Reader.get_default_config()))})
        == {}
    )
