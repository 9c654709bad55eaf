"""What was made faster gives the results that Rasa gives."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import (
    ExecutionContext,
    GraphComponent,
    GraphSchema,
    SchemaNode,
)
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

from spinewise.rasa.hot_path import (
    StraightRunner,
    _fills_no_slot,
    _is_empty,
    _resolve_by_type,
)


class Joiner(GraphComponent):
    """Joins what it is given with its own word."""

    def __init__(self, word: str) -> None:
        self._word = word

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Joiner:
        """Return a component with the word that the schema names."""
        return cls(config["word"])

    def join(self, first: str = "", second: str = "") -> str:
        """Join the word with what came before it."""
        if self._word == "broken":
            raise RuntimeError
        return f"({first} {self._word} {second})"


def node(word: str, **needs: str) -> SchemaNode:
    return SchemaNode(
        needs=needs,
        uses=Joiner,
        constructor_name="create",
        fn="join",
        config={"word": word},
        eager=True,
        is_target=True,
    )


@pytest.fixture
def loaded(tmp_path: Any) -> DaskGraphRunner:
    schema = GraphSchema(
        {
            "end": node("end", first="left", second="right"),
            "left": node("left", first="start"),
            "right": node("right", first="start", second="message"),
            "start": node("start", first="message"),
            "alone": node("alone"),
            "broken": node("broken"),
        }
    )
    storage = LocalModelStorage(tmp_path)
    return DaskGraphRunner.create(schema, storage, ExecutionContext(schema))


@pytest.mark.parametrize("targets", [["end"], ["left", "right"], ["alone"]])
def test_the_straight_runner_gives_what_dask_gives(
    loaded: DaskGraphRunner, targets: list[str]
) -> None:
    inputs = {"message": "hello"}

    result = StraightRunner(loaded).run(inputs=inputs, targets=targets)

    assert result == loaded.run(inputs=inputs, targets=targets)


def test_the_straight_runner_fails_as_dask_fails(loaded: DaskGraphRunner) -> None:
    for runner in (loaded, StraightRunner(loaded)):
        with pytest.raises(GraphComponentException):
            runner.run(targets=["broken"])


def test_events_are_found_by_name_as_rasa_finds_them() -> None:
    names = {kind.type_name for kind in all_subclasses(Event)}
    by_walking = {
        name: next(kind for kind in all_subclasses(Event) if kind.type_name == name)
        for name in names
    }

    assert {name: _resolve_by_type(name) for name in names} == by_walking


@pytest.mark.parametrize(
    ("mapping", "filled_elsewhere"),
    [
        ({"type": "custom"}, True),
        ({"type": "custom", "action": "action_fill"}, False),
        ({"type": "from_entity", "entity": "reply"}, False),
    ],
)
def test_slots_are_looked_for_unless_only_actions_and_policies_fill_them(
    mapping: dict[str, Any], filled_elsewhere: bool
) -> None:
    slots = {"one": {"type": "text", "mappings": [mapping]}}

    domain = Domain.from_dict({"slots": slots, "entities": ["reply"]})

    assert _fills_no_slot(domain) is filled_elsewhere


def test_slots_are_looked_for_when_an_action_checks_them() -> None:
    domain = Domain.from_dict({"actions": ["action_validate_slot_mappings"]})

    assert not _fills_no_slot(domain)


def test_an_empty_domain_is_still_told_from_another() -> None:
    full = Domain.from_dict({"intents": ["deny"]})

    assert [_is_empty(each) for each in (Domain.empty(), full, full)] == [
        True,
        False,
        False,
    ]
