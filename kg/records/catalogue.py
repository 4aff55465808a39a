"""The description of the dataset itself: title, version, licence, coverage."""

from __future__ import annotations

from pydantic import Field

from kg.records.fields import Date, Model, Text, Url


class Catalogue(Model):
    """What ``dataset.yaml`` says of the dataset as a whole."""

    title: Text = Field(description="Title of the dataset.")
    description: Text = Field(description="What it holds, and what it does not.")
    version: Text = Field(description="Version of the data, as released.")
    released: Date = Field(description="Day of that release.")
    licence: Url = Field(description="Licence of the data.")
    publisher: Text = Field(description="Who publishes it.")
    coverage: Text = Field(description="What was searched, for which time, and what was not.")
