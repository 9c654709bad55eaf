"""The pages hold all that a clinician needs, and every link leads somewhere."""

from __future__ import annotations

import dataclasses
import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml

from spinewise.rulebook.book import Book
from spinewise.rulebook.markdown import Page, escaped
from spinewise.rulebook.site import CONFIGURATION, pages_of, write_site
from tests.unit.triage.build import knowledge

K = knowledge()
LINK = re.compile(r"\]\(([a-z_0-9-]+)\.md(?:#([\w-]+))?\)")
ANCHOR = re.compile(r"^#+ .* \{ #([\w-]+) \}$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages(book: Book) -> dict[str, Page]:
    return {page.name: page for page in pages_of(book)}


def _section(pages: dict[str, Page], page: str, anchor: str) -> str:
    after = pages[page].text.partition(f"{{ #{anchor} }}")[2]
    return re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0]


def test_no_two_pages_have_one_name(book: Book) -> None:
    names = [page.name for page in pages_of(book)]

    assert len(set(names)) == len(names)


def test_every_link_leads_to_a_place_that_exists(pages: dict[str, Page]) -> None:
    anchors = {name: set(ANCHOR.findall(page.text)) for name, page in pages.items()}

    for page in pages.values():
        for target, anchor in LINK.findall(page.text):
            assert target in pages, (page.name, target)
            assert not anchor or anchor in anchors[target], (page.name, target, anchor)


def test_no_place_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        anchors = ANCHOR.findall(page.text)

        assert len(set(anchors)) == len(anchors), page.name


@pytest.mark.parametrize("rule", K.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_is_told_whole(rule: object, pages: dict[str, Page]) -> None:
    area = rule.id.partition(".")[0]  # type: ignore[attr-defined]
    text = _section(pages, f"rules-{area}", rule.id.replace(".", "-"))  # type: ignore[attr-defined]

    assert rule.tier.label in text  # type: ignore[attr-defined]
    assert escaped(rule.why) in text  # type: ignore[attr-defined]
    assert rule.reviewed.isoformat() in text  # type: ignore[attr-defined]
    for source in rule.sources:  # type: ignore[attr-defined]
        assert f"sources.md#{source}" in text
    for row in rule.brief:  # type: ignore[attr-defined]
        assert row in text


def test_a_rule_shows_its_hazards_and_cases(pages: dict[str, Page]) -> None:
    text = _section(pages, "rules-aorta", "aorta-sudden_over_60")

    assert "hazards.md#H16" in text
    assert "Sudden severe pain at 60 is an emergency" in text
    assert "Sudden severe pain at 59 does not fire the rule for 60 and over" in text
    assert "the age is 60 years or more" in text


def test_a_finding_shows_its_question_its_rules_and_how_people_say_it(
    pages: dict[str, Page],
) -> None:
    text = _section(pages, "findings-infection", "infection-fever")

    assert escaped(K.findings["infection.fever"].ask) in text
    assert "rules-infection.md#infection-fever_danger" in text
    assert "questions.md#unwell" in text
    assert "*No words: asked only.*" not in text


def test_a_finding_without_words_says_so(book: Book) -> None:
    mute = dataclasses.replace(book, said={})
    text = next(p.text for p in pages_of(mute) if p.name == "findings-infection")

    assert "*No words: asked only.*" in text


def test_the_decision_table_has_a_row_for_each_finding(pages: dict[str, Page]) -> None:
    text = pages["table"].text
    rows = [line for line in text.splitlines() if line.startswith("| [")]

    assert len(rows) == len(K.findings)
    saddle = next(row for row in rows if "cauda_equina-saddle_numbness)" in row)
    assert "emergency · go now" in saddle
    assert "asked about" in saddle


def test_an_exercise_names_what_forbids_it_and_the_other_way_round(
    pages: dict[str, Page],
) -> None:
    exercise = next(each for each in K.exercises.values() if each.avoid_with)
    reason = exercise.avoid_with[0]

    text = _section(pages, "exercises", exercise.id)
    assert f"contraindications.md#{reason}" in text
    back = _section(pages, "contraindications", reason)
    assert f"exercises.md#{exercise.id}" in back


def test_overdue_items_stand_on_a_page_of_their_own(book: Book) -> None:
    old = msgspec.structs.replace(
        K.rules["infection.fever"], reviewed=datetime.date(2020, 1, 2)
    )
    aged = msgspec.structs.replace(K, rules={**K.rules, old.id: old})
    pages = {
        p.name: p.text for p in pages_of(dataclasses.replace(book, knowledge=aged))
    }

    assert "rules-infection.md#infection-fever" in pages["review"]
    assert "2021-01-02" in pages["review"]
    assert "| [Overdue reviews](review.md) | 1 |" in pages["index"]


def test_nothing_overdue_is_said_plainly(pages: dict[str, Page]) -> None:
    assert "*None.*" in pages["review"].text


def test_unverified_rows_are_listed_with_their_tier(pages: dict[str, Page]) -> None:
    text = pages["unverified"].text
    waiting = [r.id for r in K.rules.values() if r.status == "unverified"]

    assert waiting
    for rule in waiting:
        assert f"<code>{rule}</code>" in text


def test_open_decisions_are_listed_with_what_is_allowed(pages: dict[str, Page]) -> None:
    for decision in K.decisions.values():
        text = _section(pages, "decisions", decision.id)

        assert escaped(decision.note) in text
        assert f"**{escaped(decision.chosen)}**" in text
        assert ", ".join(map(escaped, decision.allowed)) in text


def test_the_overview_says_which_version_it_shows(
    pages: dict[str, Page], book: Book
) -> None:
    text = pages["index"].text

    assert book.knowledge.hash[:12] in text
    assert f"of {len(K.rules)} rules are shown by a case" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a | b", r"a \| b"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("*loud* _low_ `code`", r"\*loud\* \_low\_ \`code\`"),
        ("[a](b)", r"\[a\](b)"),
        ("two\nlines", "two lines"),
        ("{ #id }", r"\{ \#id \}"),
    ],
)
def test_text_of_the_knowledge_is_never_markup(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_the_navigation_names_every_page(book: Book, tmp_path: Path) -> None:
    pages = write_site(book, tmp_path)
    text = (tmp_path / CONFIGURATION).read_text(encoding="utf-8")

    for page in pages:
        assert f"{page.name}.md" in text
        assert (tmp_path / "rulebook-src" / f"{page.name}.md").exists()


def test_nothing_is_fetched_from_a_foreign_server(book: Book, tmp_path: Path) -> None:
    write_site(book, tmp_path)
    configuration = yaml.safe_load((tmp_path / CONFIGURATION).read_text("utf-8"))

    assert configuration["theme"]["font"] is False
    assert configuration["extra_css"] == ["rulebook.css"]
    assert "http" not in (tmp_path / "rulebook-src" / "rulebook.css").read_text("utf-8")


def test_an_earlier_rulebook_is_replaced(book: Book, tmp_path: Path) -> None:
    write_site(book, tmp_path)
    stale = tmp_path / "rulebook-src" / "rules-gone.md"
    stale.write_text("old", encoding="utf-8")

    write_site(book, tmp_path)

    assert not stale.exists()


def test_a_folder_with_other_things_is_left_alone(book: Book, tmp_path: Path) -> None:
    own = tmp_path / "rulebook-src" / "thesis.md"
    own.parent.mkdir()
    own.write_text("years of work", encoding="utf-8")

    with pytest.raises(FileExistsError, match="something else"):
        write_site(book, tmp_path)

    assert own.read_text(encoding="utf-8") == "years of work"


def test_the_site_builds_without_a_warning(book: Book, tmp_path: Path) -> None:
    write_site(book, tmp_path)
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert zensical is not None

    done = subprocess.run(
        [zensical, "build", "--strict", "--config-file", str(tmp_path / CONFIGURATION)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "rulebook" / "index.html").read_text(encoding="utf-8")
    assert "What Spinewise knows" in home
    assert not re.search(r'(src|href)="(https?:)?//', home)
