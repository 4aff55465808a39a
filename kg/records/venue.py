"""A venue: where events took place, with how exact its point is."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kg.records.fields import Country, Ids, Language, Record, RecordId, Text, VenuePrecision


class Venue(Record):
    """A building, town, region …; without coordinates when the place is not known."""

    name: Text = Field(description="Name in English.")
    names: dict[Language, Text] = Field(
        default_factory=dict, description="Names in other languages, by language tag."
    )
    city: Text | None = Field(default=None, description="City, town or district.")
    country: Country = Field(description="ISO 3166-1 code (two letters) of the country.")
    within: RecordId | None = Field(default=None, description="Venue that contains it.")
    lat: float | None = Field(
        default=None, strict=True, ge=-90, le=90, description="Latitude, degrees."
    )
    lon: float | None = Field(
        default=None, strict=True, ge=-180, le=180, description="Longitude, degrees."
    )
    precision: VenuePrecision = Field(description="What the point stands for.")
    accuracy_m: int | None = Field(
        default=None, strict=True, ge=1, description="Radius in metres within which the place lies."
    )
    coordinate_source: Text | None = Field(default=None, description="Where the point is from.")
    geonames: int | None = Field(
        default=None, strict=True, ge=1, description="GeoNames id of the very place."
    )
    sources: Ids = Field(default=(), description="Sources.")

    @model_validator(mode="after")
    def _point_is_whole(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            msg = "'lat' and 'lon' go together (give both, or neither)"
            raise ValueError(msg)
        if (self.lat is None) != (self.precision == "none"):
            msg = "precision is 'none' exactly when there are no coordinates"
            raise ValueError(msg)
        if (self.lat is None) != (self.accuracy_m is None):
            msg = "coordinates and 'accuracy_m' go together (say how exact the point is)"
            raise ValueError(msg)
        return self
