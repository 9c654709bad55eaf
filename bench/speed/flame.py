"""Draw where the time of a message goes: `python -m bench.speed.flame NAME`.

Needs py-spy on the path (`uv tool install py-spy`), and the right to look into another
process. Writes `bench/results/speed/flame_NAME.svg`; width is share of the time in which
a message is answered, a frame stands below its caller.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import httpx

from bench.speed.bots import spinewise
from bench.speed.measuring import play, running
from spinewise.serving import train_if_stale

RESULTS = Path(__file__).parents[1] / "results" / "speed"
_SECONDS = 20
_ROOT = "MessageProcessor.handle_message"
# Narrower frames would be too many to open in a browser.
_LEAST = 0.004
_WIDTH, _ROW = 1200, 16
_HUES = {"spinewise": 200, "actions": 170, "rasa": 35}
_PLACE = re.compile(r"^(?P<name>.+) \((?P<file>.+?)(?::\d+)?\)$")


@dataclass(slots=True)
class Frame:
    """A function, the samples within it, and what it called."""

    name: str
    count: int = 0
    calls: dict[str, Frame] = field(default_factory=dict)


def main(name: str) -> None:
    """Record Spinewise answering messages, and draw it."""
    train_if_stale()
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "stacks"
        _record(file)
        top = folded(file.read_text())
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"flame_{name}.svg").write_text(drawn(top))


def _record(file: Path) -> None:
    with running(spinewise()) as bot, httpx.Client(timeout=60) as client:
        play(bot, client)
        command = ["py-spy", "record", "--nonblocking", "--format", "raw", "-r", "250"]
        command += ["-d", str(_SECONDS), "-o", str(file), "-p", str(bot.pid)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as recorder:
            while recorder.poll() is None:
                play(bot, client)


def folded(stacks: str) -> Frame:
    """Return the tree of the frames below the one that answers a message."""
    top = Frame(_ROOT)
    for line in stacks.splitlines():
        stack, _, count = line.rpartition(" ")
        names = [_plain(each) for each in stack.split(";")]
        if _ROOT not in [name.split(" ")[0] for name in names]:
            continue
        first = next(n for n, name in enumerate(names) if name.startswith(_ROOT))
        frame = top
        frame.count += int(count)
        for name in names[first + 1 :]:
            frame = frame.calls.setdefault(name, Frame(name))
            frame.count += int(count)
    return top


def _plain(frame: str) -> str:
    found = _PLACE.match(frame)
    return f"{found['name']} ({found['file']})" if found else frame


def drawn(top: Frame) -> str:
    """Return the tree as SVG."""
    rects: list[str] = []
    depth = _draw(top, 0, 0, top.count, rects)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" '
            f'height="{_ROW * (depth + 1)}" font-family="sans-serif" font-size="10">',
            *rects,
            "</svg>\n",
        ]
    )


def _draw(frame: Frame, start: int, level: int, whole: int, rects: list[str]) -> int:
    left, wide = _WIDTH * start / whole, _WIDTH * frame.count / whole
    share = 100 * frame.count / whole
    where = frame.name.partition("(")[2]
    hue = _HUES.get(where.split("/")[0], 0)
    label = escape(frame.name.split(" ")[0][: int(wide / 6)])
    rects.append(
        f'<g><title>{escape(frame.name)}: {share:.1f} %</title><rect x="{left:.1f}" '
        f'y="{level * _ROW}" width="{wide:.1f}" height="{_ROW - 1}" '
        f'fill="hsl({hue},60%,80%)"/><text x="{left + 2:.1f}" '
        f'y="{level * _ROW + 11}">{label}</text></g>'
    )
    deepest = level
    for each in sorted(frame.calls.values(), key=lambda call: -call.count):
        if each.count >= _LEAST * whole:
            deepest = max(deepest, _draw(each, start, level + 1, whole, rects))
        start += each.count
    return deepest


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "now")
