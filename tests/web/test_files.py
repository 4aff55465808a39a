"""Files over HTTP: tags, what is kept, how many are made at once, and what describes them."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from kg.ui import downloads
from kg.ui.downloads import FILES, File
from kg.ui.shelf import Asked, Shelf, shelf
from kg.view import View

from .asked import ask, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .asked import Web


@pytest.fixture
def web(data: Path) -> Iterator[Web]:
    with serving(data):
        yield ask


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_there_with_its_type_and_tag(web: Web, name: str) -> None:
    one = web(f"/download/{name}?as-of=2022-03-29")
    assert one.status == 200
    assert one.headers["content-type"].startswith(FILES[name].media_type)
    stem, _, extension = name.rpartition(".")
    assert f'"parley-{stem}-2022-03-29.{extension}"' in one.headers["content-disposition"]
    again = web(f"/download/{name}?as-of=2022-03-29", if_none_match=one.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    now, other = web(f"/download/{name}"), {"if_none_match": one.headers["etag"]}
    assert web(f"/download/{name}", **other).status == (304 if now.body == one.body else 200)
    assert web(f"/download/{name}", "HEAD").headers["etag"] == now.headers["etag"]


def counted(monkeypatch: pytest.MonkeyPatch, seconds: float = 0) -> list[tuple[Any, ...]]:
    """Put a file in place of the claims, whose making is counted."""
    made: list[tuple[Any, ...]] = []
    lock = threading.Lock()

    def written(view: View, asked: Mapping[str, str]) -> bytes:
        with lock:
            made.append((view, tuple(asked.items())))
        time.sleep(seconds)
        return b"content"

    monkeypatch.setitem(FILES, "claims.csv", File("Claims", "text/csv", written, ("show", "day")))
    return made


def test_a_file_is_made_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counted(monkeypatch)
    for target in ("?show=rivals", "?show=rivals&day=", "?nonsense=1&show=rivals", "?show=rivals"):
        assert web(f"/download/claims.csv{target}").body == b"content"
    assert len(made) == 1
    web("/download/claims.csv?show=rivals&as-of=2022-03-28")
    web("/download/claims.csv?day=2022-03-28")
    web("/download/claims.csv")
    assert len(made) == len(set(made)) == 4


def test_what_is_refused_is_not_kept(web: Web) -> None:
    assert web("/download/claims.csv?day=yesterday").status == 400
    assert web("/download/claims.csv?day=yesterday").status == 400
    assert len(shelf()) == 0


def test_a_table_links_to_what_describes_it(web: Web) -> None:
    target = downloads.href("claims.csv", View.of_params({"as-of": ["2022-03-29"]}), show="rivals")
    link = web("/" + target).headers["link"]
    where = link[1 : link.index(">")]
    assert 'rel="describedby"; type="application/csvm+json"' in link
    told = web(f"/download/{where}")
    assert told.headers["content-type"] == "application/csvm+json"
    assert f"download/{json.loads(told.body)['url']}" == target
    assert json.loads(web("/download/events.csv-metadata.json").body)["url"] == "events.csv"


def test_a_shelf_has_room_for_so_much() -> None:
    kept, keys = Shelf(100, 5), [Asked(str(number), View()) for number in range(12)]
    for key in keys[:4]:
        kept.put(key, b"x" * 25)
    assert len(kept) == 100
    assert kept.get(keys[0])
    kept.put(keys[4], b"x")
    assert kept.get(keys[1]) is None
    assert kept.get(keys[0])
    kept.put(keys[5], b"x" * 26)
    assert kept.get(keys[5]) is None
    for key in keys:
        kept.put(key, b"")
    assert sum(kept.get(key) is not None for key in keys) == 5
    assert len(kept) == 0
    kept.put(keys[0], b"ab")
    kept.put(keys[0], b"abc")
    assert len(kept) == 3
