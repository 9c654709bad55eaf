"""Classifies intents as Rasa's components do, without building their matrices.

CountVectorsFeaturizer counts the words of every token and of the whole message into
sparse matrices, of which LogisticRegressionClassifier joins and uses the last. Where
nobody else reads the features, counting once and adding up the weights is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from rasa.engine.graph import GraphNode
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.nlu.classifiers.logistic_regression_classifier import (
    LogisticRegressionClassifier,
)
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (
    CountVectorsFeaturizer,
)
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.tensorflow.constants import RANKING_LENGTH

from spinewise.rasa.finding_extractor import FindingExtractor

Node = Callable[..., tuple[str, Any]]
# Components that read no features.
_READ_NONE: Final = (
    FallbackClassifier,
    FindingExtractor,
    RegexMessageHandler,
    WhitespaceTokenizer,
)
_PROCESS: Final = "process"


class QuickIntents:
    """The featurizers and the classifier of a loaded model, as one step."""

    def __init__(
        self,
        featurizers: Sequence[CountVectorsFeaturizer],
        classifier: LogisticRegressionClassifier,
    ) -> None:
        """Take over the weights, in the order in which they are added up."""
        self._featurizers = featurizers
        self._classifier = classifier
        model = classifier.clf
        self._weights = np.ascontiguousarray(model.coef_.T)
        # The classifier keeps working, on the same memory.
        model.coef_ = self._weights.T
        self._names = [str(name) for name in model.classes_]
        self._vectorizers = [
            (each.vectorizers[TEXT].build_analyzer(), each.vectorizers[TEXT])
            for each in featurizers
        ]

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            counts = self._counts(message)
            if counts is None:
                self._as_rasa(message)
                continue
            likely = self._likely(counts)
            length = self._classifier.config[RANKING_LENGTH] or None
            ranking = [
                {"name": self._names[place], "confidence": float(likely[place])}
                for place in np.argsort(-likely, kind="stable")[:length]
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _as_rasa(self, message: Message) -> None:
        for each in self._featurizers:
            each.process([message])
        self._classifier.process([message])

    def _counts(self, message: Message) -> Counter[int] | None:
        """Return how often each feature is there, None for a message without words."""
        counts: Counter[int] = Counter()
        offset = 0
        for each, (analyse, vectorizer) in zip(
            self._featurizers, self._vectorizers, strict=True
        ):
            tokens = each._get_processed_message_tokens_by_attribute(message, TEXT)
            if not tokens:
                return None
            known = vectorizer.vocabulary_
            counts.update(
                offset + known[gram]
                for gram in analyse(" ".join(tokens))
                if gram in known
            )
            offset += len(known)
        return counts

    def _likely(self, counts: Counter[int]) -> Any:
        """Return the probability of each intent, one against the rest."""
        places = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
        times = np.fromiter(counts.values(), dtype=float, count=len(counts))
        scores = times @ self._weights[places] + self._classifier.clf.intercept_
        chances = 1 / (1 + np.exp(-scores))
        return chances / chances.sum()


def quick_nodes(nodes: Mapping[str, GraphNode]) -> dict[str, Node]:
    """Return nodes to take the place of those that featurize and classify.

    None where another component reads the features, or where the model is one that
    this module doesn't know.
    """
    steps = [node for node in nodes.values() if node._fn_name == _PROCESS]
    featurizing = [n for n in steps if type(n._component) is CountVectorsFeaturizer]
    classifying = [
        n for n in steps if type(n._component) is LogisticRegressionClassifier
    ]
    others = [n for n in steps if n not in (*featurizing, *classifying)]
    if (
        len(classifying) != 1
        or not all(type(node._component) in _READ_NONE for node in others)
        or not all(_is_known(node._component) for node in featurizing)
        or not _is_one_against_rest(classifying[0]._component.clf)
    ):
        return {}
    featurizers = [node._component for node in featurizing]
    quick = QuickIntents(featurizers, classifying[0]._component)
    passing = {n._node_name: _node(n._node_name, _unchanged) for n in featurizing}
    name = classifying[0]._node_name
    return {**passing, name: _node(name, quick.process)}


def _node(name: str, step: Callable[[list[Message]], list[Message]]) -> Node:
    return lambda given: (name, step(given[1]))


def _unchanged(messages: list[Message]) -> list[Message]:
    return messages


def _is_known(featurizer: CountVectorsFeaturizer) -> bool:
    vectorizer = (featurizer.vectorizers or {}).get(TEXT)
    return vectorizer is not None and not vectorizer.binary


def _is_one_against_rest(model: Any) -> bool:
    several = len(getattr(model, "classes_", ())) > 2
    return several and model.solver == "liblinear"
