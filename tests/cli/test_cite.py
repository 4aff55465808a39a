"""``kg cite`` and ``kg verify``, over records that are edited between the two."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kg.citation import FORMATS
from kg.citation.result import KEPT_ROWS
from tests.support import DATA, ROOT, change

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg, Process

CLAIMS = "SELECT ?claim ?text { ?claim schema:text ?text }"
TITLE = ("events.yaml", "title: A call", "title: Another call")


def cite(kg: Kg, target: Path, *args: str) -> Path:
    """Write a citation of the records as they are now."""
    result = kg("cite", *args, "--accessed", "2026-07-03", "-o", str(target))
    assert result.exit_code == 0, result.output
    return target


def verdict(kg: Kg, file: Path) -> dict[str, Any]:
    result = kg("verify", str(file), "--json")
    found: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if found["same"] else 1)
    return found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "c.json"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("timeline",),
        ("timeline", "--kind", "call", "--as-of", "2022-06-01"),
        ("claims-on-day", "-p", "day=2022-05-01", "--policy", "party:land"),
        (CLAIMS,),
        ("ASK { ?s a kg:Claim }",),
        ("DESCRIBE <https://w3id.org/parley/id/event/round>",),
        ("--record", "round"),
        ("--track", "talks", "--recorded", "2023-01-01"),
    ],
)
def test_what_did_not_change_is_the_same(kg: Kg, target: Path, args: tuple[str, ...]) -> None:
    cite(kg, target, *args)
    result = kg("verify", str(target))
    assert result.exit_code == 0
    first, second = result.output.splitlines()
    assert first.startswith("same: ")
    assert first.endswith(", as cited on 2026-07-03")
    assert second == "dataset: the same (version 1.0.0)"


def test_title_that_changed(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, "timeline")
    change(small, *TITLE)
    result = kg("verify", str(target))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == "changed: 1 gone and 1 new (2 rows cited, 2 now)"
    assert lines[1].startswith('- date="2022-04"  ')
    assert "  event=event/call  " in lines[1]
    assert 'title="A call"' in lines[1]
    assert lines[2].startswith("+ ")
    assert 'title="Another call"' in lines[2]
    assert lines[3:5] == ["records behind the changes:", "  event call"]
    assert lines[5].startswith("dataset: changed (version 1.0.0 as then; SHA-256 ")


def test_date_that_changed(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, "timeline")
    change(small, "events.yaml", "date: 2022-04\n", "date: 2022-05\n")
    found = verdict(kg, target)
    assert found["records"] == [{"id": "call", "kind": "event"}]
    (gone,), (new,) = found["result"]["gone"], found["result"]["new"]
    assert gone[0].startswith('"2022-04"^^')
    assert new[0].startswith('"2022-05"^^')


def test_claim_that_changed_leads_to_its_event(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, CLAIMS)
    change(small, "events.yaml", "text: One day.", "text: A day.")
    found = verdict(kg, target)
    claim = "<https://w3id.org/parley/id/claim/one-day>"
    assert found["result"]["gone"] == [[claim, '"One day."@en']]
    assert found["result"]["new"] == [[claim, '"A day."@en']]
    assert found["records"] == [{"id": "round", "kind": "event"}]


def test_records_of_a_view_that_changed(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target)
    change(small, *TITLE)
    text = (small / "topics.yaml").read_text(encoding="utf-8")
    (small / "topics.yaml").write_text(text + "- {id: new, label: New}\n", encoding="utf-8")
    lines = kg("verify", str(target)).output.splitlines()
    assert lines[1:] == [
        "~ event call",
        "+ topic new",
        "records behind the changes:",
        "  event call",
        "  topic new",
        lines[-1],
    ]
    change(small, "topics.yaml", "- {id: new, label: New}\n", "")
    cite(kg, target)
    change(small, "actors.yaml", "- {id: other-envoy, name: Other envoy, type: person}\n",
           "- {id: third-envoy, name: Third envoy, type: person}\n")  # fmt: skip
    change(small, "events.yaml", "actor: other-envoy", "actor: third-envoy")
    change(small, "events.yaml", "speaker: other-envoy", "speaker: third-envoy")
    lines = kg("verify", str(target)).output.splitlines()
    assert lines[1:4] == ["~ event call", "- actor other-envoy", "+ actor third-envoy"]


def test_edit_outside_of_what_is_cited(kg: Kg, small: Path, target: Path) -> None:
    for args in (("--kind", "call"), ("timeline", "--kind", "call")):
        cite(kg, target, *args)
        old, new = ("met, and", "met and") if args[0] == "--kind" else ("met and", "met, then")
        change(small, "events.yaml", f"They {old} talked.", f"They {new} talked.")
        result = kg("verify", str(target))
        assert result.exit_code == 0
        assert "dataset: changed, outside of what is cited (version 1.0.0" in result.output


def test_another_version_is_told(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, "timeline")
    change(small, "dataset.yaml", "version: 1.0.0", "version: 1.1.0")
    result = kg("verify", str(target))
    assert result.exit_code == 0
    assert "(version 1.0.0 then, 1.1.0 now; " in result.output


@pytest.mark.parametrize("args", [(), ("timeline",), (CLAIMS,), ("--policy", "corroborated")])
def test_what_came_out_later_leaves_a_past_day_as_it_was(
    kg: Kg, small: Path, target: Path, args: tuple[str, ...]
) -> None:
    cite(kg, target, *args, "--as-of", "2022-03-30")
    text = (small / "sources.yaml").read_text(encoding="utf-8")
    later = "- {id: later, title: Late, publisher: Daily, published: 2022-08-01, kind: newspaper}\n"
    (small / "sources.yaml").write_text(text + later, encoding="utf-8")
    said = "{id: later-said, text: Three days., question: How long?, answer: three, sources: later}"
    change(small, "events.yaml", "  sources: [news, wire]\n",
           f"    - {said}\n  sources: [news, wire, later]\n")  # fmt: skip
    result = kg("verify", str(target))
    assert result.exit_code == 0, result.output
    assert "dataset: changed, outside of what is cited" in result.output
    cite(kg, target, *args)
    assert "later" in target.read_text(encoding="utf-8") or args == ("timeline",)


def test_filter_of_a_record_that_is_gone_is_no_error(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, "timeline", "--topic", "guarantees")
    change(small, "topics.yaml", "id: guarantees", "id: other-topic")
    change(small, "events.yaml", "topics: [guarantees]", "topics: [other-topic]")
    found = verdict(kg, target)
    assert found["result"]["now"]["count"] == 0
    assert found["records"] == [{"id": "round", "kind": "event"}]


def test_long_list_of_changes_is_cut_and_told(kg: Kg, small: Path, target: Path) -> None:
    cite(kg, target, "SELECT ?id { ?topic a skos:Concept ; dcterms:identifier ?id }")
    text = (small / "topics.yaml").read_text(encoding="utf-8")
    more = "".join(f"- {{id: t{number:02}, label: T{number}}}\n" for number in range(25))
    (small / "topics.yaml").write_text(text + more, encoding="utf-8")
    lines = kg("verify", str(target)).output.splitlines()
    assert len([one for one in lines if one.startswith("+ id=")]) == 20
    assert "+ … and 5 more (--json tells all)" in lines
    assert len(verdict(kg, target)["result"]["new"]) == 25


def test_citation_is_the_same_bytes_in_any_process(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    for args in ((), ("timeline",), ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s a sem:Event }",)):
        found = set()
        for seed in ("0", "1", "77"):
            monkeypatch.setenv("PYTHONHASHSEED", seed)
            result = process("cite", *args, "--accessed", "2026-07-03")
            assert result.returncode == 0, result.stderr
            found.add(result.stdout)
        assert len(found) == 1


def test_verify_reads_standard_input(kg: Kg) -> None:
    text = kg("cite", "timeline").stdout
    assert json.loads(text)["accessed"] == date.today().isoformat()
    assert kg("verify", "-", stdin=text).output.startswith("same: 2 rows, as cited on ")


def test_verify_trusts_nothing_in_the_file(kg: Kg, small: Path, target: Path) -> None:
    found = json.loads(cite(kg, target, "timeline").read_text(encoding="utf-8"))
    found["dataset"]["version"] = "\x1b[31m\u202e"
    target.write_text(json.dumps(found), encoding="utf-8")
    change(small, *TITLE)
    result = kg("verify", str(target))
    assert result.exit_code == 1
    assert "version \ufffd[31m\ufffd then" in result.output


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("cite", "nope"), "kg: no named query 'nope'"),
        (("cite", "--record", "nope"), "kg: no record 'nope'"),
        (("cite", "timeline", "--record", "round"), "kg: a query and --record are both"),
        (("cite", "-p", "day=1"), "kg: -p sets a parameter of a query"),
        (("cite", "--accessed", "today"), "kg: --accessed 'today' is no day"),
        (("cite", "--actor", "envoi"), "kg: no actor 'envoi' (known: envoy"),
        (("cite", "SELECT (NOW() AS ?x) {}"), "kg: NOW() answers otherwise each time"),
        (("cite", "SELECT ('\udcff' AS ?x) {}"), "kg: the query has signs that are not UTF-8"),
        (("cite", "DELETE WHERE { ?s ?p ?o }"), "kg: DELETE is not allowed"),
        (("verify", "no-such.json"), "kg: no citation file 'no-such.json'"),
    ],
)
def test_wrong_calls(kg: Kg, args: tuple[str, ...], message: str) -> None:
    result = kg(*args)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "standard input: not JSON, so no citation"),
        ('{"type": "x"}', "standard input: no citation of this kind"),
        ('{"type": "ParleyCitation", "format": 9}', "format 9 is newer than this program"),
        ('{"type": "ParleyCitation", "format": 1}', "'dataset' is not as a citation has it"),
    ],
)
def test_file_that_is_no_citation(kg: Kg, text: str, message: str) -> None:
    result = kg("verify", "-", stdin=text)
    assert result.exit_code == 2
    assert message in result.output


def test_formats(kg: Kg) -> None:
    assert kg("cite", "timeline", "--format", "text").output.startswith("Test, Small [dataset], ")
    assert kg("cite", "--format", "bibtex").output.startswith("@misc{parley-2022-")
    assert kg("cite", "--format", "ris").stdout_bytes.startswith(b"TY  - DATA\r\n")
    assert json.loads(kg("cite", "--format", "csl").output)[0]["type"] == "dataset"
    assert yaml.safe_load(kg("cite", "--format", "cff").output)["cff-version"] == "1.2.0"


def test_caveat_is_told(kg: Kg) -> None:
    result = kg("cite", CLAIMS + " LIMIT 1")
    assert result.exit_code == 0
    assert result.stderr == (
        "mind: LIMIT or OFFSET without ORDER BY: another engine may take other rows\n"
    )
    assert json.loads(result.stdout)["query"]["caveats"]


def test_commands_of_the_documentation_run(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DATA", str(DATA))
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    for line in blocks.splitlines():
        program, *args = shlex.split(line)
        result = kg(*args)
        assert (program, result.exit_code) == ("kg", 0), line
        assert args[0] != "verify" or result.output.startswith("same: ")
    inline = re.findall(r"\| `kg (cite [^`]*)`", page)
    assert len(inline) == 4
    for line in inline:
        if "my.rq" in line:
            (tmp_path / "my.rq").write_text("ASK {}", encoding="utf-8")
        assert kg(*shlex.split(line)).exit_code == 0, line


def test_documentation_tells_every_format_and_the_limit() -> None:
    page = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in page.replace("--format ", "")] == []
    assert f"more than {KEPT_ROWS:,} rows" in page
