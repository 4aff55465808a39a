"""Failures end with a status and a sentence, whatever they are; the table of commands is true."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from kg.cli import COMMANDS, main
from tests.support import change

if TYPE_CHECKING:
    from .conftest import Kg, Process

ROOT = Path(__file__).parents[2]
# A query of a few bytes whose work has no end.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_the_root_says_what_the_command_says(name: str) -> None:
    module, line = COMMANDS[name]
    command: click.Command = import_module(module).command
    assert command.name == name
    assert command.get_short_help_str(200) == line
    assert (command.help or "").startswith(line.rstrip("."))


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        ((), 2, "Usage: kg"),
        (("nope",), 2, "no command 'nope' (commands: validate, stats, query, "),
        (("query",), 2, "kg: which query?"),
        (("query", "nope"), 2, "kg: no named query 'nope' (known: announced-never-confirmed, "),
        (("query", "no/such.rq"), 2, "kg: no query file 'no/such.rq'"),
        (("query", "SELECT nonsense"), 2, "kg: line 1, column 8: not SPARQL here, at"),
        (("query", "SELECT * { SERVICE <http://x> {} }"), 2, "kg: SERVICE is not allowed"),
        (("query", "DELETE WHERE { ?s ?p ?o }"), 2, "kg: DELETE is not allowed"),
        (("query", "SELECT * {" + "{" * 9999 + "}" * 9999 + "}"), 2, "kg: nested too deeply"),
        (("query", "timeline", "-p", "day"), 2, "kg: -p 'day' sets nothing (NAME=VALUE)"),
        (
            ("query", "timeline", "-p", "day=1"),
            2,
            "has no parameter 'day' (parameters: it has none",
        ),
        (("query", "claims-on-day", "-p", "day=1"), 2, "kg: parameter 'day': "),
        (("query", "timeline", "--format", "ttl"), 2, "kg: SELECT gives no 'ttl' (formats for it:"),
        (("query", "offices", "--kind", "call"), 2, "kg: query 'offices' takes no filters"),
        (("query", "timeline", "--kind", "nope"), 2, "kg: kinds: 'nope' is not known (one of: "),
        (("query", "timeline", "--from", "May"), 2, "kg: start: 'May' is no day (YYYY-MM-DD)"),
        (("export", "nope"), 2, "kg: no format 'nope' (formats: ttl, trig, nt, nq, jsonld,"),
        (("export", "ttl", "--actor", "envoi"), 2, "kg: no actor 'envoi' (known: envoy"),
        (("export", "ttl", "--track", "nope"), 2, "kg: no track 'nope' (known: "),
        (
            ("new", "nope"),
            2,
            "kg: no kind of records 'nope' (known: actor, coverage, ",
        ),
        (("new", "event", "--id", "A b"), 2, "kg: 'A b' is not an id"),
        (("schema", "nope"), 2, "kg: no kind of records 'nope' (known: actors, coverage, "),
        (("stats", "--store", "sparql+ftp://x/"), 2, "kg: store 'sparql+ftp://x/' is not known"),
        (("stats", "--store", "sparql+http://a:b@x/"), 2, "kg: the address of an engine must hold"),
        (("stats", "--store", "nope"), 2, "kg: store 'nope' is not known (stores: memory:, "),
        (("stats", "--store", "oxigraph:/no/store"), 2, "kg: '/no/store' is no store"),
        (("stats", "--store", "oxigraph:x", "--data", "y"), 2, "kg: --data and the store "),
        (("stats", "--data", "/no/such"), 2, "kg: no folder of records '/no/such'"),
        (("validate", "--data", "/no/such"), 2, "kg: no folder of records '/no/such'"),
        (("build",), 2, "Missing option '--out'"),
        (("serve", "--port", "99999"), 2, "Invalid value for '--port'"),
    ],
)
def test_wrong_call(args: tuple[str, ...], status: int, message: str, kg: Kg) -> None:
    result = kg(*args)
    assert result.exit_code == status
    assert result.stdout == ""
    assert message in result.stderr


def test_settings_that_can_not_be_are_wrong_calls(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_BASE", "nope")
    result = kg("stats")
    assert result.exit_code == 2
    assert "KG_BASE 'nope' is no base" in result.stderr


def test_options_mean_the_same_before_and_after_the_command(small: Path, kg: Kg) -> None:
    moved = small.rename(small.with_name("moved"))
    before = kg("--data", str(moved), "-v", "stats", "--json")
    after = kg("stats", "--json", "-v", "--data", str(moved))
    assert before.exit_code == after.exit_code == 0
    assert before.stdout == after.stdout
    assert (
        before.stderr
        == after.stderr
        == f"reading the records of '{moved}'\n" + after.stderr[after.stderr.index("\n") + 1 :]
    )


def test_explained_warnings_are_told_on_request(kg: Kg, small: Path) -> None:
    change(small, "events.yaml", "  format: phone\n", "")
    told = kg("validate")
    assert told.stdout.endswith("[events-are-placed] [warning]\n")
    assert kg("validate", "--strict").exit_code == 1
    why = "  explained: [{rule: events-are-placed, why: So.}]\n"
    change(small, "events.yaml", "  follows: round\n", "  follows: round\n" + why)
    told = kg("validate", "--strict")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "16 records: 0 errors, 0 warnings (1 more explained)\n"
    assert kg("validate", "--explained").stdout.endswith("[events-are-placed] [explained]\n")
    assert json.loads(kg("validate", "--json", "--explained").stdout)[0]["severity"] == "explained"


def test_quiet_tells_nothing_but_errors(kg: Kg) -> None:
    assert kg("-q", "validate").stderr == ""
    assert kg("validate").stderr == "16 records: 0 errors, 0 warnings\n"


@pytest.mark.parametrize("args", [("export", "nt"), ("stats",), ("new", "event"), ("--help",)])
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110 - a device
def test_full_disk(args: tuple[str, ...], process: Process) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        result = process(*args, stdout=full.fileno())
    assert result.returncode == 2
    assert result.stderr == b"kg: standard output: No space left on device\n"


def test_file_that_can_not_be_written(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "file").touch()
    for target in (tmp_path / "file" / "x.ttl", tmp_path, tmp_path / "no" / "x.ttl"):
        result = kg("export", "ttl", "-o", str(target))
        assert result.exit_code == 2
        assert result.stderr.startswith(f"kg: {target}: ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110 - a device
def test_device_is_written_to_and_never_replaced(kg: Kg) -> None:
    result = kg("export", "ttl", "-o", "/dev/full")
    assert result.exit_code == 2
    assert result.stderr == "kg: /dev/full: No space left on device\n"
    assert not os.path.isfile("/dev/full")  # noqa: PTH113 - a device


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_reader_that_goes_away_is_no_error(unbuffered: str) -> None:
    env = {**os.environ, "KG_DATA": str(ROOT / "data")}  # more than a pipe takes in
    env["PYTHONUNBUFFERED"] = unbuffered
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "export", "nt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_slow_reader_gets_all_of_it(small: Path) -> None:
    env = {**os.environ, "KG_DATA": str(small), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kg", "export", "nt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as running:
        assert running.stdout is not None
        time.sleep(1)
        assert running.stdout.read().endswith(b" .\n")
    assert running.returncode == 0


def test_ctrl_c_ends_a_running_query(small: Path) -> None:
    env = {**os.environ, "KG_DATA": str(small)}
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "-v", "query", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    ) as running:
        assert running.stderr is not None
        while b"quads" not in running.stderr.readline():
            pass
        time.sleep(0.5)  # now the engine counts
        assert running.poll() is None
        begin = time.monotonic()
        running.send_signal(signal.SIGINT)
        running.wait(5)
        assert time.monotonic() - begin < 2
        assert running.stderr.read() == b""
    assert running.returncode == -signal.SIGINT  # which shells show as 130


def test_ctrl_c_elsewhere_is_told_in_a_word(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.stats.stats", interrupted)
    result = kg("stats")
    assert result.exit_code == 130
    assert result.stderr == "kg: interrupted\n"


def test_version(kg: Kg) -> None:
    assert kg("--version").stdout.startswith("kg 0.")


def test_main_is_one_group_for_the_script_and_for_python_m() -> None:
    assert list(main.list_commands(click.Context(main))) == list(COMMANDS)
