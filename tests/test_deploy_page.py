"""The files for who runs it are well-formed, and name what there is."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.cli.serve import command
from kg.web import metrics

from .support import ROOT

DOCS = ROOT / "docs"
PAGE = (DOCS / "deploy.md").read_text(encoding="utf-8")
FILES = DOCS / "deploy"


class Unit(configparser.RawConfigParser):
    """A unit of systemd: names keep their case, and may stand more than once."""

    def __init__(self) -> None:
        super().__init__(strict=False, interpolation=None)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def serves(words: list[str]) -> dict[str, object]:
    """Return what ``kg serve`` would be called with."""
    assert [Path(words[0]).name, words[1]] == ["kg", "serve"]
    # As the root has it: click keeps the option for help that it made first.
    names = ["-h", "--help"]
    return command.make_context("serve", words[2:], help_option_names=names).params


def test_the_unit_calls_what_there_is() -> None:
    unit = Unit()
    unit.read(FILES / "parley.service", encoding="utf-8")
    params = serves(shlex.split(unit["Service"]["ExecStart"]))
    assert params == {"host": "127.0.0.1", "port": 8501, "opens": False}
    assert unit["Service"]["ProtectSystem"] == "strict"
    assert unit["Service"]["NoNewPrivileges"] == "yes"
    assert "MemoryMax" in unit["Service"]


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    program = shutil.which("true")
    assert program
    text = (FILES / "parley.service").read_text(encoding="utf-8")
    copy = tmp_path / "parley.service"
    copy.write_text(text.replace("/opt/parley/.venv/bin/kg", program), encoding="utf-8")
    done = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, check=False)
    assert "parley.service" not in done.stderr, done.stderr


def test_the_image_starts_what_there_is() -> None:
    text = (FILES / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and line[0] != "#"]
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "EXPOSE", "STOPSIGNAL"}
    assert {name for name, _ in steps} == known | {"HEALTHCHECK", "CMD"}
    words = re.findall(r'"([^"]*)"', steps[-1][1])
    assert serves(words) == {"host": "0.0.0.0", "port": 8501, "opens": False}  # noqa: S104
    users = [told for name, told in steps if name == "USER"]
    assert users == ["10001"]
    check = next(told for name, told in steps if name == "HEALTHCHECK")
    compile(re.findall(r'"([^"]*)"', check)[-1], "healthcheck", "exec")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_files_of_proxies_are_balanced(name: str) -> None:
    text = re.sub(r"#.*", "", (FILES / name).read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")
    assert "127.0.0.1:8501" in text
    assert "X-Forwarded-For" in text
    assert "/metrics" in text or "metrics|" in text


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    openssl = shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("no nginx or openssl on this machine")
    key, cert = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    asked = "req -x509 -newkey rsa:2048 -nodes -subj /CN=parley.example.org -keyout"
    made: list[str | Path] = [openssl, *asked.split(), key, "-out", cert]
    subprocess.run(made, check=True, capture_output=True)
    text = (FILES / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/etc/ssl/parley", str(tmp_path))
    text = text.replace("listen 443", "listen 9443").replace("listen 80;", "listen 9080;")
    (tmp_path / "parley.conf").write_text(text, encoding="utf-8")
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ include parley.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_all_settings_are_told() -> None:
    text = (ROOT / "kg" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(KG_[A-Z]+)"', text))
    assert read == set(re.findall(r"^\| `(KG_[A-Z]+)`", PAGE, re.MULTILINE))


def test_all_metrics_are_told() -> None:
    own = {one.name for one in metrics.REGISTRY.collect() if one.name.startswith("parley_")}
    assert len(own) == 4
    told = {one.removesuffix("_total") for one in re.findall(r"^\| `(parley_\w+)`", PAGE, re.M)}
    assert own == told
