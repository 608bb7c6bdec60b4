"""A reader without a browser: asks a Streamlit server for page runs over its websocket and times them."""

from __future__ import annotations

import time
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

WAIT_SECONDS = 1800  # so long a large database may take to get warm
SMALL = 4000  # bytes; a longer message is content and cannot be the end of a run


class Reader:
    """One session. `run` returns the seconds from asking for a page to the end of its script."""

    def __init__(self, server: str) -> None:
        host = urlsplit(server).netloc
        self.socket = connect(
            f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=None, compression=None, origin=None  # type: ignore[list-item]
        )  # fmt: skip

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def run(self, page: str, query: str) -> float:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        began = time.perf_counter()
        self.socket.send(asked.SerializeToString())
        while True:
            data = self.socket.recv(WAIT_SECONDS)
            assert isinstance(data, bytes)
            if len(data) > SMALL:
                continue
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{page}: {message.delta.new_element.exception.message[:300]}")
            if kind == "page_not_found":
                raise RuntimeError(f"There is no page {page}.")
            if kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
            ):
                return time.perf_counter() - began
