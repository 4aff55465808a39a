"""The other scripts as parts of the page: what each prints in Markdown, under a title."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.part import ROOT, measured, save


@dataclass(frozen=True, slots=True)
class Script:
    """A script of this folder: the section it makes, what that tells, and what it is run with."""

    title: str
    about: str
    arguments: tuple[str, ...]
    packages: tuple[str, ...] = ()


SCRIPTS = {
    "loading": Script(
        "From records to a store that answers",
        "Curated records as files of YAML. *plain*: PyYAML, the models, `rdflib.Graph.add`. "
        "*ours*: checked, mapped and loaded, as the command line does. *parse* and *engine* are "
        "the two limits: to parse that YAML with the fastest sound parser, and the engine's own "
        "load of ready N-Quads. *found*: a store that was built before, found and asked.",
        ("loading.py", "1000"),
        ("pyoxigraph", "pydantic", "rdflib", "yaml-rs"),
    ),
    "building": Script(
        "Builds onto disk",
        "`kg build` over coded events in JSON Lines: files and a store on disk.",
        ("loading.py", "--build", "100000"),
        ("pyoxigraph", "pydantic"),
    ),
    "network": Script(
        "Networks",
        "CPU seconds to make a network, to lay it out, to draw 300 nodes of it, and for all "
        "measures that are offered. First of the curated data, then of 20,000 synthetic events. "
        "Then the plain network (`graph.together()`) of coded events, with its measures.",
        ("network.py",),
        ("networkx", "nx-rustworkx", "rustworkx"),
    ),
    "spark": Script(
        "Beyond one machine",
        "`kg spark build` on a standalone cluster of two workers with one core each, on the same "
        "machine, beside one process that loads, checks and maps.",
        ("spark.py", "20000", "--rounds", "3"),
        ("pyspark",),
    ),
}


def run(name: str) -> None:
    """Run a script and keep what it prints. Raises CalledProcessError when it fails."""
    script = SCRIPTS[name]
    note = measured(*script.packages)
    command = [sys.executable, str(ROOT / "benchmarks" / script.arguments[0])]
    done = subprocess.run(  # noqa: S603 - ours
        [*command, *script.arguments[1:]],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    note["load"] = [note["load"], round(os.getloadavg()[0], 1)]
    text = f"{script.about}\n\n{done.stdout.strip()}"
    part = {
        "order": list(SCRIPTS).index(name),
        "title": script.title,
        "text": text,
        "tables": [],
        "measured": note,
    }
    save(name, part)
