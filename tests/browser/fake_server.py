"""A server that speaks the web channel with canned conversations.

The page is tested against it, so that its tests need no model and can break the
server in every way: stopped, hung, failing, or losing an answer on its way.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from spinewise.drawing import svg
from spinewise.knowledge import load

from .conversations import EXERCISES, answer_to

WEB = Path(__file__).parents[2] / "web"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# The same policy as the real channel's.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
POSES = load(Path(__file__).parents[2] / "knowledge").poses
# A site of somebody else, with a strict policy of its own.
HOST_PAGE = b"""<!doctype html><html lang="en"><head><title>A clinic</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 script-src %(chat)s; frame-src %(chat)s"></head>
<body><main><h1>Our clinic</h1><p>Welcome.</p></main>
<script type="module" src="%(chat)s/chat/embed.js"></script></body></html>"""

# works: answers; drops: hangs up unread; loses: answers into the void; hangs: never
# answers; fails: 500; nonsense: 200 and no JSON; silent: 200 and no message.
Mode = Literal["works", "drops", "loses", "hangs", "fails", "nonsense", "silent"]


class FakeServer:
    """The page and its channel on a port of this machine."""

    def __init__(self) -> None:
        """Start on a free port."""
        self.mode: Mode = "works"
        self.requests: list[dict[str, Any]] = []  # each body received, in order
        self.answered: list[str] = []  # each message handled; a repeat counts once
        self.deleted: list[str] = []  # conversations that the page had deleted
        self.forgets = False  # tells that the conversation was deleted on demand
        self.framed_by = "'self'"  # who may show the page in a frame
        self._answers: dict[str, list[dict[str, Any]]] = {}
        self.chat_host = b""  # the origin whose launcher `/host` embeds
        self._minted = 0
        self._lock = threading.Lock()
        self._release = threading.Event()
        self._http: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self._port}/chat"

    @property
    def origin(self) -> str:
        """The only host that the page may speak to."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Listen, on the port of the time before."""
        self._release.clear()
        self._http = _Listener(("127.0.0.1", self._port), _handler(self))
        self._port = self._http.server_address[1]
        threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def stop(self) -> None:
        """Stop listening, and let hanging requests go."""
        self._release.set()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def wait_for_release(self) -> None:
        """Hang until the server is stopped."""
        self._release.wait()

    def handle(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the channel's answer; a known message_id gets its first answer."""
        with self._lock:
            conversation = body.get("conversation")
            if not conversation:
                self._minted += 1
                conversation = f"minted-conversation-{self._minted:04d}"
            key = str(body["message_id"])
            if key not in self._answers:
                self.answered.append(body["message"])
                self._answers[key] = answer_to(body["message"])
            messages = [] if self.mode == "silent" else self._answers[key]
            answer = {"conversation": conversation, "messages": messages}
            return {**answer, "forgotten": True} if self.forgets else answer


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


def _handler(server: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith(("/pictures/", "/exercises/", "/summary/")):
                self._send_made()
                return
            if self.path == "/host":
                self._send(
                    200, HOST_PAGE % {b"chat": server.chat_host}, "text/html", ""
                )
                return
            name = "chat.html" if self.path == "/chat" else self.path[len("/chat/") :]
            file = WEB / name
            if "/" in name or file.suffix not in TYPES or not file.is_file():
                self._send(404, b"{}", "application/json")
                return
            self._send(200, file.read_bytes(), TYPES[file.suffix])

        def do_DELETE(self) -> None:
            if server.mode == "fails":
                self._send(503, b"{}", "application/json")
                return
            server.deleted.append(self.path.removeprefix("/webhooks/web/"))
            self._send(204, b"", "application/json")

        def _send_made(self) -> None:
            folder, _, name = self.path[1:].partition("/")
            exercise, _, kind = name.partition(".")
            if folder == "summary":
                self._send(200, b"What I told Spinewise", "text/plain")
            elif folder == "exercises" and name in EXERCISES:
                body = json.dumps(EXERCISES[name]).encode()
                self._send(200, body, "application/json")
            elif folder == "pictures" and exercise in POSES:
                picture = svg(POSES[exercise], moving=kind == "svg")
                self._send(200, picture.encode(), "image/svg+xml", PICTURE_POLICY)
            else:
                self._send(404, b"{}", "application/json")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/webhooks/web/webhook", self.path
            server.requests.append(body)
            match server.mode:
                case "drops":
                    return
                case "hangs":
                    server.wait_for_release()
                case "fails":
                    self._send(500, b"{}", "application/json")
                case "nonsense":
                    self._send(200, b"<html>proxy</html>", "text/html")
                case "loses":
                    server.handle(body)
                case _:
                    answer = json.dumps(server.handle(body)).encode()
                    self._send(200, answer, "application/json")

        def _send(
            self, status: int, content: bytes, kind: str, policy: str | None = None
        ) -> None:
            policy = POLICY + server.framed_by if policy is None else policy
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-cache")
            # A page that was closed or that gave up takes no answer.
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep the test output quiet."""

    return Handler
