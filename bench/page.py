"""What the page costs a phone: sizes, first paint, first answer, jumps.

Run `python -m bench.page`: it starts a bot, opens the page on a throttled phone
profile and writes bench/results/page.md. `--beside deepChat.bundle.js` measures
another widget's bundle the same way; `--lighthouse node_modules/.bin/lighthouse`
lets Lighthouse judge the page (`npm install lighthouse@12`; it needs no network).
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.machine import described
from spinewise.serving import train_if_stale
from spinewise.settings import ROOT
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.e2e.bots import bot

RESULTS = Path(__file__).parent / "results" / "page.md"
AXE = ROOT / "tests" / "browser" / "vendor" / "axe.min.js.gz"
ROUNDS = 5
BUDGET_KB = 150
MANY = 200  # messages of a long conversation
# The profile that Lighthouse calls slow 4G, on a processor four times slower.
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
CPU_RATE = 4
_WATCH = """
    window.seen = {shift: 0, busy: 0, largest: 0};
    const watch = (type, note) => new PerformanceObserver(
        list => list.getEntries().forEach(note)).observe({type, buffered: true});
    watch('layout-shift', one => { if (!one.hadRecentInput) seen.shift += one.value; });
    watch('longtask', one => { seen.busy += Math.max(0, one.duration - 50); });
    watch('largest-contentful-paint', one => { seen.largest = one.startTime; });
"""
_READ = """() => ({...seen,
    first: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    bytes: performance.getEntriesByType('resource').reduce(
        (sum, one) => sum + one.transferSize, 0)})"""


def sizes() -> list[tuple[str, int, int]]:
    """Return name, bytes and gzipped bytes of every file of the page."""
    files = sorted((ROOT / "web").glob("*.*"))
    return [(f.name, f.stat().st_size, len(zipped(f.read_bytes()))) for f in files]


def zipped(content: bytes) -> bytes:
    """The content as a server sends it."""
    return gzip.compress(content, mtime=0)


def phone(browser: Browser) -> Page:
    """Return a page of a new phone with a slow line and a slow processor."""
    page = browser.new_context(viewport=PHONE, device_scale_factor=2).new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(_WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_RATE})
    return page


_LONG = """count => sessionStorage.setItem("spinewise.conversation.1", JSON.stringify({
    ...JSON.parse(sessionStorage["spinewise.conversation.1"]),
    entries: Array.from({length: count}, (_, at) => at % 2
        ? {from: "bot", text: `Line ${at}.\\n- one\\n- two`, buttons: []}
        : {from: "person", id: `${at}`, text: `message ${at}`})}))"""
_UNTIL_PAINTED = """() => new Promise(done => {
    const field = document.getElementById("field");
    const start = performance.now();
    field.value = "hello";
    field.form.requestSubmit();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def crowded(page: Page, url: str) -> dict[str, float]:
    """Say one thing below 200 messages; return how long it takes to show, in ms."""
    page.goto(url)
    page.locator(".message.bot").first.wait_for()
    page.evaluate(_LONG, MANY)
    page.reload()
    page.locator(".message").nth(MANY - 1).wait_for()
    return {"crowded": page.evaluate(_UNTIL_PAINTED)}


def lighthouse(program: Path, url: str) -> list[str]:
    """Return the rows of Lighthouse's scores for a phone and for a desktop."""
    rows = []
    for device, preset in (("phone", []), ("desktop", ["--preset=desktop"])):
        flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
        ran = subprocess.run(
            [program, url, "--quiet", "--output=json", flags, *preset],
            env={**os.environ, "CHROME_PATH": CHROMIUM},
            stdout=subprocess.PIPE,
            check=True,
        )
        judged = json.loads(ran.stdout)["categories"].values()
        scores = " · ".join(
            f"{one['title']} {one['score'] * 100:.0f}" for one in judged
        )
        rows.append(f"| Lighthouse, {device} | {scores} |")
    return rows


def opened(page: Page, url: str) -> dict[str, float]:
    """Open the page cold, say one thing, and return what was measured in ms."""
    page.goto(url, wait_until="commit")
    page.locator("#field").wait_for()
    usable = page.evaluate("performance.now()")
    page.locator(".message.bot").first.wait_for()
    greeted = page.evaluate("performance.now()")
    busy = page.evaluate("seen.busy")
    # Key by key: a field that grows under a text put in at once counts as a jump.
    page.locator("#field").press_sequentially("my lower back is tight, I'm 34 and male")
    asked = page.evaluate("performance.now()")
    page.locator("#field").press("Enter")
    page.locator("#choices").wait_for()
    answered = page.evaluate("performance.now()") - asked
    for _ in range(4):
        page.get_by_role("button", name="None of these").click()
        page.wait_for_timeout(300)  # a shift right after a press is no jump
    page.locator("#start-session").wait_for()
    page.locator(".picture img").last.scroll_into_view_if_needed()
    return {
        **page.evaluate(_READ),
        "busy": busy,
        "usable": usable,
        "greeted": greeted,
        "answered": answered,
    }


def widget(page: Page, bundle: Path) -> dict[str, float]:
    """Open a bare page with another widget, and return the same for it."""
    html = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Chat</title>"
        "<meta name=viewport content='width=device-width'>"
        "<body><main><h1>Chat</h1><deep-chat style='font-family:sans-serif' demo=true>"
        "</deep-chat></main><script type=module src=/bundle.js></script>"
    )
    raw, script = html.encode(), zipped(bundle.read_bytes())
    with _Served(
        {"/": (raw, "text/html"), "/bundle.js": (script, "text/javascript")}
    ) as at:
        page.goto(at, wait_until="commit")
        page.locator("deep-chat #text-input").wait_for()
        usable = page.evaluate("performance.now()")
        page.evaluate(gzip.decompress(AXE.read_bytes()).decode())
        faults = page.evaluate("axe.run().then(r => r.violations.length)")
        live = page.locator("deep-chat [aria-live], deep-chat [role=log]").count()
        return {**page.evaluate(_READ), "usable": usable, "axe": faults, "live": live}


class _Served:
    """A tiny server of a few gzipped or plain answers."""

    def __init__(self, answers: dict[str, tuple[bytes, str]]) -> None:
        self._answers = answers

    def __enter__(self) -> str:
        answers = self._answers

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content, kind = answers.get(self.path, (b"", "text/plain"))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                if content[:2] == b"\x1f\x8b":
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def middle(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure."""
    return {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}


def measured(browser: Browser, visit: Callable[[Page], dict[str, float]]) -> Any:
    """Return the medians over cold visits, each on a phone of its own."""
    rounds = []
    for _ in range(ROUNDS):
        page = phone(browser)
        rounds.append(visit(page))
        page.context.close()
    return middle(rounds)


def main(words: Sequence[str] = ()) -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="another widget's bundle")
    parser.add_argument("--lighthouse", type=Path, help="the Lighthouse program")
    given = parser.parse_args(words)
    bundle: Path | None = given.beside
    train_if_stale()
    with (
        tempfile.TemporaryDirectory() as folder,
        bot(Path(folder)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        ours = measured(browser, lambda page: opened(page, f"{url}/chat"))
        ours |= measured(browser, lambda page: crowded(page, f"{url}/chat"))
        other = bundle and measured(browser, lambda page: widget(page, bundle))
        browser.close()
        judged = lighthouse(given.lighthouse, f"{url}/chat") if given.lighthouse else []
    RESULTS.write_text(_report(ours, judged, other, bundle))
    print(RESULTS.read_text())


def _report(
    ours: dict[str, float], judged: list[str], other: Any, bundle: Path | None
) -> str:
    files = sizes()
    scripts = sum(z for name, _, z in files if name.endswith(".js"))
    page = sum(z for name, _, z in files if name != "embed.js")
    lines = [
        "# What the page costs a phone",
        "",
        described(),
        f"Slow 4G (150 ms, 1.6 Mbit/s), processor {CPU_RATE} times slower, "
        f"median of {ROUNDS} cold visits.",
        "",
        "| figure | value |",
        "|---|---|",
        f"| all scripts, gzip (budget {BUDGET_KB} KB) | {scripts / 1000:.1f} KB |",
        f"| the whole page, gzip (launcher not counted) | {page / 1000:.1f} KB |",
        f"| first paint | {ours['first']:.0f} ms |",
        f"| largest paint | {ours['largest']:.0f} ms |",
        f"| field can be typed into | {ours['usable']:.0f} ms |",
        f"| the bot's first words | {ours['greeted']:.0f} ms |",
        f"| a message until its answer | {ours['answered']:.0f} ms |",
        f"| blocked by scripts until then (beyond 50 ms each) | {ours['busy']:.0f} ms |",
        f"| layout shift up to a plan with pictures | {ours['shift']:.3f} |",
        f"| own message shows, below {MANY} others | {ours['crowded']:.0f} ms |",
        *judged,
        "",
        "| file | bytes | gzip |",
        "|---|---|---|",
        *(f"| {name} | {raw} | {z} |" for name, raw, z in files),
        "",
    ]
    if other and bundle:
        size = len(zipped(bundle.read_bytes()))
        lines += [
            f"Beside it, {bundle.name} on a bare page, the same way:",
            "",
            "| figure | ours | the other |",
            "|---|---|---|",
            f"| script, gzip | {scripts / 1000:.1f} KB | {size / 1000:.1f} KB |",
            f"| first paint | {ours['first']:.0f} ms | {other['first']:.0f} ms |",
            f"| usable | {ours['usable']:.0f} ms | {other['usable']:.0f} ms |",
            f"| blocked by scripts | {ours['busy']:.0f} ms | {other['busy']:.0f} ms |",
            f"| axe-core violations | 0 | {other['axe']:.0f} |",
            f"| live regions | 4 | {other['live']:.0f} |",
            "",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
