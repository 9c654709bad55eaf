"""Ten conversations to read, into docs/conversations.md.

Run `python -m bench.patients.transcripts`.
"""

from __future__ import annotations

import argparse

import httpx

from bench.patients.cases import load_cases
from bench.patients.patient import Patient
from bench.patients.personas import personas
from bench.patients.report import ROOT
from bench.patients.talk import Line, Message, WebTalk, converse
from spinewise.knowledge import load
from spinewise.serving import running_bot, train_if_stale
from spinewise.settings import settings

TARGET = ROOT / "docs" / "conversations.md"
# Case and persona: each persona at least once, every tier, told signs and hidden ones.
CHOSEN = (
    ("desk-tight", "buttons"),
    ("ces1-wiping", "free_text"),
    ("ces3-teacher", "terse"),
    ("car1-contradict", "contradictory"),
    ("rambler", "rambling"),
    ("inf1-builder", "typos"),
    ("sceptic", "impatient"),
    ("prg4-20w", "free_text"),
    ("ca1-breast", "buttons"),
    ("learner-fridge", "terse"),
)
_HEAD = """# Ten conversations

What the bot is like: ten simulated patients talk to it, each in their own way. \
`python -m bench.patients.transcripts` writes this page; \
[bench/patients](../bench/patients/README.md) says who the patients are. \
Pressed buttons stand in square brackets. The opening lines, which are the same every \
time, are shown once.
"""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5111)
    port = parser.parse_args().port
    train_if_stale()
    with running_bot("127.0.0.1", port) as url:
        TARGET.write_text(page(url))
    print(TARGET)


def page(url: str, chosen: tuple[tuple[str, str], ...] = CHOSEN) -> str:
    """Return the page: the chosen cases as the chosen personas live through them."""
    cases = {case.id: case for case in load_cases("dev")}
    people = {persona.name: persona for persona in personas()}
    knowledge = load(settings().knowledge_path)
    parts = [_HEAD]
    shown: set[str] = set()
    with httpx.Client(timeout=30) as client:
        for number, (case_id, name) in enumerate(chosen, start=1):
            patient = Patient(
                case=cases[case_id], persona=people[name], knowledge=knowledge
            )
            record = converse(patient, WebTalk(url=url, client=client))
            how = f"{name.replace('_', ' ')}, {record.tier.label}"
            parts.append(f"## {number}. {patient.case.title} ({how})\n")
            parts += [_line(line, shown) for line in record.lines]
    return "\n".join(parts)


def _line(line: Line, shown: set[str]) -> str:
    """Return one turn; the bot's very first message introduces it, and comes once."""
    said = [_spoken(each) for each in line.answer if each.get("text") not in shown]
    if not shown and line.answer:
        shown.add(line.answer[0].get("text") or "")
    return f"**{line.shown}**\n\n" + "\n".join(said)


def _spoken(message: Message) -> str:
    """Return a message as a quotation, each line of it on its own."""
    lines = [each.strip() for each in (message.get("text") or "").splitlines()]
    lines.append(
        " ".join(f"`{each['title']}`" for each in message.get("buttons") or ())
    )
    out: list[str] = []
    for line in filter(None, lines):
        in_list = line.startswith("- ") and out and out[-1].startswith("> - ")
        out += [f"> {line}"] if in_list or not out else [">", f"> {line}"]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
