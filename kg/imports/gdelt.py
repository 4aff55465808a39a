"""GDELT 2.0 events: the export files, tab-separated, without a header.

Columns and codes after the GDELT 2.0 event codebook (version 2.0, 2015).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.imports import cameo
from kg.imports.country import fips, of_three
from kg.imports.kept import check
from kg.imports.made import DataSet, Made, cut, hash_of, slug, state, venue
from kg.imports.reading import Layout
from kg.imports.row import Row, RowError, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.imports.made import Release

_ID, _HOW = "gdelt", "machine"
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{i}{name}" for i in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
# ActionGeo_Type: country, state of the USA, city there, city elsewhere, province elsewhere.
_PLACES = {"1": "country", "2": "region", "3": "city", "4": "city", "5": "region"}
# Type codes of those who act for their state.
_OF_STATE = ("GOV", "MIL")

# Code books that go with GDELT differ in these: 126 is "reject mediation" or "defy norms, law",
# 164 is "halt negotiations" or "expel or withdraw", and only the first of each is of our kinds.
_UNSURE = ("126", "164")


def _actor(row: Row, index: int) -> list[Made]:
    """Return the actor of a row, and after it the state that it acts for; nothing without one."""
    code, name = row.get(f"Actor{index}Code"), row.get(f"Actor{index}Name")
    if code is None:
        return []
    whole = of_three(code)
    if whole is not None:
        return [state(_ID, whole, _HOW)]
    actor = {
        "id": f"{_ID}-actor-{slug(code + ' ' + (name or ''))}",
        "name": cut(name or code),
        "type": "unassessed",
        "description": f"CAMEO actor code {code}.",
        "verified": _HOW,
    }
    country = of_three(row.get(f"Actor{index}CountryCode"))
    acts_for = country is not None and row.get(f"Actor{index}Type1Code") in _OF_STATE
    owner = [state(_ID, country, _HOW)] if country and acts_for else []
    return [Made("actors", actor), *owner]


def _place(row: Row) -> Made | None:
    country = fips().get(row.get("ActionGeo_CountryCode") or "")
    precision = _PLACES.get(row.get("ActionGeo_Type") or "")
    name = row.get("ActionGeo_FullName")
    if country is None or precision is None or name is None:
        return None
    point = row.point("ActionGeo_Lat", "ActionGeo_Long")
    return venue(_ID, name, country, point, precision, _HOW)


def _article(address: str) -> Made:
    record: dict[str, Any] = {
        "id": f"{_ID}-article-{hash_of(address)}",
        "title": cut(address),
        "title_from": "url",
        "publisher": cut(urlsplit(address).hostname or address if "//" in address else address),
        "kind": "unassessed",
        "verified": _HOW,
    }
    try:
        check("sources", record | {"url": address})
    except RowError:
        return Made("sources", record)  # not an address: GDELT also names works without one
    return Made("sources", record | {"url": address})


def _added(row: Row, release: Release) -> Made:
    """Return the source that the row came out in: what GDELT added on a day."""
    text = row.need("DATEADDED")
    on = day(text[:8], "DATEADDED")
    record = {
        "id": f"{_ID}-added-{on}",
        "title": f"GDELT 2.0 events added on {on}",
        "title_from": "description",
        "publisher": release.data_set.publisher,
        "published": str(on),
        "kind": "reference",
        "verified": "derived",
    }
    return Made("sources", record)


def read(row: Row, release: Release) -> Iterator[Made]:
    """Yield the records of a row. Raises RowError."""
    number, code = row.key("GLOBALEVENTID"), row.need("EventCode")
    kind = cameo.kind_of(code)
    if code[:3] in _UNSURE:
        msg = f"CAMEO code {code} has two meanings in the code books of GDELT (none is taken)"
        raise RowError(msg)
    on = day(row.need("SQLDATE"), "SQLDATE")
    actors = [_actor(row, 1), _actor(row, 2)]
    place, added = _place(row), _added(row, release)
    address = row.need("SOURCEURL")
    article = _article(address)
    yield from (*actors[0], *actors[1], added, article)
    if place is not None:
        yield place
    parts: dict[str, dict[str, str]] = {}
    for made, role in zip(actors, cameo.roles(code), strict=True):
        if made:
            part = {"actor": made[0].record["id"], "role": role}
            if len(made) > 1:
                part["party"] = made[1].record["id"]
            parts.setdefault(part["actor"], part)
    names = [row.get(f"Actor{i}Name") or row.get(f"Actor{i}Code") or "(not told)" for i in (1, 2)]
    act = f"CAMEO {code}: {cameo.ROOTS[code[:2]]}"
    told = row.get("ActionGeo_FullName")
    event = {
        "id": f"{_ID}-{number}",
        "title": cut(f"{names[0]} – {names[1]} ({act})"),
        "kind": kind,
        "tracks": [_ID],
        "date": str(on),
        # What a program found in a report has been reported, and confirmed by nobody.
        "lifecycle": "alleged",
        "format": "phone" if code == "041" else None,
        "venue": place.record["id"] if place else None,
        "participants": list(parts.values()),
        "summary": f"{act}. Mentions {row.get('NumMentions') or '?'}, sources "
        f"{row.get('NumSources') or '?'}, articles {row.get('NumArticles') or '?'}.",
        "note": f"Place, as GDELT has it: {cut(told)}." if told and place is None else None,
        "verified": _HOW,
        "sources": [
            release.cite(number, source=added.record["id"]),
            {"source": article.record["id"]},
        ],
    }
    codes = [row.get(f"Actor{i}Code") or "" for i in (1, 2)]
    where = place.record["id"] if place else told
    yield cameo.event(event, code, codes, f"{on}|{address}|{where}")


GDELT = DataSet(
    id=_ID,
    title="GDELT 2.0 Event Database",
    publisher="The GDELT Project",
    licence="https://www.gdeltproject.org/about.html#termsofuse",
    terms="Free to use with a citation of the GDELT Project and a link to it.",
    about="Events that a program found in news reports; one story may give several.",
    layout=Layout(delimiter="\t", quoted=False, columns=COLUMNS),
    read=read,
    verified=_HOW,
)
