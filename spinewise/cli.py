"""The `spinewise` command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from spinewise.settings import SettingsError, settings

_DEFAULT_PORT = "5005"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except (SettingsError, _expected_errors()) as error:
        print(f"spinewise: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) went away: nothing is left to say to anyone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _expected_errors() -> type[Exception]:
    from spinewise.serving import ServeError

    return ServeError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spinewise", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    command("run", _run, "train if needed, start the bot and its page")
    command("chat", _chat, "the same, with a conversation in this terminal")
    command("train", _train, "train the model if its inputs changed")
    command("assess", _assess, "assess JSON Lines from stdin")
    command("questions", _questions, "print all questions as JSON Lines")
    explain = command("explain", _explain, "show what is heard in a text, and why")
    explain.add_argument("text")
    check = command("check", _check, "check a knowledge folder")
    check.add_argument("folder", type=Path, nargs="?", default=None)
    learn = command("learn", _learn, "learn from the examples when to doubt a sign")
    learn.add_argument("folder", type=Path, nargs="?", default=None)
    rulebook = command("rulebook", _rulebook, "write the pages of the rulebook")
    rulebook.add_argument("folder", type=Path, nargs="?", default=Path("build"))
    diff = command("diff", _diff, "tell in words what changed in a knowledge folder")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    notify = command("notify", _notify, "write to those who asked for messages")
    notify.add_argument("--channel", choices=("slack", "telegram"))
    notify.add_argument("--text", help="what to write, in place of the check-in")
    schemas = command("schemas", _schemas, "write the JSON Schemas for editors")
    schemas.add_argument("folder", type=Path, nargs="?", default=Path("docs/schemas"))
    sheet = command("sheet", _sheet, "write the rules as a spreadsheet (CSV)")
    sheet.add_argument("file", type=Path)
    text = "tell what an existing sheet would change, and write nothing"
    sheet.add_argument("--compare", action="store_true", help=text)
    return parser


def _address() -> tuple[str, int]:
    return os.environ.get("HOST", "127.0.0.1"), int(
        os.environ.get("PORT", _DEFAULT_PORT)
    )


def _run(_: argparse.Namespace) -> None:
    from spinewise.rasa.channels.environment import channel_notes
    from spinewise.serving import running_bot, train_if_stale, wait_for_end

    train_if_stale()
    for note in channel_notes():
        print(note, file=sys.stderr)
    with running_bot(*_address()) as url:
        print(f"Spinewise is ready: {url}/chat", flush=True)
        wait_for_end()


def _chat(_: argparse.Namespace) -> None:
    from spinewise.serving import running_bot, train_if_stale
    from spinewise.shell import converse

    train_if_stale()
    with running_bot(*_address()) as url:
        converse(url)


def _train(_: argparse.Namespace) -> None:
    from spinewise.serving import train_if_stale

    trained = train_if_stale()
    print("trained" if trained else "the model is up to date")


def _assess(_: argparse.Namespace) -> int:
    from spinewise.batch import assess_lines

    return assess_lines(settings().knowledge_path)


def _questions(_: argparse.Namespace) -> None:
    from spinewise.batch import print_questions

    print_questions(settings().knowledge_path)


def _explain(chosen: argparse.Namespace) -> None:
    from spinewise.explaining import explain

    print(explain(chosen.text, settings().knowledge_path))


def _check(chosen: argparse.Namespace) -> int:
    from spinewise.checking import check

    return check(chosen.folder or settings().knowledge_path)


def _learn(chosen: argparse.Namespace) -> None:
    from spinewise.checking.learned import learn_again

    learn_again(chosen.folder or settings().knowledge_path)


def _rulebook(chosen: argparse.Namespace) -> int:
    from spinewise.rulebook.commands import write_rulebook

    return write_rulebook(settings().knowledge_path, chosen.folder)


def _diff(chosen: argparse.Namespace) -> int:
    from spinewise.rulebook.commands import print_diff

    return print_diff(chosen.old, chosen.new)


def _notify(chosen: argparse.Namespace) -> int:
    from spinewise.rasa.channels.notifying import run

    return run(chosen.channel, chosen.text)


def _schemas(chosen: argparse.Namespace) -> None:
    from spinewise.checking.schemas import print_schemas

    print_schemas(chosen.folder)


def _sheet(chosen: argparse.Namespace) -> int:
    from spinewise.rulebook.commands import compare_sheet, export_sheet

    run = compare_sheet if chosen.compare else export_sheet
    return run(settings().knowledge_path, chosen.file)


if __name__ == "__main__":
    sys.exit(main())
