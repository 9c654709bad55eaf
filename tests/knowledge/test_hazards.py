"""The hazard log is true of the rules and of the tests."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from spinewise.knowledge import Tier
from spinewise.rulebook.hazards import (
    Hazard,
    Likelihood,
    Rating,
    Severity,
    hazard_problems,
    hazards_of,
    read_hazards,
    rules_of,
)
from spinewise.rulebook.listfile import RulebookError
from tests.unit.triage.build import knowledge

ROOT = Path(__file__).parents[2]
LOG = ROOT / "docs" / "safety" / "hazards.yml"
K = knowledge()
HAZARDS = read_hazards(LOG)
SEED = [f"H{number:02}" for number in range(1, 16)]
RARE = Rating(severity="minor", likelihood="rare")
SOUND = Hazard(
    id="H99",
    hazard="h",
    cause="c",
    harm="h",
    before=RARE,
    control="c",
    after=RARE,
    open="all",
)


def _told(hazards: tuple[Hazard, ...]) -> list[str]:
    return [str(problem) for problem in hazard_problems(hazards, K, ROOT)]


def test_the_log_has_no_problem() -> None:
    assert _told(HAZARDS) == []


def test_the_hazards_the_project_began_with_are_all_there() -> None:
    assert [hazard.id for hazard in HAZARDS][: len(SEED)] == SEED


def test_every_dangerous_rule_has_a_hazard_of_missing_it() -> None:
    dangerous = [r.id for r in K.rules.values() if r.tier >= Tier.URGENT]

    assert dangerous
    assert [rule for rule in dangerous if not hazards_of(rule, HAZARDS)] == []


def test_a_dangerous_rule_without_a_hazard_is_told() -> None:
    rest = tuple(
        msgspec.structs.replace(
            each, rules=tuple(r for r in each.rules if not r.startswith("brain."))
        )
        for each in HAZARDS
    )

    assert "rules: brain.rash: is emergency and has no hazard" in _told(rest)
    assert "rules: brain.dizzy_neck: is urgent and has no hazard" in _told(rest)


@pytest.mark.parametrize(
    "name",
    [
        "tests/knowledge/test_hazards.py::test_that_nobody_wrote",
        "tests/knowledge/no_such_file.py::test_case_holds",
        "tests/knowledge/test_cases.py",
        "test_case_holds",
        "tests/knowledge/test_cases.py::_rows",
        "",
    ],
)
def test_a_test_that_does_not_exist_is_told(name: str) -> None:
    wrong = msgspec.structs.replace(SOUND, tests=(name,))

    assert f"hazards.yml: H99: the test {name!r} does not exist" in _told(
        (*HAZARDS, wrong)
    )


def test_one_case_of_a_parametrised_test_may_be_named() -> None:
    name = "tests/knowledge/test_cases.py::test_case_holds[nerves: one]"

    assert _told((*HAZARDS, msgspec.structs.replace(SOUND, tests=(name,)))) == []


def test_a_rule_that_does_not_exist_is_told_with_a_suggestion() -> None:
    wrong = msgspec.structs.replace(SOUND, rules=("brain.rush", "no_area.*"))
    told = "\n".join(_told((*HAZARDS, wrong)))

    assert "unknown rule 'brain.rush' (did you mean 'brain.rash'?)" in told
    assert "unknown rule 'no_area.*'" in told


def test_a_hazard_without_test_and_without_a_word_is_told() -> None:
    bare = msgspec.structs.replace(SOUND, open=None)

    assert _told((*HAZARDS, bare)) == [
        "hazards.yml: H99: has no test, so it must say in `open` what is missing"
    ]


@pytest.mark.parametrize(
    ("severity", "likelihood", "risk"),
    [
        ("minor", "rare", "low"),
        ("major", "rare", "low"),
        ("catastrophic", "rare", "medium"),
        ("minor", "frequent", "medium"),
        ("catastrophic", "remote", "medium"),
        ("major", "occasional", "high"),
        ("catastrophic", "frequent", "high"),
    ],
)
def test_a_risk_is_both_how_bad_and_how_often(
    severity: Severity, likelihood: Likelihood, risk: str
) -> None:
    assert Rating(severity=severity, likelihood=likelihood).risk == risk


def test_a_risk_that_stays_high_without_a_word_is_told() -> None:
    high = Rating(severity="catastrophic", likelihood="occasional")
    tests = ("tests/knowledge/test_cases.py::test_case_holds",)
    bad = msgspec.structs.replace(
        SOUND, before=high, after=high, open=None, tests=tests
    )

    assert _told((*HAZARDS, bad)) == [
        "hazards.yml: H99: stays a high risk, so it must say in `open` what is missing"
    ]


def test_a_control_that_makes_things_worse_is_told() -> None:
    often = Rating(severity="minor", likelihood="remote")
    bad = msgspec.structs.replace(SOUND, after=often)

    assert _told((*HAZARDS, bad)) == [
        "hazards.yml: H99: is rated worse with its control than without"
    ]


def test_the_scale_of_the_ratings_is_explained() -> None:
    text = (LOG.parent / "README.md").read_text(encoding="utf-8")

    for word in (*get_args(Severity), *get_args(Likelihood)):
        assert f"| {word} |" in text


def test_an_area_stands_for_all_its_rules() -> None:
    brain = msgspec.structs.replace(SOUND, rules=("brain.*",))

    assert rules_of(brain, K) == tuple(r for r in K.rules if r.startswith("brain."))


RATED = "{severity: minor, likelihood: rare}"
ITEM = (
    "  - {id: H1, hazard: a, cause: b, harm: c, "
    f"before: {RATED}, control: d, after: {RATED}}}\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"hazards:\n{ITEM}{ITEM}", "H1: the id stands twice"),
        ("hazards:\n  - {id: H1, hazard: a}\n", "the key 'cause' is missing"),
        ("hazards:\n  - {id: H1, hazrd: a}\n", "did you mean 'hazard'?"),
        ("hazards:\n  - {id: H1, hazard: a}\n", "the key 'after' is missing"),
        (f"hazards:\n{ITEM.replace('rare', 'never')}", "unknown value at `before.lik"),
        (f"hazards:\n{ITEM}rules: []\n", "unknown key 'rules'"),
        ("hazards: {}\n", "needs a list 'hazards'"),
        ("- H1\n", "needs a list 'hazards'"),
        ("hazards:\n  - H1\n", "hazards item 1: expected keys and values"),
        ("hazards: [\n", "not valid YAML: line 2"),
    ],
)
def test_a_mistake_in_the_file_is_told(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "hazards.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(RulebookError) as error:
        read_hazards(file)

    assert told in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="the file is missing"):
        read_hazards(tmp_path / "hazards.yml")
