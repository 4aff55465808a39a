"""Behind a proxy, under a base path: a real server, asked as a proxy asks it."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.small import write_small
from tests.ui.chromium import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = write_small(tmp_path_factory.mktemp("base"))
    base = {"STREAMLIT_SERVER_BASE_URL_PATH": "parley/talks"}
    with served(KG_DATA=str(data), KG_HOSTS="talks.example.org", **base) as one:
        yield one


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: where it leads is looked at."""


def asked(address: str, **headers: str) -> tuple[int, Message, str]:
    written = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=written)  # noqa: S310 - our own server
    try:
        with urllib.request.build_opener(_Stay).open(request) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_addresses_of_ours_stand_under_the_base_path(address: str) -> None:
    root = "/parley/talks"
    status, headers, _ = asked(f"{address}{root}/id/event/round", accept="text/turtle")
    assert (status, headers["location"]) == (303, f"{root}/id/event/round.ttl")
    status, headers, body = asked(f"{address}{headers['location']}")
    assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert f"<{root}/timemap/event/round>" in headers["link"]
    assert "a sem:Event" in body
    _, headers, _ = asked(f"{address}{root}/id/event/round", accept="text/html")
    assert headers["location"] == f"{root}/event?id=round"
    status, headers, body = asked(f"{address}{headers['location']}")
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/html")
    status, _, body = asked(f"{address}{root}/ns.html")
    assert status == 200
    assert f'href="{root}/voc/status"' in body
    for other in ("/download/events.csv", "/voc/status.ttl", "/dumps/SHA256SUMS"):
        status, headers, body = asked(f"{address}{root}{other}")
        assert status == 200
        assert not headers["content-type"].startswith("text/html")


def test_whole_addresses_are_those_that_the_proxy_was_asked_for(address: str) -> None:
    proxied = {"host": "talks.example.org", "x_forwarded_proto": "https"}
    to = "https://talks.example.org/parley/talks"
    _, _, body = asked(f"{address}/parley/talks/catalog.nt", **proxied)
    assert f"<{to}/dumps/parley.ttl>" in body
    assert f"<{to}/sparql>" in body
    _, _, body = asked(f"{address}/parley/talks/timemap/event/round", **proxied)
    assert f"<{to}/id/event/round?as-of=2022-03-29>" in body


def test_the_well_known_address_is_that_of_the_host_too(address: str) -> None:
    for root in ("", "/parley/talks"):
        status, headers, _ = asked(f"{address}{root}/.well-known/void")
        assert (status, headers["location"]) == (303, f"{root}/catalog.ttl")


@pytest.mark.parametrize(
    "path", ["/id/event/..%2f..%2fround", "/id/event/%00", "/id/event/%5c%5chost", "/id/%ff/x"]
)
def test_odd_paths_are_refused(address: str, path: str) -> None:
    assert asked(f"{address}/parley/talks{path}")[0] in (400, 404)


def test_parts_of_a_file_are_not_packed(address: str) -> None:
    target = f"{address}/parley/talks/dumps/parley.nt"
    status, headers, body = asked(target, range="bytes=0-1023", accept_encoding="gzip")
    assert (status, headers["content-encoding"], len(body)) == (206, None, 1024)
