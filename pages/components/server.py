"""What `make run` starts: the databases made ready, the page served on this machine, the caches warmed meanwhile.

`streamlit run app.py` shows the same pages. This server answers several times faster, because its caches
get warm by themselves and what they hold is frozen out of the garbage collection that follows every run, and
it sends the headers that forbid a page to load anything from elsewhere.
"""

from __future__ import annotations

import argparse
import re
import socket
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from analytics.errors import PortfolioError
from analytics.language import Language
from pages.components import snapshot, warming


def headers() -> dict[str, str]:
    """What keeps a page to itself: nothing from elsewhere, and of inline scripts only Streamlit's own."""
    start = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", start, re.DOTALL)
    allowed = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline]
    return {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'self'",
                " ".join(["script-src 'self' 'unsafe-eval'", *allowed]),
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "worker-src 'self' blob:",
                "frame-ancestors 'self'",
                "object-src 'none'",
            )
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


class Guarded:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, guarded)


def application(script: Path, announce: str, *, warm_first: bool = False) -> st.App:
    """The ASGI application; `announce` is printed when it answers, with `warm_first` only once its caches are warm."""

    # Streamlit takes a folder named pages for its older kind of app until the first page has run: a
    # first visit by a deep link would be told that there is no such page.
    PagesManager.uses_pages_directory = False

    @asynccontextmanager
    async def ready(_app: st.App) -> AsyncIterator[None]:
        warming.begin()
        if warm_first:
            warming.DONE.wait()
        print(announce, flush=True)
        yield

    return st.App(script, lifespan=ready, middleware=[Middleware(Guarded)])


def main() -> int:
    """Serve until interrupted. 0: ended; 1: the port is taken or a database cannot be opened."""
    parser = argparse.ArgumentParser(prog="make run", description=__doc__.splitlines()[0])
    parser.add_argument("script", nargs="?", type=Path, default=Path(__file__).parents[2] / "app.py")
    parser.add_argument("--warm-first", action="store_true", help="answer only when the usual tables are made")
    parser.add_argument("--port", type=int, default=int(st.get_option("server.port")))
    given = parser.parse_args()
    host = st.get_option("server.address") or "127.0.0.1"
    if _taken(host, given.port):
        again = f"make run ARGS='--port {given.port + 1}'"
        print(f"Port {given.port} is taken by another program. Try: {again}", file=sys.stderr)
        return 1
    try:
        for which in snapshot.DATABASES:
            snapshot.engine(snapshot.url(which))
    except PortfolioError as error:
        print(error.render(Language()), file=sys.stderr)
        return 1
    uvicorn.run(
        application(
            given.script.resolve(),
            f"Zonglan is ready: http://{host}:{given.port}   (Ctrl+C ends it)",
            warm_first=given.warm_first,
        ),
        host=host,
        port=given.port,
        log_level="warning",
    )
    return 0


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
