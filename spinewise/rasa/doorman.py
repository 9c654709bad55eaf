"""Answers on the server's port until the model is loaded.

Rasa opens its port last of all, so for the seconds of a start nobody could tell a
starting server from a dead one. The doorman opens the port first, says that the server
is starting, and hands the same socket on: who comes in between waits and is answered.
It imports nothing of Rasa, so that it is there at once.
"""

from __future__ import annotations

import json
import socket
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import msgspec

from spinewise.settings import ROOT

_RESPONSES: Final = ROOT / "data" / "responses" / "safety.yml"
_STARTING: Final = "utter_starting"
_HEALTH: Final = {
    "status": "starting",
    "model": None,
    "knowledge": None,
    "actions": "down",
    "store": "down",
}
_REST, _WEB = "/webhooks/rest/webhook", "/webhooks/web/webhook"
_JSON, _TEXT = "application/json", "text/plain; charset=utf-8"
_TRY_AGAIN_AFTER_SECONDS: Final = 2
_MOST_BYTES: Final = 1 << 20
_BACKLOG: Final = 100
_PATIENCE_SECONDS: Final = 5
_LOOKS_UP_EVERY_SECONDS: Final = 0.02


@cache
def starting_text() -> str:
    """Return what a person is told who writes while the server starts."""
    responses = msgspec.yaml.decode(_RESPONSES.read_bytes())["responses"]
    return str(responses[_STARTING][0]["text"])


class Doorman:
    """Holds the door of a starting server."""

    def __init__(self, interface: str, port: int) -> None:
        """Open the port and answer from now on.

        Raises:
            OSError: the port is taken, or there is no such interface.
        """
        family = socket.AF_INET6 if ":" in interface else socket.AF_INET
        self.socket = socket.create_server(
            (interface, port), family=family, backlog=_BACKLOG
        )
        self._server = ThreadingHTTPServer(
            (interface, port), _Starting, bind_and_activate=False
        )
        self._server.socket.close()
        self._server.socket = self.socket
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(_LOOKS_UP_EVERY_SECONDS,),
            daemon=True,
        )
        self._thread.start()

    def leave(self) -> None:
        """Stop answering; the socket stays open for the server. Once is enough."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()


class _Starting(BaseHTTPRequestHandler):
    """Answers every request with 503, messages in the shape of their channel."""

    timeout = _PATIENCE_SECONDS

    def do_GET(self) -> None:
        """Answer a check of health, or who opens the page."""
        if self.path.partition("?")[0] == "/health":
            self._say(json.dumps(_HEALTH), _JSON)
        else:
            self._say(starting_text(), _TEXT)

    def do_POST(self) -> None:
        """Answer a message; what services send in gets nothing they could show."""
        body = self._body()
        path = self.path.partition("?")[0]
        if path == _REST:
            answer = [{"recipient_id": body.get("sender"), "text": starting_text()}]
            self._say(json.dumps(answer), _JSON)
        elif path == _WEB:
            told = {"conversation": body.get("conversation")}
            told["messages"] = [{"text": starting_text()}]
            self._say(json.dumps(told), _JSON)
        else:
            self._say(json.dumps(_HEALTH), _JSON)

    def do_HEAD(self) -> None:
        """Answer a check that wants no content."""
        self.do_GET()

    def do_DELETE(self) -> None:
        """Answer who wants a conversation deleted: not now, so ask again."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Log nothing: an address may hold the id of a conversation."""

    def _body(self) -> dict[str, Any]:
        try:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(min(size, _MOST_BYTES)))
        except (OSError, ValueError):
            return {}
        return body if isinstance(body, dict) else {}

    def _say(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(503)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Retry-After", str(_TRY_AGAIN_AFTER_SECONDS))
        # A browser then opens the page by itself.
        self.send_header("Refresh", str(_TRY_AGAIN_AFTER_SECONDS))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
