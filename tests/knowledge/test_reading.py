"""Every text that a person can meet is read with ease, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
import textstat
import yaml

from spinewise.knowledge import Knowledge, load
from spinewise.settings import settings
from tests.knowledge.test_plain_words import texts as texts_of_plans

ROOT = Path(__file__).resolve().parents[2]
GRADED_FROM_WORDS = 20
HARDEST = 8.0
MEDIAN = 5.0
# Words that people of nine to eleven do not use, for texts too short to grade.
HARD = re.compile(
    r"\b(urin|stool|faec|defec|bowel movement|lumbar|thorac|supine|prone\b|acute|"
    r"chronic|diagnos|analges|contraindic|symptom|physician|medication|immediately|"
    r"evaluat|persist|sever(?:e|ity)\b|inflammat|consult|administ|approximat|"
    r"experienc|musc(?:ular|ulo)|degenerat|radiat|prescri|discontinu|utili[sz]|"
    r"facilitat|regarding|prior to|commence|terminat|assess|indicat|require)",
    re.IGNORECASE,
)
# A name that people know and meet on the packet, or in the question itself.
KNOWN = re.compile(r"anti-inflammatory", re.IGNORECASE)


def filled(text: str) -> str:
    """A response with something short in place of its words in braces.

    A link ends its sentence.
    """
    text = text.replace("{link}", "here.")
    return re.sub(r"\{+[^{}]*\}+", "back pain", text)


def responses() -> Iterator[tuple[str, str]]:
    """Every text and every button of the dialogue."""
    for path in sorted((ROOT / "data" / "responses").glob("*.yml")):
        for name, variants in yaml.safe_load(path.read_text())["responses"].items():
            for variant in variants:
                yield name, filled(variant.get("text", ""))
                for button in variant.get("buttons", ()):
                    yield f"{name}.button", button["title"]


def strings_in(item: object) -> Iterator[str]:
    """Every string in plain data, however deep."""
    if isinstance(item, str):
        yield filled(item)
    elif isinstance(item, dict):
        for each in item.values():
            yield from strings_in(each)


def headings() -> Iterator[tuple[str, str]]:
    """What the summary says beside what the knowledge says."""
    words = yaml.safe_load((ROOT / "data" / "responses" / "summary.yml").read_text())
    metadata = words["responses"]["utter_summary"][0]["metadata"]
    yield from (("summary", text) for text in strings_in(metadata))


def of_the_page() -> Iterator[tuple[str, str]]:
    """Every sentence of the page itself; parts of one sentence are joined."""
    code = (ROOT / "web" / "strings.js").read_text()
    code = re.sub(r"^\s*//.*$", "", code, flags=re.MULTILINE)
    code = re.sub(r'"\s*\+\s*"', "", code)
    code = re.sub(r"\$\{[^{}]*\}", "back pain", code)
    for plain, template in re.findall(r'"([^"\n]*)"|`([^`]*)`', code):
        yield "web/strings.js", plain or template


def named(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Names, pictures in words, and whom to call in each country."""
    for exercise in knowledge.exercises.values():
        yield f"{exercise.id}.name", exercise.name
    for pose in knowledge.poses.values():
        yield f"{pose.id}.alt", pose.alt
    for country in knowledge.countries.values():
        yield f"{country.id}.doctor", country.doctor


def asked(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every question, its options and its reasons."""
    for question in knowledge.questions.values():
        yield question.id, question.text
        yield f"{question.id}.why", question.why
        yield f"{question.id}.options_text", question.options_text or ""
        yield f"{question.id}.number_text", question.number_text or ""
        yield from ((f"{question.id}.heard", each) for each in question.heard.values())
        yield from ((f"{question.id}.{o.id}", o.text) for o in question.options)
    for finding in knowledge.findings.values():
        yield f"{finding.id}.ask", finding.ask or ""
        yield f"{finding.id}.at_once", finding.at_once or ""
        yield f"{finding.id}.label", finding.label
    for rule in knowledge.rules.values():
        yield f"{rule.id}.why", rule.why


@pytest.fixture(scope="module")
def everything() -> list[tuple[str, str]]:
    """Every text that a person can meet, with the place where it stands."""
    knowledge = load(settings().knowledge_path)
    found = [
        *responses(),
        *headings(),
        *of_the_page(),
        *asked(knowledge),
        *named(knowledge),
        *texts_of_plans(knowledge),
    ]
    return [(where, text) for where, text in found if text.strip()]


def grades(everything: list[tuple[str, str]]) -> dict[str, float]:
    """The reading grade of every text that is long enough to have one."""
    return {
        f"{where}: {text}": textstat.flesch_kincaid_grade(text)
        for where, text in everything
        if len(text.split()) >= GRADED_FROM_WORDS
    }


def test_no_place_with_texts_is_left_out(everything: list[tuple[str, str]]) -> None:
    places = {where for where, _ in everything}

    assert {"summary", "web/strings.js", "uk.doctor", "bridge.name"} <= places
    assert {"utter_channel_lost", "utter_emergency", "nerves.why"} <= places


def test_no_text_is_hard_to_read(everything: list[tuple[str, str]]) -> None:
    found = grades(everything)

    assert {where: grade for where, grade in found.items() if grade > HARDEST} == {}


def test_the_usual_text_is_read_by_a_child_of_ten(
    everything: list[tuple[str, str]],
) -> None:
    found = grades(everything)

    assert len(found) > 200
    assert median(found.values()) <= MEDIAN


def test_a_short_text_has_no_hard_word(everything: list[tuple[str, str]]) -> None:
    hard = {
        where: text
        for where, text in everything
        if len(text.split()) < GRADED_FROM_WORDS and HARD.search(KNOWN.sub("", text))
    }

    assert hard == {}
