"""`make proof`: does any test notice when a line of the engine is wrong?

mutmut changes spinewise/triage and spinewise/plan in one place at a time and runs
their unit tests against each change. A change that no test notices (a survivor) must
be explained in bench/mutation_survivors.yml: why it changes nothing that anyone could
see. A quick test fails when the results in bench/results/mutation.json are older than
the code and the tests that they speak of.

mutmut is run in an environment of its own, because it needs a newer click than Rasa.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bench.machine import described

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "results" / "mutation.json"
EXPLAINED = ROOT / "bench" / "mutation_survivors.yml"
SANDBOX = ROOT / "build" / "mutation"
MUTMUT = "mutmut==3.8.1"
MUTATED = ("spinewise/triage", "spinewise/plan")
TESTS = (
    "tests/unit/triage",
    "tests/unit/plan",
    "tests/unit/knowledge/test_conditions.py",
)
# They run long and find little that the plain tests do not: a second is much here.
LEFT_OUT = (
    "tests/unit/triage/test_properties.py",
    "tests/unit/plan/test_any_case.py",
    "tests/unit/triage/test_assessment.py::test_assessing_is_quick",
    "tests/unit/plan/test_choosing.py"
    "::test_every_exercise_is_reached_without_disliking_any",
)
_KILLED = (1, 3)
_CONFIG = f"""\
[tool.mutmut]
source_paths = ["spinewise"]
only_mutate = {json.dumps([f"{folder}/*.py" for folder in MUTATED])}
also_copy = ["knowledge", "tests"]
process_isolation = "forkserver"
track_dependencies = false
use_git_change_detection = false
pytest_add_cli_args_test_selection = {json.dumps(TESTS)}
pytest_add_cli_args = {
    json.dumps(
        [
            "-p",
            "no:cacheprovider",
            *(
                f"--ignore={name}" if "::" not in name else f"--deselect={name}"
                for name in LEFT_OUT
            ),
        ]
    )
}
"""


# Kept from one test to the next, it would hide from mutmut which tests depend on it.
_EACH_TEST_BUILDS_THE_INDEX = """

import pytest

from spinewise.triage.matching import rule_book


@pytest.fixture(autouse=True)
def _fresh_index():
    rule_book.cache_clear()
"""


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change of one line: in which function, what stood there, what stands now."""

    function: str
    before: str
    after: str


def inputs_hash() -> str:
    """Return a hash of the mutated code and of the tests that run against it."""
    digest = hashlib.sha256()
    for name in (*MUTATED, *TESTS):
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(ROOT).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def explained() -> dict[Change, str]:
    """Return why each known survivor changes nothing."""
    raw: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text())["survivors"]
    found = {}
    for group in raw:
        for one in group["changes"]:
            change = Change(one["function"], one["before"], one["after"])
            found[change] = str(group["because"])
    return found


def main() -> None:
    """Run every mutant and write the results.

    With `--resume`, changes that were noticed in an earlier, unfinished run stay so.

    Raises:
        SystemExit: the tests fail without any change, or mutmut does not run.
    """
    if RESULT.exists() and json.loads(RESULT.read_text())["inputs"] == inputs_hash():
        print(f"{RESULT.relative_to(ROOT)} is up to date")
        return
    inputs = inputs_hash()
    _prepare()
    begun = time.monotonic()
    _run("run", "--max-children", str(os.cpu_count() or 1))
    took = time.monotonic() - begun
    codes = dict(_exit_codes())
    survived = sorted(
        _change(name) for name, code in codes.items() if code not in _KILLED
    )
    result = {
        "inputs": inputs,
        "run": described(),
        "tool": MUTMUT,
        "minutes": round(took / 60, 1),
        "resumed": "--resume" in sys.argv,
        "mutants": len(codes),
        "killed": len(codes) - len(survived),
        "survivors": [dataclasses.asdict(change) for change in survived],
    }
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    print(f"{result['killed']} of {result['mutants']} changes are noticed")


def _prepare() -> None:
    if "--resume" in sys.argv:
        _forget_survivors()
    else:
        shutil.rmtree(SANDBOX, ignore_errors=True)
    hidden = shutil.ignore_patterns("__pycache__")
    for name in ("spinewise", "knowledge", "tests/unit/triage", "tests/unit/plan"):
        shutil.rmtree(SANDBOX / name, ignore_errors=True)
        shutil.copytree(ROOT / name, SANDBOX / name, ignore=hidden)
    single = (
        "tests/__init__.py",
        "tests/conftest.py",
        "tests/unit/__init__.py",
        "tests/unit/knowledge/__init__.py",
        "tests/unit/knowledge/test_conditions.py",
    )
    for name in single:
        (SANDBOX / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, SANDBOX / name)
    with (SANDBOX / "tests" / "conftest.py").open("a") as file:
        file.write(_EACH_TEST_BUILDS_THE_INDEX)
    (SANDBOX / "pyproject.toml").write_text(_CONFIG)


def _forget_survivors() -> None:
    for file in (SANDBOX / "mutants").rglob("*.meta"):
        kept = json.loads(file.read_text())
        kept["exit_code_by_key"] = {
            name: code if code in _KILLED else None
            for name, code in kept["exit_code_by_key"].items()
        }
        file.write_text(json.dumps(kept))


def _run(*arguments: str) -> str:
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    command = [uv, "run", "--project", str(ROOT), "--no-sync", "--with", MUTMUT]
    done = subprocess.run(
        [*command, "--directory", str(SANDBOX), "mutmut", *arguments],
        env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(Path(sys.prefix))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(done.stdout[-4000:])
    return done.stdout


def _exit_codes() -> Iterator[tuple[str, int | None]]:
    for file in sorted((SANDBOX / "mutants").rglob("*.meta")):
        yield from json.loads(file.read_text())["exit_code_by_key"].items()


def _change(name: str) -> Change:
    """Return what a mutant changes; mutmut numbers them anew with each edit."""
    lines = _run("show", name).splitlines()
    parts = [
        " ".join(
            line[1:].strip()
            for line in lines
            if line[:1] == sign and line[:3] not in ("---", "+++")
        )
        for sign in "-+"
    ]
    function = name.removeprefix("spinewise.").rpartition("__mutmut_")[0]
    return Change(
        function.replace(".x_", ".").replace("xǁ", "").replace("ǁ", "."), *parts
    )


if __name__ == "__main__":
    main()
