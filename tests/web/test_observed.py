"""Each request is one line of the log and one count, and no mistake of ours becomes a traceback."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as hs
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from kg.web import log, metrics
from kg.web.observed import Observed, template

from .wired import Log, wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PAIR = re.compile(r'([a-z]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)(?: |$)')


def pairs(line: str) -> dict[str, str]:
    """Read a line of the log; it must hold nothing but pairs."""
    found = PAIR.findall(line)
    assert "".join(f"{name}={value} " for name, value in found).strip() == line
    return {name: json.loads(value) if value[0] == '"' else value for name, value in found}


async def fails(_: Any) -> PlainTextResponse:
    msg = "secret\ntime=2022-03-29 level=info forged=yes"
    raise RuntimeError(msg)


async def breaks_off(_: Any) -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"begun"
        msg = "half way"
        raise RuntimeError(msg)

    return StreamingResponse(parts())


def failing() -> Starlette:
    routes = [Route("/fails/{name}", fails), Route("/breaks-off", breaks_off)]
    return Starlette(routes=routes, middleware=[Middleware(Observed, routes=routes)])


def test_a_request_is_one_line() -> None:
    with Log() as told:
        wire(b"/panel/none.json?a=b%20c", headers=[(b"Authorization", b"Basic c2VjcmV0")])
    (line,) = told.lines
    found = pairs(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["time"])
    assert found["level"] == "info"
    assert found["client"] == "192.0.2.1"
    assert (found["method"], found["path"], found["query"]) == ("GET", "/panel/none.json", "-") or (
        found["query"] == '"a=b%20c"' or found["query"] == "a=b%20c"
    )
    assert found["status"] == "404"
    assert int(found["bytes"]) > 10
    assert float(found["ms"]) >= 0
    assert "c2VjcmV0" not in line


def test_an_address_with_a_password_is_not_logged() -> None:
    with Log() as told:
        assert wire(b"http://user:secret@host/id/x").status == 400
    assert "secret" not in told.lines[0]
    assert pairs(told.lines[0])["path"] == "-"


@given(target=hs.binary(max_size=60), method=hs.text(max_size=20))
def test_no_request_forges_a_line(target: bytes, method: str) -> None:
    with Log() as told:
        wire(b"/" + target.replace(b"?", b""), method)
    (line,) = told.lines
    assert line.isascii()
    assert line.isprintable()
    assert list(pairs(line)) == [
        "time", "level", "client", "method", "path", "query", "status", "bytes", "ms",
    ]  # fmt: skip


@given(hs.text())
def test_a_value_is_read_back_as_it_was(text: str) -> None:
    line = log.line("info", {"value": text})
    assert pairs(line)["value"] == (text if len(text) <= 300 else text[:300] + "...") if text else 1


def test_a_long_query_is_cut() -> None:
    with Log() as told:
        wire(b"/healthz?" + b"a" * 9000)
    assert len(told.lines[0]) < 600


def test_a_mistake_is_one_sentence_outside_and_one_line_inside() -> None:
    before = metrics.FAILED._value.get()
    with Log() as told:
        found = wire(b"/fails/x", app=failing())
    assert (found.status, found.text) == (500, "the server made a mistake here; it is in its log\n")
    assert "secret" not in found.text
    assert len(told.lines) == 2
    assert all(line.isprintable() for line in told.lines)
    assert "RuntimeError" in pairs(told.lines[0])["trace"]
    assert "forged" not in pairs(told.lines[0])
    assert pairs(told.lines[1])["status"] == "500"
    assert metrics.FAILED._value.get() == before + 1


def test_an_answer_that_has_begun_breaks_off() -> None:
    with Log() as told:
        found = wire(b"/breaks-off", app=failing())
    assert (found.status, found.body) == (200, b"begun")
    assert [pairs(line)["level"] for line in told.lines] == ["error", "info"]


def test_what_is_counted_has_no_label_of_a_reader() -> None:
    for target in (
        b"/id/event/made-up-1",
        b"/id/event/made-up-2",
        b"/made/up",
        b"/_stcore/made-up",
    ):
        wire(target, "MADEUP")
        wire(target)
    found = wire(b"/metrics")
    assert found.status == 200
    assert found.headers["content-type"].startswith("text/plain; version=")
    assert "made-up" not in found.text
    assert "MADEUP" not in found.text
    assert 'parley_requests_total{method="other",route="/id/{kind}/{name}",status="405"}' in (
        found.text
    )
    assert 'parley_request_seconds_bucket{le="0.005",route="/id/{kind}/{name}"}' in found.text
    for name in ("process_resident_memory_bytes", "process_cpu_seconds_total"):
        assert f"\n{name} " in found.text
    assert 'parley_requests_running{route="/metrics"} 1.0' in found.text


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "page"),
        ("/explore", "page"),
        ("/anything/else", "page"),
        ("/_stcore/stream", "/_stcore"),
        ("/static/js/x.js", "/static"),
    ],
)
def test_what_is_streamlits_is_counted_by_its_first_part(path: str, label: str) -> None:
    assert template(None, path) == label


def test_the_log_is_for_other_programs_too() -> None:
    """A shell splits a line into the same pairs."""
    line = log.line("info", {"path": "/a b", "query": '"; rm'})
    assert shlex.split(line)[2:] == ["path=/a b", 'query="; rm']
