"""What `make eval` counts, and what it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import keywords
from bench.evaluation import FOLDER, labelled, project_files, report
from bench.judging import fault, measured, outcomes, share
from bench.labelled import LabelError, read
from spinewise.assessing import Assessor
from spinewise.settings import settings

NUMB = {
    "text": "My back hurts and I can't feel when I wipe",
    "triage": "emergency",
    "findings": {"CES1": "present"},
}
DENIED = {
    "text": "My lower back is stiff since Monday. No fever.",
    "triage": "selfcare",
    "findings": {"INF1": "absent"},
}
UNHEARD = {
    "text": "my spine plays a sad tune",
    "triage": "emergency",
    "findings": {"CES1": "present"},
}
WRITTEN: dict[str, list[dict[str, str]]] = {}
for file in FOLDER.glob("rows/*.jsonl"):
    for line in file.read_text(encoding="utf-8").splitlines():
        WRITTEN.setdefault(json.loads(line)["row"], []).append(json.loads(line))


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    return Assessor(knowledge_path=settings().knowledge_path)


def written(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_an_emergency_that_is_heard_counts(tmp_path: Path, assessor: Assessor) -> None:
    judged = list(outcomes(read(written(tmp_path, NUMB, UNHEARD)), assessor))

    assert str(measured(judged)["emergencies heard"]).startswith("1 of 2, 50.0%")


def test_a_denied_sign_told_apart_counts(tmp_path: Path, assessor: Assessor) -> None:
    judged = list(outcomes(read(written(tmp_path, DENIED)), assessor))

    assert measured(judged)["not present, told apart"].hits == 1
    assert measured(judged)["harmless raised to urgent or above"].hits == 0


def test_a_harmless_text_that_alarms_is_a_fault(
    tmp_path: Path, assessor: Assessor
) -> None:
    row = NUMB | {"triage": "selfcare", "findings": {}}

    [judged] = outcomes(read(written(tmp_path, row)), assessor)

    assert fault(judged) == "selfcare raised to emergency"


@pytest.mark.parametrize("baseline", ["emergencies by keywords", "raised by keywords"])
def test_keywords_are_measured_in_the_same_run(
    tmp_path: Path, assessor: Assessor, baseline: str
) -> None:
    path = written(tmp_path, NUMB, DENIED)

    lines = report(list(outcomes(read(path), assessor)), assessor, misses=False)

    assert any(line.strip().startswith(baseline) for line in lines)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I have chest pain", "emergency"),
        ("back PAIN", "urgent"),
        ("stiff", "selfcare"),
    ],
)
def test_the_baseline_looks_for_words_only(text: str, tier: str) -> None:
    assert keywords.tier_of(text) == tier


def test_a_miss_is_shown_with_its_words_and_a_reason(
    tmp_path: Path, assessor: Assessor
) -> None:
    judged = list(outcomes(read(written(tmp_path, UNHEARD)), assessor))

    printed = "\n".join(report(judged, assessor, misses=True))

    assert UNHEARD["text"] in printed
    assert "nearest example" in printed


def test_a_final_text_is_counted_and_never_shown(
    tmp_path: Path, assessor: Assessor
) -> None:
    path = written(tmp_path, UNHEARD | {"split": "final"})
    judged = list(outcomes(read(path), assessor))

    printed = "\n".join(report(judged, assessor, misses=True))

    assert "0 of 1" in printed
    assert UNHEARD["text"] not in printed


def test_flag_names_of_other_texts_are_rows_of_the_brief(tmp_path: Path) -> None:
    row = {"text": "x", "red_flags": ["bladder_bowel", "other:gas"]}

    [label] = read(written(tmp_path, row))

    assert [flag.rows for flag in label.flags] == [{"CES2", "CES3", "CES4"}]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1"},
        {"text": "x", "triage": "soon"},
        {"text": "x", "findings": {"CES1": "y"}},
    ],
)
def test_a_bad_label_is_named_with_its_place(
    tmp_path: Path, row: dict[str, object]
) -> None:
    with pytest.raises(LabelError, match=r"mine\.jsonl, line 1"):
        list(read(written(tmp_path, row)))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"text": "x", "tiers": "selfcare"}', "did you mean 'tier'"),
        (b'{"text": "x", "red_flags": ["saddle_numb"]}', "mean 'saddle_numbness'"),
        (b'{"text": "x", "findings": {"CES99": "present"}}', "sign 'CES99'"),
        (b'{"text": "x", triage: "selfcare"}', "not JSON at column 15"),
        (b'["my back hurts"]', "one object a line"),
        (b'{"text": 5}', "needs a `text`"),
        (b'{"text": "x\xe9"}', "save the file with the encoding UTF-8"),
    ],
)
def test_a_slip_in_a_file_of_ones_own_is_told_with_what_to_do(
    tmp_path: Path, assessor: Assessor, line: bytes, told: str
) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"text": "a stiff back"}\n' + line + b"\n")

    with pytest.raises(LabelError, match=r"mine\.jsonl, line 2: ") as error:
        list(labelled([path], None, assessor.knowledge))
    assert told in str(error.value)


def test_a_file_without_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text("\n")

    with pytest.raises(LabelError, match="holds no text"):
        list(read(tmp_path / "mine.jsonl"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="there is no such file"):
        list(read(tmp_path / "mine.jsonl"))


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a stiff back"}\r\n')

    assert [label.text for label in read(path)] == ["a stiff back"]


def test_texts_without_labels_are_told_apart_from_texts_without_misses(
    tmp_path: Path, assessor: Assessor
) -> None:
    path = written(tmp_path, {"text": "a stiff back"})

    lines = report(list(outcomes(read(path), assessor)), assessor, misses=True)

    assert "none of them has a label" in "\n".join(lines)


@pytest.mark.parametrize("path", project_files(), ids=lambda path: path.name)
def test_every_text_of_the_project_has_labels_that_can_be_read(path: Path) -> None:
    assert all(label.text for label in read(path))


URGENT_ROWS = [
    "CES1",
    "CES2",
    "CES3",
    "CES4",
    "CES5",
    "CES6",
    "CES7",
    "NEU1",
    "NEU2",
    "NEU3",
    "CORD1",
    "CORD2",
    "SSEH1",
    "PROC1",
    "VAS1",
    "VAS2",
    "VAS3",
    "CAR1",
    "CAR2",
    "PE1",
    "PE2",
    "RES1",
    "PNX1",
    "STR1",
    "MEN1",
    "INF1",
    "INF2",
    "INF3",
    "INF4",
    "SEP1",
    "ABS1",
    "FX1",
    "FX2",
    "FX3",
    "FX4",
    "FX6",
    "CA1",
    "CA2",
    "CA3",
    "CA6",
    "AXS2",
    "KID1",
    "KID2",
    "PAN1",
    "GAL1",
    "ULC1",
    "PRG1",
    "PRG2",
    "PRG3",
    "GYN1",
    "TES1",
    "PAE1",
    "SEV1",
    "MED1",
    "MED2",
    "MH1",
    "ABU1",
    "K02",
    "K04",
    "K05",
    "K07",
    "K10",
    "K12",
    "K16",
    "K18",
    "K22",
]


@pytest.mark.parametrize("row", URGENT_ROWS)
def test_every_urgent_row_is_told_in_twelve_ways_and_three_registers(row: str) -> None:
    told = WRITTEN[row]

    assert len(told) >= 12
    assert len({each["register"] for each in told}) >= 3
    assert {each["split"] for each in told} == {"dev", "final"}


def test_a_share_has_the_interval_of_wilson() -> None:
    figure = share([True] * 9 + [False])

    assert str(figure) == "9 of 10, 90.0% (59.6%-98.2%)"
