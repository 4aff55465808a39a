"""The checked scalars that records are made of, and the root of all record models."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from kg.edtf import Edtf, parse
from kg.vocabulary import (
    ACTOR_TYPES,
    COVERAGE_DEPTHS,
    DOCUMENT_KINDS,
    EVENT_KINDS,
    FORMATS,
    MODALITIES,
    OUTCOMES,
    RANKS,
    ROLES,
    SOURCE_KINDS,
    STATUSES,
    VENUE_PRECISIONS,
    VERIFICATIONS,
    Scheme,
)

if TYPE_CHECKING:
    from collections.abc import Callable


_KEPT = 50_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The common forms of BCP 47.
_LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


class Model(BaseModel):
    """Root of the record models: immutable, and no key is taken that is not described."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _one_of(scheme: Scheme) -> Callable[[str], str]:
    @cache  # a word that is not known is not kept
    def check(value: str) -> str:
        if value not in scheme:
            msg = f"'{value}' is not known (one of: {', '.join(scheme.ids)})"
            raise ValueError(msg)
        return value

    return check


def _schema(scheme: Scheme) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(scheme.ids)})


def _date(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        value = str(value)  # YAML reads a bare year as a number
    if not isinstance(value, str):
        msg = f"{value!r} is not a date (an EDTF string such as 2022-03-29, 2022-03 or 2022~)"
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns only ValueError into a finding
    return parse(value)


# As RFC 3986 has it, and letters of all scripts (RFC 3987): an engine refuses any other IRI.
_IN_URL = r"(?:[^\x00-\x20\x7f\s<>\"{}|\\^`\[\]%]|%[0-9A-Fa-f]{2})"


def _url(value: str) -> str:
    if not re.fullmatch(rf"https?://(?![/?#]){_IN_URL}+", value):
        msg = f"'{value}' is not a web address (http:// or https://, no spaces or brackets)"
        raise ValueError(msg)
    return value


@lru_cache(maxsize=_KEPT)  # most ids are those of the same actors, sources and places
def _record_id(value: str) -> str:
    if not _ID.fullmatch(value):
        msg = f"'{value}' is not an id (lower-case ASCII letters and digits, joined by '-')"
        raise ValueError(msg)
    return value


def _language(value: str) -> str:
    if not re.fullmatch(_LANGUAGE, value):
        msg = f"'{value}' is no language tag (such as en, uk or zh-Hant)"
        raise ValueError(msg)
    return value


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        msg = f"'{value}' is no country code (ISO 3166-1, two capital letters, such as TR)"
        raise ValueError(msg)
    return value


_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})

RecordId = Annotated[str, AfterValidator(_record_id), _ID_SCHEMA]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Language = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE}$"}),
]
Country = Annotated[
    str, AfterValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
Date = Annotated[
    Edtf,
    BeforeValidator(_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1000, "maximum": 9999}],
            "description": "EDTF, levels 0 and 1",
            "examples": ["2022-03-29", "2022-03-28/2022-03-30", "2022-03", "2022~"],
        }
    ),
]

EventKind = Annotated[str, AfterValidator(_one_of(EVENT_KINDS)), _schema(EVENT_KINDS)]
Status = Annotated[str, AfterValidator(_one_of(STATUSES)), _schema(STATUSES)]
Format = Annotated[str, AfterValidator(_one_of(FORMATS)), _schema(FORMATS)]
RoleName = Annotated[str, AfterValidator(_one_of(ROLES)), _schema(ROLES)]
Modality = Annotated[str, AfterValidator(_one_of(MODALITIES)), _schema(MODALITIES)]
Outcome = Annotated[str, AfterValidator(_one_of(OUTCOMES)), _schema(OUTCOMES)]
ActorType = Annotated[str, AfterValidator(_one_of(ACTOR_TYPES)), _schema(ACTOR_TYPES)]
Rank = Annotated[str, AfterValidator(_one_of(RANKS)), _schema(RANKS)]
DocumentKind = Annotated[str, AfterValidator(_one_of(DOCUMENT_KINDS)), _schema(DOCUMENT_KINDS)]
CoverageDepth = Annotated[str, AfterValidator(_one_of(COVERAGE_DEPTHS)), _schema(COVERAGE_DEPTHS)]
SourceKind = Annotated[str, AfterValidator(_one_of(SOURCE_KINDS)), _schema(SOURCE_KINDS)]
VenuePrecision = Annotated[
    str, AfterValidator(_one_of(VENUE_PRECISIONS)), _schema(VENUE_PRECISIONS)
]
Verification = Annotated[str, AfterValidator(_one_of(VERIFICATIONS)), _schema(VERIFICATIONS)]


def one_or_many(value: Any) -> Any:
    """Let a curator write one value where a list is meant."""
    return value if isinstance(value, list | tuple) else [value]


Ids = Annotated[
    tuple[RecordId, ...],
    BeforeValidator(one_or_many, json_schema_input_type=RecordId | tuple[RecordId, ...]),
]


class Explanation(Model):
    """Why a record is right although a rule warns of it."""

    rule: RecordId = Field(description="Name of the rule, as the warning tells it.")
    about: Ids = Field(
        default=(),
        description="Other records that the warning names; needed where it is as much about them.",
    )
    why: Text = Field(description="Why the record is right, for readers.")


class Withdrawal(Model):
    """That a record no longer counts. It stays, so that its name goes on to tell why."""

    on: Date = Field(description="Day on which it was withdrawn.")
    why: Text = Field(description="Why, for readers.")
    instead: RecordId | None = Field(default=None, description="Record that took its place.")


class Record(Model):
    """What every record has."""

    id: RecordId = Field(description="Stable name of the record, unique in the whole dataset.")
    note: Text | None = Field(default=None, description="For readers: what to keep in mind.")
    same_as: tuple[Url, ...] = Field(
        default=(), description="Addresses of the same thing in other datasets, each verified."
    )
    verified: Verification = Field(default="read", description="How the record was checked.")
    recorded: Date | None = Field(
        default=None, description="Day the record entered; by default the dataset's first release."
    )
    withdrawn: Withdrawal | None = Field(
        default=None, description="That it no longer counts, since when and why."
    )
    explained: tuple[Explanation, ...] = Field(
        default=(), description="Warnings of rules that were looked into, and why all is right."
    )

    @property
    def heading(self) -> str:
        """What people call it: its title, name or label; its id where it has none."""
        names = (getattr(self, name, None) for name in ("title", "name", "label"))
        return next((one for one in names if one), self.id)
