"""The description says what the routes do: it names each, is valid, and no fuzzing finds a lie."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import schemathesis
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as hs
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.routing import Route

from kg.web import metrics
from kg.web.described import PATHS
from kg.web.openapi import description, paths
from kg.web.server import ROUTES

from .wired import Log, application, wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Refusals to answer now are the server's right, not its failure.
# 307: with or without a slash at the end, it is the same address.
EXPECTED = {200, 204, 303, 304, 307, 400, 404, 405, 406, 408, 410, 413, 414, 415, 421, 429, 503}
OPERATIONS = [(path, method) for path in paths(ROUTES) for method in PATHS.get(path, {})]


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    from tests.support import write_tiny  # noqa: PLC0415 - a fixture of the whole module

    with pytest.MonkeyPatch.context() as patch:
        data = write_tiny(tmp_path_factory.mktemp("openapi"))
        patch.setenv("KG_DATA", str(data))
        st.cache_resource.clear()
        yield data
        st.cache_resource.clear()


@pytest.fixture(scope="module")
def schema() -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", application())


def test_every_route_is_described() -> None:
    told = description(ROUTES)["paths"]
    assert list(told) == paths(ROUTES), "tell of each new route in kg/web/described.py"
    for route in ROUTES:
        if isinstance(route, Route) and route.path in told:
            taken = {one.lower() for one in route.methods or ()}
            assert set(told[route.path]) <= taken
            assert "post" not in taken or "post" in told[route.path] or "put" in taken


def test_every_parameter_of_a_path_is_described() -> None:
    for path, methods in description(ROUTES)["paths"].items():
        for told in methods.values():
            names = {one["name"] for one in told["parameters"] if one.get("in") == "path"}
            assert names == set(re.findall(r"{(\w+)}", path))


def test_it_is_a_description_by_the_book(schema: Any) -> None:
    schema.validate()
    found = wire(b"/openapi.json")
    assert found.headers["content-type"] == "application/json"
    assert json.loads(found.body)["openapi"].startswith("3.1")
    again = wire(b"/openapi.json", headers=[(b"if-none-match", found.headers["etag"].encode())])
    assert again.status == 304


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(
    schema: Any, path: str, method: str, mode: GenerationMode
) -> None:
    operation = schema[path][method.upper()]
    if mode is GenerationMode.NEGATIVE and not PATHS[path][method].get("parameters"):
        return  # any name is a right one, though there may be no such thing
    failures = metrics.FAILED._value.get()

    @settings(max_examples=30)
    @given(case=operation.as_strategy(generation_mode=mode))
    def fuzz(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    fuzz()
    assert metrics.FAILED._value.get() == failures


WORDS = hs.sampled_from(
    b"id event round actor download events.csv search.json panel sparql graphs voc ns dumps .. . "
    b"%2e%2e %00 %ff .well-known healthz metrics q= as-of= policy= kinds= limit=".split(b" ")
) | hs.binary(max_size=12)
TARGETS = hs.tuples(
    hs.lists(WORDS, max_size=5).map(b"/".join), hs.lists(WORDS, max_size=4).map(b"&".join)
).map(lambda one: b"/" + one[0].replace(b"?", b"") + b"?" + one[1])
HEADERS = hs.lists(
    hs.tuples(
        hs.sampled_from(
            b"accept accept-datetime accept-encoding if-none-match host content-type "
            b"content-length origin range cookie".split()
        ),
        hs.sampled_from([b"text/turtle", b"*/*;q=0.1", b"application/json", b"gzip", b"-1", b"9"])
        | hs.binary(max_size=20),
    ),
    max_size=4,
)


@settings(max_examples=400)
@given(
    target=TARGETS,
    method=hs.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "BREW"]),
    headers=HEADERS,
    body=hs.lists(hs.binary(max_size=30), min_size=1, max_size=3),
)
def test_no_bytes_break_it(
    target: bytes, method: str, headers: list[tuple[bytes, bytes]], body: list[bytes]
) -> None:
    failures = metrics.FAILED._value.get()
    with Log() as told:
        found = wire(target, method, headers, body)
    assert found.status in EXPECTED, (target, found.text)
    assert metrics.FAILED._value.get() == failures
    assert len(told.lines) == 1
    assert "Traceback" not in found.body.decode("utf-8", "replace")
    for name, value in found.headers.items():
        assert "\n" not in name + value
        assert "\r" not in name + value


@given(hs.text(max_size=30))
def test_no_text_in_a_query_breaks_the_search(text: str) -> None:
    target = f"/search.json?q={quote(text, errors='replace')}".encode()
    assert wire(target).status == 200
