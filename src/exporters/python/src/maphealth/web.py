"""A registry as a WSGI or an ASGI application."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from .registry import Registry, default

_DEFAULT_TOP = 1000


class Answer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes


def answer(registry: Registry, method: str, query: str) -> Answer:
    """Answers GET and HEAD; top=N says how many maps and sites, 0 all of them, 1000 if not given."""
    if method not in ("GET", "HEAD"):
        return _text("405 Method Not Allowed", "only GET and HEAD are answered here", ("Allow", "GET, HEAD"))
    text = parse_qs(query).get("top", [str(_DEFAULT_TOP)])[0]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return _text("400 Bad Request", f"top={text[:20]!r}: give a number from 0 (all) up")
    body = json.dumps(registry.census(int(text)), separators=(",", ":")).encode()
    return _answer("200 OK", "application/json", body, ("Cache-Control", "no-store"))


def wsgi(registry: Registry = default) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """A WSGI application; mount it at /debug/maps."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said = answer(registry, environ["REQUEST_METHOD"], environ.get("QUERY_STRING", ""))
        start_response(said.status, said.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [said.body]

    return application


_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def asgi(registry: Registry = default) -> Callable[[_Scope, _Receive, _Send], Awaitable[None]]:
    """An ASGI application; mount it at /debug/maps. The census is taken in a thread, not in the event loop."""

    async def application(scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"only http is served here, not {scope['type']}")
        query = scope.get("query_string", b"").decode("ascii", "replace")
        loop = asyncio.get_running_loop()
        said = await loop.run_in_executor(None, answer, registry, scope["method"], query)
        headers = [(name.lower().encode(), value.encode()) for name, value in said.headers]
        await send({"type": "http.response.start", "status": int(said.status[:3]), "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else said.body})

    return application


def _text(status: str, text: str, *more: tuple[str, str]) -> Answer:
    return _answer(status, "text/plain; charset=utf-8", (text + "\n").encode(), *more)


def _answer(status: str, content_type: str, body: bytes, *more: tuple[str, str]) -> Answer:
    return Answer(status, [("Content-Type", content_type), ("Content-Length", str(len(body))), *more], body)
