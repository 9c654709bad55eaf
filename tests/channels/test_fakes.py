"""The fakes take what is within the published limits, and refuse all beyond."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fakes import slack, telegram

CHAT = {"chat_id": 1}
ROOM = {"channel": "D1", "text": "t"}


def keyboard(*buttons: tuple[str, str], in_a_row: int = 1) -> dict[str, Any]:
    """A message with these buttons, as (title, data)."""
    made = [{"text": title, "callback_data": data} for title, data in buttons]
    rows = [made[start : start + in_a_row] for start in range(0, len(made), in_a_row)]
    return {**CHAT, "text": "t", "reply_markup": {"inline_keyboard": rows}}


def html(text: str) -> dict[str, Any]:
    """A message with mark-up."""
    return {**CHAT, "text": text, "parse_mode": "HTML"}


def photo(caption: str) -> dict[str, Any]:
    """A picture at an address."""
    return {**CHAT, "photo": "https://x.example/y.png", "caption": caption}


def webhook(**more: Any) -> dict[str, Any]:
    """Where Telegram is to send updates."""
    return {"url": "https://x.example", **more}


def commands(*names: str, told: str = "does it") -> dict[str, Any]:
    """A list of commands."""
    return {"commands": [{"command": each, "description": told} for each in names]}


# method, what is taken, what is refused
TELEGRAM: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "text": ("sendMessage", {**CHAT, "text": "x" * 4096}, {**CHAT, "text": "x" * 4097}),
    "text in UTF-16": ("sendMessage", html("😭" * 2048), html("😭" * 2048 + "x")),
    "mark-up is not counted": (
        "sendMessage",
        html(f"<b>{'x' * 4095}</b>&lt;"),
        html(f"<b>{'x' * 4096}</b>&lt;"),
    ),
    "empty text": ("sendMessage", {**CHAT, "text": "x"}, {**CHAT, "text": " "}),
    "open tag": ("sendMessage", html("<b>x</b>"), html("<b>x")),
    "unknown tag": ("sendMessage", html("<i>x</i>"), html("<p>x</p>")),
    "bare sign": ("sendMessage", html("a &lt; b"), html("a <b")),
    "button data": (
        "sendMessage",
        keyboard(("t", "x" * 64)),
        keyboard(("t", "x" * 65)),
    ),
    "button data in bytes": (
        "sendMessage",
        keyboard(("t", "ä" * 32)),
        keyboard(("t", "ä" * 32 + "x")),
    ),
    "no button data": ("sendMessage", keyboard(("t", "x")), keyboard(("t", ""))),
    "no button title": ("sendMessage", keyboard(("t", "x")), keyboard(("", "x"))),
    "buttons": (
        "sendMessage",
        keyboard(*[("t", "x")] * 100),
        keyboard(*[("t", "x")] * 101),
    ),
    "buttons in a row": (
        "sendMessage",
        keyboard(*[("t", "x")] * 8, in_a_row=8),
        keyboard(*[("t", "x")] * 9, in_a_row=9),
    ),
    "caption": ("sendPhoto", photo("x" * 1024), photo("x" * 1025)),
    "caption in UTF-16": ("sendPhoto", photo("😭" * 512), photo("😭" * 512 + "x")),
    "edited text": (
        "editMessageText",
        {**CHAT, "message_id": 1, "text": "x" * 4096},
        {**CHAT, "message_id": 1, "text": "x" * 4097},
    ),
    "callback answer": (
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "x" * 200},
        {"callback_query_id": "1", "text": "x" * 201},
    ),
    "webhook address": ("setWebhook", webhook(), {"url": "http://x.example"}),
    "webhook secret": (
        "setWebhook",
        webhook(secret_token="x" * 256),
        webhook(secret_token="x" * 257),
    ),
    "webhook secret's signs": (
        "setWebhook",
        webhook(secret_token="aZ0_-"),
        webhook(secret_token="a b"),
    ),
    "command": ("setMyCommands", commands("x" * 32), commands("x" * 33)),
    "command in capitals": ("setMyCommands", commands("x"), commands("X")),
    "command's description": (
        "setMyCommands",
        commands("x", told="y" * 256),
        commands("x", told="y" * 257),
    ),
    "commands": ("setMyCommands", commands(*["x"] * 100), commands(*["x"] * 101)),
    "unknown parameter": ("getMe", {}, {"as": 1}),
    "unknown method": ("getMe", {}, {}),
}


def blocks(*given: dict[str, Any]) -> dict[str, Any]:
    """A message of these blocks."""
    return {**ROOM, "blocks": list(given)}


def section(text: str, kind: str = "mrkdwn") -> dict[str, Any]:
    """A section block."""
    return {"type": "section", "text": {"type": kind, "text": text}}


def header(text: str, kind: str = "plain_text") -> dict[str, Any]:
    """A header block."""
    return {"type": "header", "text": {"type": kind, "text": text}}


def context(count: int) -> dict[str, Any]:
    """A context block."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * count}


def button(title: str = "t", value: str = "v", name: str = "a") -> dict[str, Any]:
    """A button element."""
    text = {"type": "plain_text", "text": title}
    return {"type": "button", "text": text, "value": value, "action_id": name}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    """An actions block."""
    return {"type": "actions", "elements": list(buttons)}


def buttons(count: int) -> dict[str, Any]:
    """An actions block of so many buttons."""
    return actions(*(button(name=str(number)) for number in range(count)))


def image(alt: str | None, url: str = "https://x.example/y.png") -> dict[str, Any]:
    """An image block."""
    shown = {"type": "image", "image_url": url}
    return shown if alt is None else {**shown, "alt_text": alt}


def upload(alt: str) -> dict[str, Any]:
    """A file that is announced."""
    return {"filename": "x.png", "length": "5", "alt_txt": alt}


POST = "chat.postMessage"
UPLOAD = "files.getUploadURLExternal"
SLACK: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "text": (POST, {**ROOM, "text": "x" * 4000}, {**ROOM, "text": "x" * 4001}),
    "empty text": (POST, ROOM, {**ROOM, "text": " "}),
    "a mention": (POST, {**ROOM, "text": "&lt;!here&gt;"}, {**ROOM, "text": "<!here>"}),
    "legacy as_user": (POST, ROOM, {**ROOM, "as_user": True}),
    "no room": (POST, ROOM, {"text": "t"}),
    "blocks": (POST, blocks(*[section("x")] * 50), blocks(*[section("x")] * 51)),
    "section": (POST, blocks(section("x" * 3000)), blocks(section("x" * 3001))),
    "empty section": (POST, blocks(section("x")), blocks(section(""))),
    "mention in a section": (
        POST,
        blocks(section("&lt;!here&gt;")),
        blocks(section("<!here>")),
    ),
    "header": (POST, blocks(header("x" * 150)), blocks(header("x" * 151))),
    "header's mark-up": (POST, blocks(header("x")), blocks(header("x", "mrkdwn"))),
    "context": (POST, blocks(context(10)), blocks(context(11))),
    "elements": (POST, blocks(buttons(25)), blocks(buttons(26))),
    "no elements": (POST, blocks(buttons(1)), blocks(buttons(0))),
    "title": (
        POST,
        blocks(actions(button("x" * 75))),
        blocks(actions(button("x" * 76))),
    ),
    "value": (
        POST,
        blocks(actions(button(value="x" * 2000))),
        blocks(actions(button(value="x" * 2001))),
    ),
    "action id": (
        POST,
        blocks(actions(button(name="x" * 255))),
        blocks(actions(button(name="x" * 256))),
    ),
    "action id twice": (
        POST,
        blocks(actions(button(name="1"), button(name="2"))),
        blocks(actions(button(name="1"), button(name="1"))),
    ),
    "block id": (
        POST,
        blocks({**section("x"), "block_id": "x" * 255}),
        blocks({**section("x"), "block_id": "x" * 256}),
    ),
    "alt text": (POST, blocks(image("x" * 2000)), blocks(image("x" * 2001))),
    "alt text is required": (POST, blocks(image("x")), blocks(image(None))),
    "empty alt text": (POST, blocks(image("x")), blocks(image(""))),
    "image's address": (POST, blocks(image("x")), blocks(image("x", "/y.png"))),
    "unknown block": (POST, blocks(section("x")), blocks({"type": "video"})),
    "uploaded alt text": (UPLOAD, upload("x" * 1000), upload("x" * 1001)),
    "uploaded nothing": (UPLOAD, upload("x"), {**upload("x"), "length": "0"}),
    "unknown method": ("auth.test", {}, {}),
}


@pytest.fixture(scope="module")
def bot_api() -> Iterator[telegram.FakeTelegram]:
    """A fake whose notes of what was refused nobody reads."""
    fake = telegram.FakeTelegram()
    yield fake
    fake.close()


@pytest.fixture(scope="module")
def web_api() -> Iterator[slack.FakeSlack]:
    """A fake whose notes of what was refused nobody reads."""
    fake = slack.FakeSlack()
    yield fake
    fake.close()


@pytest.mark.parametrize("limit", TELEGRAM)
def test_telegram_s_fake_refuses_what_is_beyond(
    bot_api: telegram.FakeTelegram, limit: str
) -> None:
    method, taken, refused = TELEGRAM[limit]
    other = "getThem" if limit == "unknown method" else method

    def answer(method: str, fields: dict[str, Any]) -> httpx.Response:
        data = {
            k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()
        }
        return httpx.post(f"{bot_api.url}/bot{telegram.TOKEN}/{method}", data=data)

    bot_api.violations.clear()
    assert answer(method, taken).json()["ok"], bot_api.violations
    assert answer(other, refused).status_code == 400
    assert len(bot_api.violations) == 1


@pytest.mark.parametrize("limit", SLACK)
def test_slack_s_fake_refuses_what_is_beyond(
    web_api: slack.FakeSlack, limit: str
) -> None:
    method, taken, refused = SLACK[limit]
    other = "auth.toast" if limit == "unknown method" else method

    def answer(method: str, fields: dict[str, Any]) -> Any:
        headers = {"Authorization": f"Bearer {slack.TOKEN}"}
        url = f"{web_api.api_url}{method}"
        return httpx.post(url, json=fields, headers=headers).json()

    web_api.violations.clear()
    assert answer(method, taken)["ok"], web_api.violations
    assert not answer(other, refused)["ok"]
    assert len(web_api.violations) == 1


def test_slack_s_fake_refuses_a_replacement_without_text(
    web_api: slack.FakeSlack,
) -> None:
    url = f"{web_api.url}/response/1"
    sound = {"replace_original": True, "text": "x", "blocks": [section("x")]}

    assert httpx.post(url, json=sound).status_code == 200
    for wrong in ({**sound, "text": ""}, {**sound, "blocks": [section("x")] * 51}):
        assert httpx.post(url, json=wrong).status_code == 400


@pytest.mark.parametrize("service", ["telegram", "slack"])
def test_a_fake_refuses_another_token(
    service: str, bot_api: telegram.FakeTelegram, web_api: slack.FakeSlack
) -> None:
    if service == "telegram":
        reply = httpx.post(f"{bot_api.url}/bot1:x/getMe")
    else:
        headers = {"Authorization": "Bearer xoxb-other"}
        reply = httpx.post(f"{web_api.api_url}auth.test", headers=headers)

    assert not reply.json()["ok"]
