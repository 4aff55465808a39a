"""PA-X, the peace agreements of the University of Edinburgh: a document and its event each row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.imports.made import DataSet, Made, cut, without_nothing
from kg.imports.reading import Layout
from kg.imports.row import Row, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.imports.made import Release

_ID, _HOW = "pax", "coded"
# How the status begins: kinds of document and event, and status of the event.
_STATUSES = {
    "multiparty signed": ("agreement", "signing", "held"),
    "unilateral": ("declaration", "publication", "held"),
}
_UNCLEAR = ("agreement", "publication", "alleged")


def signed_on(text: str) -> date:
    """Return the day of ``Dat``: 2022-07-22, or 22/07/2022 in other releases. Raises RowError."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return day(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text, "Dat")


def read(row: Row, release: Release) -> Iterator[Made]:
    """Yield the records of a row. Raises RowError."""
    number, process = row.key("AgtId"), row.key("PP")
    on = signed_on(row.need("Dat"))
    status = row.get("Status") or "not told"
    found = (kinds for begin, kinds in _STATUSES.items() if status.lower().startswith(begin))
    document, kind, life = next(found, _UNCLEAR)
    track = f"{_ID}-process-{process}"
    title = cut(row.need("Agt"))
    cited = [release.cite(number)]
    told = [
        f"{name}: {cut(value, 1200)}"
        for name, column in (
            ("Parties, as PA-X gives them", "Part"),
            ("Third parties", "ThrdPart"),
            ("Other agreements named", "OthAgr"),
            # Where the conflict is; not where the agreement was made.
            ("Country of the conflict", "Con"),
        )
        if (value := row.get(column))
    ]
    yield Made("tracks", {
        "id": track, "title": cut(row.get("PPName") or f"Process {process}"), "part_of": _ID,
        "description": f"The peace process of number {process} in PA-X.", "verified": _HOW,
    })  # fmt: skip
    agreement = {
        "id": f"{_ID}-document-{number}",
        "title": title,
        "kind": document,
        "date": str(on),
        "description": f"PA-X: {status}; stage {row.get('Stage') or 'not told'}, type "
        f"{row.get('Agtp') or 'not told'}, version {row.get('Ver') or 'not told'} of the row.",
        "pax": number,
        "ucdp": row.number("UcdpAgr"),
        "note": "\n".join(told),
        "verified": _HOW,
        "sources": [one["source"] for one in cited],
    }
    event = {
        "id": f"{_ID}-{number}",
        "title": title,
        "kind": kind,
        "tracks": [track],
        "date": str(on),
        "lifecycle": life,
        "summary": f"PA-X has this document of {on} with the status: {status}.",
        "note": "The row tells the day and the conflict, not the place or who met.",
        "produced": [agreement["id"]],
        "verified": _HOW,
        "sources": cited,
    }
    yield Made("documents", without_nothing(agreement))
    yield Made("events", without_nothing(event), row=True)


PAX = DataSet(
    id=_ID,
    title="PA-X Peace Agreements Database",
    publisher="PeaceRep, University of Edinburgh",
    licence="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    terms="Licence CC BY-NC-SA 4.0: name PA-X and its version, no commercial use, and share what "
    "is made of it under the same licence. No substantial part of it may be copied on.",
    about="Documents of peace processes, coded by people from their texts.",
    layout=Layout(needed=("PP", "AgtId", "Agt", "Dat", "Status")),
    read=read,
    verified=_HOW,
)
