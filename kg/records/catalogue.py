"""The description of the dataset itself: title, version, licence, coverage."""

from __future__ import annotations

from pydantic import Field

from kg.edtf import Edtf  # noqa: TC001 - pydantic's plugin resolves it
from kg.records.fields import Date, Model, Text, Url


class Release(Model):
    """A release of the dataset."""

    version: Text = Field(description="Its version.")
    released: Date = Field(description="Its day.")


class Catalogue(Model):
    """What ``dataset.yaml`` says of the dataset as a whole."""

    title: Text = Field(description="Title of the dataset.")
    description: Text = Field(description="What it holds, and what it does not.")
    version: Text = Field(description="Version of the data, as released.")
    released: Date = Field(description="Day of that release.")
    earlier: tuple[Release, ...] = Field(default=(), description="Earlier releases, oldest first.")
    licence: Url = Field(description="Licence of the data.")
    publisher: Text = Field(description="Who publishes it.")
    coverage: Text = Field(description="What was searched, for which time, and what was not.")

    @property
    def first_released(self) -> Edtf:
        """Day of the first release, by which a record without a day of its own had entered."""
        return self.earlier[0].released if self.earlier else self.released

    @property
    def versions(self) -> list[str]:
        """Versions of all releases, oldest first."""
        return [*(one.version for one in self.earlier), self.version]

    def release(self, version: str) -> Edtf | None:
        """Return the day of a release; None when there is none of that version."""
        days = {one.version: one.released for one in self.earlier} | {self.version: self.released}
        return days.get(version)
