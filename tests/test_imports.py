"""Importers: what becomes of rows, of a newer release, and of files that are not what they seem."""

from __future__ import annotations

import gzip
import json
import sqlite3
import tracemalloc
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.errors import CallError, DataError
from kg.imports import DATA_SETS, Report, import_files, mapped
from kg.imports.country import fips, of_name, of_three
from kg.imports.gdelt import COLUMNS
from kg.imports.pax import signed_on
from kg.imports.ucdp_ged import when
from kg.load import load

from .support import ROOT, problems

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = ROOT.parent / "shared" / "outside"
real = pytest.mark.skipif(not OUTSIDE.is_dir(), reason="no ../shared/outside beside the checkout")

GED = (
    "id,type_of_violence,conflict_new_id,conflict_name,dyad_name,side_a,side_a_new_id,side_b,"
    "side_b_new_id,date_start,date_end,date_prec,source_article,where_prec,where_coordinates,"
    "country,latitude,longitude,best,low,high\n"
    "7.0,1.0,3.0,A: B,Government of Ukraine - X,Government of Ukraine,1.0,X,2.0,2014-10-10,"
    '2014-10-12,2.0,"""Wire,2014-10-11,He said ""no"", twice; then left"";""Paper,2014-10-13,Two""'
    '",1.0,Kyiv,Ukraine,50.45,30.52,3.0,2.0,4.0\n'
    "8.0,3.0,3.0,A: B,X - Civilians,X,2.0,Civilians,9.0,2015-02-03,2015-02-20,4.0,Old paper,6.0,"
    "Ukraine,Ukraine,49.0,32.0,1.0,1.0,1.0\n"
)
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
    "12\t2018-06-01\tJapan\tNA\tJapan\tConsult\t040\t1\tEnvoy (Vietnam)\tGovernment\t"
    "Vietnam\t5\t2\t"
    "Daily\tHanoi\tNA\tNA\tVietnam\t21.02\t105.84\n"
    "11\t2018-06-01\tEnvoy (Vietnam)\tGovernment\tVietnam\tConsult\t040\t1\tJapan\tNA\t"
    "Japan\t5\t2\t"
    "Daily\tHanoi\tNA\tNA\tVietnam\t21.02\t105.84\n"
    "13\t2018-06-01\tJapan\tNA\tJapan\tPraise\t051\t1\tVietnam\tNA\tVietnam\t5\t2\tDaily\tNA\tNA\t"
    "NA\tNA\tNA\tNA\n"
    "14\t2018-06-01\tJapan\tNA\tJapan\tArrest\t173\t1\tVietnam\tNA\tVietnam\t5\t2\tDaily\tNA\tNA\t"
    "NA\tNA\tNA\tNA\n"
)
PAX = (
    "\ufeffCon,PP,PPName,AgtId,Ver,Agt,Dat,Status,Stage,Agtp,Part,UcdpAgr\n"
    'Land,1,Talks,5,1,Text,22/07/2022,Multiparty signed/agreed,Cea,Inter,"One\n\nand two",NA\n'
)


def gdelt_row(**cells: str) -> str:
    row = {
        "GLOBALEVENTID": "1", "SQLDATE": "20191024", "EventCode": "010", "ActionGeo_Type": "1",
        "ActionGeo_FullName": "Russia", "ActionGeo_CountryCode": "RS", "ActionGeo_Lat": "60",
        "ActionGeo_Long": "100", "Actor1Code": "RUS", "Actor1Name": "RUSSIA",
        "DATEADDED": "20191024143000", "SOURCEURL": "https://example.org/a",
    } | cells  # fmt: skip
    return "\t".join(row.get(one, "") for one in COLUMNS) + "\n"


def run(
    tmp_path: Path, name: str, text: str | bytes, version: str = "1", day: str = "2022-12-31",
    part: bool = False,
) -> Report:  # fmt: skip
    """Import a text as a file of a data set into ``out``."""
    path = tmp_path / "in.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_files(
        DATA_SETS[name], [path], tmp_path / "out", version, day,
        rejects=tmp_path / "rejects.jsonl", changes=tmp_path / "changes.jsonl", part=part,
    )  # fmt: skip


def reasons(tmp_path: Path) -> list[str]:
    path = tmp_path / "rejects.jsonl"
    if not path.exists():
        return []
    return [str(json.loads(one)["reason"]) for one in path.read_text("utf-8").splitlines()]


@real
@pytest.mark.parametrize(
    ("name", "file", "taken", "joined", "rejected"),
    [
        ("ucdp-ged", "ucdp/ged_sample_200.csv", 200, 0, 0),
        ("gdelt", "gdelt/20191024143000.export.RU_UA_slice.CSV", 116, 19, 40),
        ("icews", "icews/events.2018.sample-300.tab", 246, 40, 54),
        ("pax", "pax/pax_v6_ukraine_rows.csv", 11, 0, 0),
    ],
)
def test_a_real_slice_becomes_sound_records(
    tmp_path: Path, name: str, file: str, taken: int, joined: int, rejected: int
) -> None:
    report = run(tmp_path, name, (OUTSIDE / file).read_bytes(), day="2024-06-01")
    assert (report.taken, report.joined, report.rejected) == (taken, joined, rejected)
    assert report.read == taken + rejected
    dataset = load(tmp_path / "out")
    assert len(dataset.events) == taken - joined
    assert {one.verified for one in dataset.events.values()} <= {"coded", "machine"}
    assert len(reasons(tmp_path)) == rejected
    assert all("is of no kind of event" in one for one in reasons(tmp_path))


def test_ged_dates_places_sides_and_sources(tmp_path: Path) -> None:
    run(tmp_path, "ucdp-ged", GED)
    dataset = load(tmp_path / "out")
    first, second = (dataset.events[f"ucdp-ged-{i}"] for i in (7, 8))
    assert str(first.when) == "2014-10-10~/2014-10-12~"
    assert str(second.when) == "2015-02"
    assert first.where is not None
    assert dataset.venues[first.where].accuracy_m == 5_000
    cited = [dataset.sources[one.source] for one in first.sources]
    assert [one.title for one in cited[1:]] == ['He said "no", twice; then left', "Two"]
    assert first.sources[0].note == "row 7"
    assert [str(one.published) for one in cited] == ["2022-12-31", "2014-10-11", "2014-10-13"]
    government = dataset.actors[first.participants[0].actor]
    assert government.part_of == "ucdp-ged-state-ua"
    assert second.kind == "incident"
    assert second.participants[1].role == ("subject",)


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2014-10-10", "2014-10-10", 1, "2014-10-10"),
        ("2014-10-10", "2014-10-11", 1, "2014-10-10/2014-10-11"),
        ("2014-10-10", "2014-10-14", 2, "2014-10-10~/2014-10-14~"),
        ("2014-10-06", "2014-10-12", 3, "2014-10-06~/2014-10-12~"),
        ("2014-10-01", "2014-10-31", 4, "2014-10"),
        ("2014-10-20", "2014-11-10", 4, "2014-10-20~/2014-11-10~"),
        ("2014-01-01", "2014-12-31", 5, "2014"),
    ],
)
def test_precision_becomes_an_uncertain_date(
    start: str, end: str, precision: int, expected: str
) -> None:
    assert when(date.fromisoformat(start), date.fromisoformat(end), precision) == expected


def test_mirrored_rows_are_one_meeting_and_na_is_nothing(tmp_path: Path) -> None:
    report = run(tmp_path, "icews", ICEWS)
    assert (report.taken, report.joined, report.rejected) == (3, 1, 1)
    dataset = load(tmp_path / "out")
    assert list(dataset.events) == ["icews-11", "icews-13"]
    meeting = dataset.events["icews-11"]
    assert meeting.sources[0].note == "rows 11 and 12"
    assert {one.actor for one in meeting.participants} == {
        "icews-state-jp",
        "icews-actor-envoy-vietnam-vietnam",
    }
    assert dataset.events["icews-13"].where is None
    assert meeting.status.status == "alleged"


def test_gdelt_codes_are_text_and_geography_is_fips(tmp_path: Path) -> None:
    rows = [
        gdelt_row(),
        gdelt_row(GLOBALEVENTID="2", EventCode="10"),
        gdelt_row(GLOBALEVENTID="3", ActionGeo_CountryCode="CH", ActionGeo_Lat="35",
                  ActionGeo_Long="105", ActionGeo_FullName="China"),
        gdelt_row(GLOBALEVENTID="4", SOURCEURL="BBC Monitoring"),
        gdelt_row(GLOBALEVENTID="1"),
        gdelt_row(GLOBALEVENTID="6", SQLDATE="20191399"),
        gdelt_row(GLOBALEVENTID="7", ActionGeo_Lat="95"),
        gdelt_row(GLOBALEVENTID="8", EventCode="164"),
        "1\t2\t3\n",
    ]  # fmt: skip
    assert run(tmp_path, "gdelt", "".join(rows)).taken == 3
    assert [one.split(" (")[0] for one in reasons(tmp_path)] == [
        "CAMEO code '10' has two digits",
        "row 'gdelt-1' stands twice",
        "SQLDATE: '20191399' is no day",
        "ActionGeo_Lat, ActionGeo_Long: '95', '100' is no point",
        "CAMEO code 164 has two meanings in the code books of GDELT",
        "has 3 cells",
    ]
    dataset = load(tmp_path / "out")
    assert {one.country for one in dataset.venues.values()} == {"RU", "CN"}
    story = [one for one in dataset.sources.values() if one.kind == "unassessed"]
    assert {one.url for one in story} == {"https://example.org/a", None}
    added = dataset.sources[dataset.events["gdelt-1"].sources[0].source]
    assert str(added.published) == "2019-10-24"


def test_pax_line_breaks_dates_and_no_venue(tmp_path: Path) -> None:
    run(tmp_path, "pax", PAX)
    dataset = load(tmp_path / "out")
    document = dataset.documents["pax-document-5"]
    assert str(document.date) == "2022-07-22"
    assert document.pax == 5
    assert document.ucdp is None
    assert "One and two" in str(document.note)
    assert dataset.events["pax-5"].where is None
    assert "CC BY-NC-SA" in DATA_SETS["pax"].terms
    assert signed_on("2022-07-22") == signed_on("22/07/2022")


def test_a_newer_release_updates_and_tells_what_changed(tmp_path: Path) -> None:
    run(tmp_path, "ucdp-ged", GED)
    head, first, second = GED.splitlines(keepends=True)
    again = run(tmp_path, "ucdp-ged", GED, "2", "2023-06-01").changes
    assert (again.added, again.changed, again.gone, again.same) == (0, 0, 0, 2)
    newer = (
        head + first.replace("7.0,1.0", "9.0,1.0", 1) + second.replace("2015-02-03", "2015-02-04")
    )
    changes = run(
        tmp_path, "ucdp-ged", newer.replace("4.0,Old", "1.0,Old"), "3", "2024-06-01"
    ).changes
    assert (changes.added, changes.changed, changes.gone, changes.same) == (1, 1, 1, 0)
    told = (tmp_path / "changes.jsonl").read_text().splitlines()
    assert {json.loads(one)["id"]: json.loads(one)["change"] for one in told} == {
        "ucdp-ged-7": "gone",
        "ucdp-ged-8": "changed",
        "ucdp-ged-9": "added",
    }
    dataset = load(tmp_path / "out")
    assert dataset.catalogue.versions == ["1", "2", "3"]
    gone = dataset.events["ucdp-ged-7"].withdrawn
    assert gone is not None
    assert str(gone.on) == "2024-06-01"
    assert str(dataset.events["ucdp-ged-9"].recorded) == "2024-06-01"
    assert problems(tmp_path / "out") == []


def test_a_part_withdraws_nothing(tmp_path: Path) -> None:
    run(tmp_path, "gdelt", gdelt_row())
    changes = run(tmp_path, "gdelt", gdelt_row(GLOBALEVENTID="2"), part=True).changes
    assert (changes.added, changes.gone) == (1, 0)
    assert [one.withdrawn for one in load(tmp_path / "out").events.values()] == [None, None]


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    head, *rows = ICEWS.splitlines(keepends=True)
    run(tmp_path, "icews", ICEWS)
    first = (tmp_path / "out" / "events" / "00001.jsonl").read_bytes()
    (tmp_path / "out").rename(tmp_path / "before")
    run(tmp_path, "icews", head + "".join(reversed(rows)))
    assert (tmp_path / "out" / "events" / "00001.jsonl").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (GED.replace(",", ";"), "has no column 'id'"),
        (GED.replace("date_prec", "date_prek"), "has no column 'date_prec'"),
        (b"id,\xff\n1,2\n", "the header byte 0xff is not UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        run(tmp_path, "ucdp-ged", text)
    assert [one.name for one in tmp_path.iterdir()] == ["in.txt"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"9.0,1.0\n", "has 2 cells"),
        (b'9.0,"1.0,\n', "nothing closes"),
        (b"9.0,\xe9" + b"," * 19 + b"\n", "byte 0xe9 is not UTF-8"),
        (b"9.0,\x00" + b"," * 19 + b"\n", "character U+0000"),
        (b"9.0,4.0" + b"," * 19 + b"\n", "type_of_violence: '4'"),
        (b"x" * 2_000_000 + b"\n", "is longer than 1,048,576 bytes"),
    ],
)
def test_a_bad_row_is_rejected_and_the_others_stay(tmp_path: Path, bad: bytes, said: str) -> None:
    head, first, second = GED.encode().splitlines(keepends=True)
    report = run(tmp_path, "ucdp-ged", head + first + bad + second)
    assert (report.taken, report.rejected) == (2, 1)
    assert said in reasons(tmp_path)[0]


def test_a_line_of_100_mb_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)  # a hole: takes no room on the disk
    tracemalloc.start()
    try:
        report = import_files(
            DATA_SETS["gdelt"], [path], tmp_path / "out", "1", "2022-01-01",
            rejects=tmp_path / "rejects.jsonl",
        )  # fmt: skip
        assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert (report.taken, report.rejected) == (0, 1)
    assert not (tmp_path / "out").exists()


def test_a_truncated_archive_leaves_what_stood_there(tmp_path: Path) -> None:
    run(tmp_path, "ucdp-ged", GED)
    packed = tmp_path / "ged.csv.gz"
    packed.write_bytes(gzip.compress(GED.encode())[:-20])
    with pytest.raises(DataError, match="can't be unpacked"):
        import_files(
            DATA_SETS["ucdp-ged"], [packed], tmp_path / "out", "2", "2023-01-01",
            rejects=tmp_path / "r.jsonl",
        )  # fmt: skip
    assert len(load(tmp_path / "out").events) == 2
    assert not list(tmp_path.glob(".*"))


def test_a_folder_of_other_records_is_not_replaced(tmp_path: Path, small: Path) -> None:
    small.rename(tmp_path / "out")
    with pytest.raises(CallError, match="choose another folder"):
        run(tmp_path, "ucdp-ged", GED)
    assert (tmp_path / "out" / "events.yaml").exists()


def test_what_a_killed_import_moved_away_is_found_again(tmp_path: Path) -> None:
    run(tmp_path, "ucdp-ged", GED)
    (tmp_path / "out").rename(tmp_path / ".out.old")
    assert run(tmp_path, "ucdp-ged", GED, "2", "2023-06-01").changes.same == 2
    assert not (tmp_path / ".out.old").exists()


@pytest.mark.parametrize("line", ["{", "[]", "{}", "7"])
def test_a_broken_folder_is_told_and_stays(tmp_path: Path, line: str) -> None:
    run(tmp_path, "ucdp-ged", GED)
    path = tmp_path / "out" / "events" / "00001.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"00001\.jsonl:1: is no record"):
        run(tmp_path, "ucdp-ged", GED, "2", "2023-06-01")
    assert path.read_text(encoding="utf-8") == line + "\n"


@pytest.mark.parametrize("text", ["title: UCDP Georeferenced Event Dataset", "[", "7"])
def test_a_broken_catalogue_is_no_import_of_ours(tmp_path: Path, text: str) -> None:
    run(tmp_path, "ucdp-ged", GED)
    (tmp_path / "out" / "dataset.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CallError, match="choose another folder"):
        run(tmp_path, "ucdp-ged", GED)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("kg.imports.kept.Kept.add", full)
    with pytest.raises(CallError, match="disk is full"):
        run(tmp_path, "ucdp-ged", GED)
    assert [one.name for one in tmp_path.iterdir()] == ["in.txt"]


def test_an_older_release_is_refused(tmp_path: Path) -> None:
    run(tmp_path, "ucdp-ged", GED)
    with pytest.raises(CallError, match="a later one belongs there"):
        run(tmp_path, "ucdp-ged", GED, "0", "2021-01-01")


def test_a_row_after_the_release_is_rejected(tmp_path: Path) -> None:
    assert run(tmp_path, "pax", PAX, day="2022-07-01").taken == 0
    assert reasons(tmp_path) == ["date: 2022-07-22 lies after the release of 2022-07-01"]


MAPPING = """
id: visits
title: Visits
publisher: A ministry
licence: https://creativecommons.org/publicdomain/zero/1.0/
about: Visits of ministers.
verified: coded
delimiter: ";"
row: nr
name: what
kind: {column: sort, map: {V: visit, M: meeting}}
date: {column: day, format: "%d.%m.%Y"}
status: {value: held}
summary: what
place: town
country: land
participants:
  - {actor: {column: who, split: ","}, role: visitor}
links: link
"""
TABLE = (
    "nr;what;sort;day;town;land;who;link\n"
    "a 1;They came;V;01.02.2020;Bern;CHE;Ann, Bob;https://example.org/1\n"
    "a 2;They left;X;02.02.2020;Bern;CHE;Ann;\n"
    "a 3;They left;V;2020-02-02;Bern;CHE;Ann;\n"
    "a 4;They left;V;02.02.2020;Bern;Nowhere;Ann;\n"
)


def test_any_table_by_its_mapping(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    report = import_files(
        mapped(tmp_path / "map.yaml"), [tmp_path / "t.csv"], tmp_path / "out", "1", "2021-01-01",
        rejects=tmp_path / "rejects.jsonl",
    )  # fmt: skip
    assert (report.taken, report.rejected) == (1, 3)
    assert [one.split(" (")[0] for one in reasons(tmp_path)] == [
        "sort: 'X' is not mapped",
        "day: '2020-02-02' is no day of the form %d.%m.%Y",
        "country: 'Nowhere' is not known",
    ]
    event = load(tmp_path / "out").events["visits-a-1"]
    assert str(event.when) == "2020-02-01"
    assert [one.actor for one in event.participants] == ["visits-actor-ann", "visits-actor-bob"]
    assert len(event.sources) == 2


def test_a_table_of_json_lines(tmp_path: Path) -> None:
    text = MAPPING.replace('delimiter: ";"', "format: jsonl")
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    head, *rows = TABLE.splitlines()
    objects = [dict(zip(head.split(";"), row.split(";"), strict=True)) for row in rows[:1]]
    lines = [json.dumps(one) for one in objects] + ["{", "[]", '{"nr": {}}']
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = import_files(
        mapped(tmp_path / "map.yaml"), [tmp_path / "t.jsonl"], tmp_path / "out", "1", "2021-01-01",
        rejects=tmp_path / "rejects.jsonl",
    )  # fmt: skip
    assert (report.taken, report.rejected) == (1, 3)


def test_a_bad_mapping_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAPPING.replace("row: nr", "rwo: nr"), encoding="utf-8")
    with pytest.raises(DataError, match=r"map\.yaml: r"):
        mapped(path)


def test_codes_of_countries() -> None:
    assert [fips()[one] for one in ("RS", "UP", "CH", "UK")] == ["RU", "UA", "CN", "GB"]
    assert [of_three(one) for one in ("RUS", "EUR", "ROM", None)] == ["RU", None, "RO", None]
    names = (
        "Russia (Soviet Union)",
        "DR Congo (Zaire)",
        "Occupied Palestinian Territory",
        "Atlantis",
    )
    assert [of_name(one) for one in names] == ["RU", "CD", "PS", None]


@real
def test_fips_codes_agree_with_geonames() -> None:
    text = (OUTSIDE / "geo" / "geonames_countries.json").read_text(encoding="utf-8")
    known = {one["fips"]: iso for iso, one in json.loads(text).items() if one["fips"]}
    assert {code: fips().get(code) for code in known} == known
