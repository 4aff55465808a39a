"""Any table of events, by a small mapping file that says which column is what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from kg import yamlfile
from kg.errors import DataError, NotFoundError, Problem
from kg.imports.country import name_of, of_name, of_three
from kg.imports.made import DataSet, Made, cut, hash_of, slug, venue, without_nothing
from kg.imports.reading import Layout
from kg.imports.row import Row, RowError
from kg.records.fields import ActorType, Model, RecordId, RoleName, Text, Url, VenuePrecision
from kg.wording import dotted, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.imports.made import Release


class Cell(Model):
    """Where a value comes from. In YAML the bare name of a column will do."""

    column: Text | None = Field(default=None, description="Column that holds it.")
    value: Text | None = Field(default=None, description="One value for all rows.")
    map: dict[str, str] = Field(default={}, description="What each text of the column stands for.")
    format: Text | None = Field(default=None, description="Form of a day, such as %d/%m/%Y.")
    split: Text | None = Field(default=None, description="What stands between several values.")

    def of(self, row: Row) -> str | None:
        """Return the value, or None where the row says nothing. Raises RowError."""
        text = self.value if self.column is None else row.get(self.column)
        if text is None:
            return None
        if self.map and text not in self.map:
            msg = f"{self.column}: '{cut(text, 40)}' is not mapped (known: {', '.join(self.map)})"
            raise RowError(msg)
        text = self.map.get(text, text)
        if self.format is None:
            return text
        try:
            return datetime.strptime(text, self.format).date().isoformat()
        except ValueError as error:
            msg = f"{self.column}: '{cut(text, 40)}' is no day of the form {self.format}"
            raise RowError(msg) from error

    def many(self, row: Row) -> list[str]:
        """Return the values of a cell that may hold several. Raises RowError."""
        text = self.of(row)
        parts = [] if text is None else text.split(self.split) if self.split else [text]
        return [part.strip() for part in parts if part.strip()]


def _cell(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


In = Annotated[Cell, BeforeValidator(_cell)]


class Party(Model):
    """Those who take part in one role."""

    actor: In = Field(description="Their names.")
    role: RoleName = Field(default="participant", description="Their role.")
    type: ActorType = Field(default="unassessed", description="Their type of actor.")


class Mapping(Model):
    """What a mapping file says."""

    id: RecordId = Field(description="Short name of the data set; ids begin with it.")
    title: Text = Field(description="Title of the data set.")
    publisher: Text = Field(description="Who publishes it.")
    licence: Url = Field(description="Address of its licence.")
    about: Text = Field(description="What a row of it is.")
    verified: Literal["coded", "machine"] = Field(description="Coded by people, or by a program.")
    format: Literal["csv", "tsv", "jsonl"] = Field(default="csv", description="Format of files.")
    delimiter: Text | None = Field(default=None, description="Sign between cells, such as ';'.")
    columns: tuple[Text, ...] = Field(default=(), description="Columns of files without header.")
    row: In = Field(description="What names a row, and stays its name in later releases.")
    name: In = Field(description="Title of the event.")
    kind: In = Field(description="Kind of event, a word of this project.")
    date: In = Field(description="When (EDTF, or a day by format).")
    end: In | None = Field(default=None, description="Last day, where it is not the same.")
    status: In = Field(default=Cell(value="alleged"), description="Latest status.")
    summary: In = Field(description="What came of it.")
    place: In | None = Field(default=None, description="Name of the place.")
    country: In | None = Field(
        default=None, description="Its country: name, or two or three letters."
    )
    lat: Text | None = Field(default=None, description="Column of the latitude, degrees.")
    lon: Text | None = Field(default=None, description="Column of the longitude, degrees.")
    precision: VenuePrecision = Field(default="city", description="What a point stands for.")
    participants: tuple[Party, ...] = Field(default=(), description="Who took part.")
    links: In | None = Field(default=None, description="Addresses of what a row rests on.")


def mapped(path: Path) -> DataSet:
    """Return the data set that a mapping file describes. Raises NotFoundError and DataError."""
    if not path.exists():
        raise NotFoundError("mapping file", str(path))
    try:
        value = yamlfile.parse(yamlfile.read_text(path, path.name), path.name)
        mapping = Mapping.model_validate(value)
    except yamlfile.YamlProblem as error:
        raise DataError([error.problem]) from error
    except ValidationError as error:
        raise DataError(
            Problem(path.name, said(Mapping, one), field=dotted(one["loc"]) or None)
            for one in error.errors()
        ) from error
    sign = mapping.delimiter or {"csv": ",", "tsv": "\t"}.get(mapping.format)
    named = [getattr(mapping, name) for name in Mapping.model_fields]
    cells = [one for one in named if isinstance(one, Cell)]
    cells += [one.actor for one in mapping.participants]
    needed = {one.column for one in cells if one.column} | {mapping.lat, mapping.lon}
    return DataSet(
        id=mapping.id,
        title=mapping.title,
        publisher=mapping.publisher,
        licence=mapping.licence,
        terms=f"Licence: {mapping.licence}",
        about=mapping.about,
        layout=Layout(
            delimiter=None if mapping.format == "jsonl" else sign,
            columns=mapping.columns,
            needed=tuple(sorted(one for one in needed if one)),
        ),
        read=lambda row, release: _read(mapping, row, release),
        verified=mapping.verified,
    )


def _told(cell: Cell, row: Row, name: str) -> str:
    value = cell.of(row)
    if value is None:
        msg = f"{name}: column '{cell.column}' is empty (a value belongs here)"
        raise RowError(msg)
    return value


def _place(mapping: Mapping, row: Row) -> Made | None:
    name = mapping.place.of(row) if mapping.place else None
    told = mapping.country.of(row) if mapping.country else None
    if name is None or told is None:
        return None
    two = told if len(told) == 2 and name_of(told) != told else None
    country = two or of_three(told) or of_name(told)
    if country is None:
        msg = f"country: '{cut(told, 40)}' is not known (a name, or two or three letters)"
        raise RowError(msg)
    point = row.point(mapping.lat, mapping.lon) if mapping.lat and mapping.lon else None
    return venue(mapping.id, name, country, point, mapping.precision, mapping.verified)


def _read(mapping: Mapping, row: Row, release: Release) -> Iterator[Made]:
    key = _told(mapping.row, row, "row")
    start = _told(mapping.date, row, "date")
    end = mapping.end.of(row) if mapping.end else None
    place = _place(mapping, row)
    parts: dict[tuple[str, str], dict[str, Any]] = {}
    for party in mapping.participants:
        for name in party.actor.many(row):
            actor = f"{mapping.id}-actor-{slug(name)}"
            record = {"id": actor, "name": cut(name), "type": party.type}
            yield Made("actors", record | {"verified": mapping.verified})
            parts[actor, party.role] = {"actor": actor, "role": party.role}
    cited = [release.cite(key)]
    for address in dict.fromkeys(mapping.links.many(row) if mapping.links else ()):
        source = f"{mapping.id}-link-{hash_of(address)}"
        yield Made("sources", {
            "id": source, "title": cut(address), "title_from": "url", "url": address,
            "publisher": address.split("/")[2] if address.count("/") > 1 else address,
            "kind": "unassessed", "verified": mapping.verified,
        })  # fmt: skip
        cited.append({"source": source})
    if place is not None:
        yield place
    event = {
        "id": f"{mapping.id}-{slug(key)}",
        "title": cut(_told(mapping.name, row, "name")),
        "kind": _told(mapping.kind, row, "kind"),
        "tracks": [mapping.id],
        "date": start if end in (None, start) else f"{start}/{end}",
        "lifecycle": _told(mapping.status, row, "status"),
        "venue": place.record["id"] if place else None,
        "participants": list(parts.values()),
        "summary": _told(mapping.summary, row, "summary"),
        "verified": mapping.verified,
        "sources": cited,
    }
    yield Made("events", without_nothing(event), row=True)
