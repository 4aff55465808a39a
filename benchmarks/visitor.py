"""A visitor of the dashboard without a browser: what a browser sends and waits for, and no more."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

if TYPE_CHECKING:
    from typing import Self


class Visitor:
    """One session; ``widgets`` are the widgets that it has met, their ids by the keys we gave."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.widgets: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}
        self.page = self.query = self.hash = ""
        self.received = 0

    async def __aenter__(self) -> Self:
        """Connect."""
        self.socket = await websockets.connect(
            f"ws://localhost:{self.port}/_stcore/stream", max_size=None, ping_interval=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self.socket.close()

    async def go(self, page: str, query: str = "") -> float:
        """Open a page; return the seconds until the server has run it."""
        self.page, self.query, self.hash = page, query, calc_hash(page)
        self.states.clear()
        return await self.run()

    async def turn(self, query: str) -> float:
        """Change the address of the page, as the button to go back does."""
        self.query = query
        return await self.run()

    async def choose(self, key: str, *values: str) -> float:
        """Choose values in a list of filters."""
        state = WidgetState(id=self.widgets[key])
        state.string_array_value.data.extend(values)
        self.states[state.id] = state
        return await self.run()

    async def select(self, panel: str, mark: str) -> float:
        """Choose a mark in a panel."""
        told = json.dumps({"selected": {"id": mark, "at": time.time_ns()}})
        state = WidgetState(id=self.widgets[panel], json_value=told)
        self.states[state.id] = state
        return await self.run()

    async def run(self) -> float:
        """Let the script run; return the seconds until it has."""
        asked = BackMsg()
        client = asked.rerun_script
        client.query_string, client.page_script_hash = self.query, self.hash
        client.page_name = self.page
        client.widget_states.widgets.extend(self.states.values())
        client.context_info.timezone = "UTC"
        start = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while True:
            raw = await self.socket.recv()
            self.received += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.hash = message.new_session.page_script_hash
            elif kind == "page_info_changed":  # what the script wrote into the address
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                self._met(message.delta)
            elif kind == "script_finished":
                return time.perf_counter() - start

    def _met(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        told = getattr(delta.new_element, kind)
        if kind == "exception":
            msg = f"{self.page}?{self.query}: {told.message}"
            raise RuntimeError(msg)
        own = getattr(told, "id", "")
        if not own.startswith("$$ID-"):
            return
        self.widgets[own.split("-", 2)[2]] = own
        if kind in _VALUES and (own not in self.states or told.set_value):
            self.states[own] = _VALUES[kind](own, told)


def _texts(own: str, values: Any) -> WidgetState:
    state = WidgetState(id=own)
    state.string_array_value.data.extend(values)
    return state


# A browser sends what all widgets show with each run.
_VALUES = {
    "multiselect": lambda own, told: _texts(own, told.raw_values),
    "date_input": lambda own, told: _texts(own, told.value),
    "text_input": lambda own, told: WidgetState(id=own, string_value=told.value),
    "checkbox": lambda own, told: WidgetState(id=own, bool_value=told.value),
    "selectbox": lambda own, told: WidgetState(id=own, string_value=told.raw_value),
    "button_group": lambda own, told: _texts(own, told.raw_values),
}
