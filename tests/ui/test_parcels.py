"""What panels fetch by themselves: it comes back as it was, compressed, and for good."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from kg.ui import parcels
from kg.ui.parcels import Parcel, Shelf, narrow, offer, packed, wide
from tests.web.asked import ask

from .conftest import fetched, panel

if TYPE_CHECKING:
    from .conftest import Open

TABLE = {
    "id": ["a", "b", "c", "d"],
    "status": ["held", "held", "held", None],
    "disputed": [True, False, True, True],
    "lane": [0, 1, 0, 0],
    "lists": [[], [1], [], []],
}


def test_a_table_comes_back_as_it_was() -> None:
    small = narrow(TABLE)
    assert small["status"] == {"values": ["held", None], "at": [0, 0, 0, 1]}
    assert {name for name, one in small.items() if isinstance(one, dict)} == {"status", "disputed"}
    assert wide(small) == TABLE
    assert wide(json.loads(json.dumps(small))) == TABLE


def test_the_same_content_has_the_same_address() -> None:
    one, same, other = packed({"a": 1}), packed({"a": 1}), packed({"a": 2})
    assert one == same
    assert one.sig != other.sig
    assert one.value == {"a": 1}


def test_what_is_offered_is_answered_compressed_or_plain() -> None:
    address = offer(packed({"title": "Çavuşoğlu–Kuleba call", "table": TABLE}))
    found = ask(f"/{address}", accept_encoding="gzip, deflate, br")
    assert found.status == 200
    assert found.headers["content-encoding"] == "gzip"
    assert found.headers["content-type"] == "application/json"
    assert "immutable" in found.headers["cache-control"]
    told = json.loads(gzip.decompress(found.body))
    assert told["title"] == "Çavuşoğlu–Kuleba call"
    plain = ask(f"/{address}")
    assert "content-encoding" not in plain.headers
    assert json.loads(plain.body) == told


@pytest.mark.parametrize("name", ["0123456789abcdef", "nothing", "%2e%2e"])
def test_what_is_not_offered_is_not_found_and_not_kept(name: str) -> None:
    answer = ask(f"/panel/{name}.json")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"


def test_the_oldest_make_room() -> None:
    shelf = Shelf(most=25)
    for sig in ("one", "two"):
        shelf.put(Parcel(sig, b"x" * 10))
    assert shelf.get("one")  # asked for last
    shelf.put(Parcel("three", b"x" * 10))
    assert shelf.get("two") is None
    assert shelf.get("one")
    shelf.put(Parcel("large", b"x" * 99))
    assert shelf.get("large"), "what is shown now is kept, however large"
    assert shelf.get("three") is None


def test_a_run_offers_anew_what_was_gone(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit("explore")
    before = panel(app, "timeline")
    monkeypatch.setattr(parcels, "SHELF", Shelf(parcels.MOST))
    assert ask(f"/{before['layout']}").status == 404
    app.run()
    assert panel(app, "timeline")["layout"] == before["layout"]
    assert fetched(str(before["layout"]))["lanes"]


def test_the_page_itself_carries_little(visit: Open) -> None:
    for one in visit("explore").get("bidi_component"):
        if one.proto.component_name == "kg.timeline":
            assert len(one.proto.json) < 1000
