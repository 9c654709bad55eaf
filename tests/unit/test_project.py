"""What holds for the project as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
NEED_TENSORFLOW = {
    "ConveRTFeaturizer",
    "DIETClassifier",
    "LanguageModelFeaturizer",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
}


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_configuration_names_nothing_that_needs_tensorflow() -> None:
    config = yaml.safe_load((ROOT / "config.yml").read_text())

    named = {part["name"].split(".")[-1] for part in config["pipeline"]}
    named |= {part["name"].split(".")[-1] for part in config["policies"]}

    assert not named & NEED_TENSORFLOW


@pytest.mark.parametrize(
    "use",
    [
        "import tensorflow as tf; tf.zeros(3)",
        "import tensorflow as tf; tf.keras.layers.Dense(10)",
        "from tensorflow.keras import backend; backend.variable(0)",
        "from keras.utils import tf_utils; tf_utils.shape_type_conversion(1)",
        "from tensorflow_hub.module_v2 import load; load('x')",
    ],
)
def test_really_using_the_tensorflow_stand_in_is_a_clear_error(use: str) -> None:
    done = run_python(use)

    assert done.returncode != 0
    assert "installs no TensorFlow" in done.stderr
    assert "config.yml" in done.stderr


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("spinewise.triage", ("rasa", "rasa_sdk", "spacy", "sanic")),
        ("spinewise.plan", ("rasa", "rasa_sdk", "spacy", "sanic")),
        ("spinewise.dialogue.course", ("rasa", "rasa_sdk", "spacy", "sanic")),
        ("spinewise.assessing", ("rasa", "rasa_sdk", "sanic")),
    ],
)
def test_a_layer_imports_nothing_above_it(module: str, banned: tuple[str, ...]) -> None:
    done = run_python(
        f"import sys, {module}; print([m for m in {banned!r} if m in sys.modules])"
    )

    assert done.stdout.strip() == "[]", done.stderr


def test_decision_records_have_unique_numbers() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md")]

    assert len(numbers) == len(set(numbers))


def test_the_readme_names_every_make_target_that_it_promises() -> None:
    makefile = (ROOT / "Makefile").read_text()
    readme = (ROOT / "README.md").read_text()

    for target in ("run", "chat", "test"):
        assert f"make {target}" in readme
        assert f"\n{target}:" in makefile


def test_no_rule_spans_two_messages_since_a_session_may_end_between_them() -> None:
    rules = yaml.safe_load((ROOT / "data/rules/rules.yml").read_text())["rules"]

    for rule in rules:
        heard = [step for step in rule["steps"] if "intent" in step or "or" in step]
        assert len(heard) == 1, rule["rule"]
