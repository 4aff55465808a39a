"""Stores that are found again: with the same answers, never stale, never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kg import content, kept, settings
from kg.errors import DataError
from kg.examined import examined
from kg.load import examine, load
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.store import Store
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", str(place))
    return place


class Asked:
    """Asks for the store of a folder, and tells whether its records were read for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []

    def __call__(self, view: View | None = None, names: Names | None = None) -> Store:
        self.said.clear()
        return kept.store_of(
            self.folder, names or Names(), view, lambda text, _: self.said.append(text)
        )

    @property
    def was_read(self) -> bool:
        return any(one.startswith("reading") for one in self.said)


def dump(store: Store) -> list[str]:
    return sorted(f"{one} .\n" for one in store.quads())


def names_of(store: Store) -> set[object]:
    text = "SELECT ?name { ?event a sem:Event ; rdfs:label ?name }"
    return {row["name"] for row in store.select(text, Names().prefixes)}


def stores(cache: Path) -> list[Path]:
    return list((cache / "stores").iterdir())


def test_what_was_built_is_found_and_answers_the_same(data: Path, cache: Path) -> None:
    ask = Asked(data)
    first = ask()
    assert ask.was_read
    second = ask()
    assert not ask.was_read
    assert dump(second) == dump(first) == dump(Store.in_memory(build(load(data))))
    assert len(stores(cache)) == 1


def test_a_changed_record_is_never_answered_from_before(data: Path, cache: Path) -> None:
    ask = Asked(data)
    assert "Round of talks" in names_of(ask())
    change(data, "events/2022.yaml", "title: Round of talks", "title: Round of walks")
    assert "Round of walks" in names_of(ask())
    assert ask.was_read
    change(data, "events/2022.yaml", "title: Round of walks", "title: Round of talks")
    assert "Round of talks" in names_of(ask())
    assert not ask.was_read, "the old store is good again"
    assert len(stores(cache)) == 2


@pytest.mark.usefixtures("cache")
def test_a_file_of_the_same_size_and_time_is_read_again_at_first(data: Path) -> None:
    """A file that was just written may change once more within a tick of its clock."""
    ask = Asked(data)
    ask()
    path = data / "events" / "2022.yaml"
    before = path.stat()
    change(data, "events/2022.yaml", "title: Round of talks", "title: Round of walks")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "Round of walks" in names_of(ask())


@pytest.mark.usefixtures("cache")
def test_files_that_are_old_are_not_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_TICK_NS", -(10**12))  # as if all were old
    ask = Asked(data)
    ask()
    with monkeypatch.context() as patch:
        patch.setattr("hashlib.file_digest", lambda *_: pytest.fail("reads a file"))
        ask()
    assert not ask.was_read


def test_views_bases_and_engines_have_stores_of_their_own(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asked(data)
    everything = len(ask())
    past = View.of_params({"as-of": ["2022-03-28"]})
    assert len(ask(past)) < everything
    assert ask.was_read
    ask(past)
    assert not ask.was_read
    ask(None, Names("https://example.org/"))
    assert ask.was_read
    monkeypatch.setattr("pyoxigraph.__version__", "99")
    ask()
    assert ask.was_read
    assert len(stores(cache)) == 4


@pytest.mark.usefixtures("cache")
def test_filters_share_a_store(data: Path) -> None:
    ask = Asked(data)
    ask()
    ask(View.of_params({"kinds": ["meeting"]}))
    assert not ask.was_read


def test_what_breaks_rules_is_not_kept(data: Path, cache: Path) -> None:
    (data / "notes.txt").write_text("not a record")
    for _ in range(2):
        with pytest.raises(DataError, match="unknown kind"):
            Asked(data)()
    assert stores(cache) == []


def test_a_damaged_store_is_built_again(data: Path, cache: Path) -> None:
    ask = Asked(data)
    whole = dump(ask())
    (store,) = stores(cache)
    for name in ("CURRENT", "MANIFEST-*", "*.sst"):
        for one in store.glob(name):
            one.write_bytes(b"")
        assert dump(ask()) == whole
        assert ask.was_read
        ask()
        assert not ask.was_read


def test_off_keeps_nothing(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", "off")
    assert settings.cache_folder() is None
    ask = Asked(data)
    ask()
    ask()
    assert ask.was_read
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert str(settings.cache_folder()).endswith("parley")


def test_the_newest_stores_stay(data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_STORES", 2)
    monkeypatch.setattr(kept, "_SECONDS", -1)
    ask = Asked(data)
    for day in ("2022-03-26", "2022-03-27", "2022-03-28", "2022-03-29"):
        ask(View.of_params({"as-of": [day]}))
    assert len(stores(cache)) == 2
    ask(View.of_params({"as-of": ["2022-03-29"]}))
    assert not ask.was_read


def test_a_full_disk_is_told_and_costs_no_answer(data: Path, cache: Path) -> None:
    Asked(data)()
    (good,) = stores(cache)
    change(data, "events/2022.yaml", "title: Round of talks", "title: Round of walks")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from kg.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "query", "timeline", "--data", str(data)]
    env = {**os.environ, "KG_CACHE": str(cache)}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert "Round of walks" in done.stdout
    assert "the store could not be kept: " in done.stderr
    assert stores(cache) == [good]
    change(data, "events/2022.yaml", "title: Round of walks", "title: Round of talks")
    ask = Asked(data)
    assert "Round of talks" in names_of(ask())
    assert not ask.was_read


def test_a_build_that_is_killed_leaves_nothing_that_is_opened(data: Path, cache: Path) -> None:
    env = {**os.environ, "KG_CACHE": str(cache)}
    command = [sys.executable, "-m", "kg", "query", "timeline", "--data", str(data)]
    for _ in range(3):
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
        ) as build_it:
            while build_it.poll() is None and not list(cache.glob("stores/.*.part/*")):
                time.sleep(0.001)
            build_it.send_signal(signal.SIGKILL)
        if build_it.returncode == -signal.SIGKILL and list(cache.glob("stores/.*.part")):
            break
    else:
        pytest.skip("the builds were faster than the signal")
    assert [one for one in stores(cache) if not one.name.startswith(".")] == []
    ask = Asked(data)
    whole = dump(ask())
    assert ask.was_read
    assert whole == dump(Store.in_memory(build(load(data))))
    assert len(stores(cache)) == 1, "what was half-made is swept away"


@pytest.mark.usefixtures("cache")
def test_what_a_check_found_is_told_again_until_something_changes(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(data, "events/2022.yaml", "title: Round of talks", "titel: Round of talks")
    first = examined(data)
    assert first[0] is None
    assert first[1] == examine(data)[1]
    with monkeypatch.context() as patch:
        patch.setattr("kg.load.examine", lambda _: pytest.fail("reads the records"))
        assert examined(data) == first
    change(data, "events/2022.yaml", "titel: Round of talks", "title: Round of talks")
    assert examined(data)[1] == examine(data)[1]
    assert examined(data)[0] is not None
    # The same records in a folder of another name have problems of other names.
    other = data.rename(data.with_name("other"))
    (other / "notes.txt").write_text("not a record")
    assert examined(other)[1] == examine(other)[1]
