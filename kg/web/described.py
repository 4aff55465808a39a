"""What is told of each route in the OpenAPI description: by its template, and by its method.

``errors`` are the statuses of a route of its own, besides those that any route may answer with.
"""

from __future__ import annotations

from typing import Any

from kg.export import FORMATS
from kg.search.entries import KINDS as SEARCHED
from kg.ui.downloads import FILES
from kg.ui.links import RECORD_KINDS
from kg.vocabulary import EVENT_KINDS, STATUSES

SENTENCES = {
    "304": "What the asker has already is still so.",
    "400": "It can't be meant so.",
    "404": "There is no such thing, or nothing was known of it then.",
    "405": "This method is not taken here; `Allow` has those that are.",
    "406": "None of the types that are asked for is offered.",
    "408": "The body did not come in time.",
    "410": "It was withdrawn; the sentence says why.",
    "413": "The body is too large.",
    "414": "The address is too long.",
    "415": "The body is of a type that is not taken here.",
    "421": "The server is not known by that name.",
    "429": "Too many requests at once; `Retry-After` says when to come again.",
    "503": "Too busy, or stopped at a limit; `Retry-After` may say when to come again.",
}


def _query(name: str, about: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": about,
        "schema": {"type": "string"} | schema,
        "required": schema.pop("required", False),
    }


def _list(name: str, about: str, **of: Any) -> dict[str, Any]:
    items = {"type": "string", "pattern": "^[^,]+$"} | of
    return _query(name, about, type="array", items=items) | {"style": "form", "explode": False}


_DAY = r"^\d{4}-\d{2}-\d{2}$"
PARAMETERS: dict[str, Any] = {
    "as-of": _query("as-of", "What was known on this day (YYYY-MM-DD).", pattern=_DAY),
    "policy": _query(
        "policy",
        "Whose account stands: editor, earliest, corroborated, or party:ID of an actor.",
        pattern="^(editor|earliest|corroborated|party:.+)$",
    ),
    "recorded": _query(
        "recorded", "Records entered by this day, or by a release.", pattern=r"^[0-9][0-9.-]*$"
    ),
    "tracks": _list("tracks", "Ids of tracks, with commas."),
    "kinds": _list("kinds", "Kinds of events, with commas.", enum=sorted(EVENT_KINDS.ids)),
    "statuses": _list("statuses", "Statuses of events, with commas.", enum=sorted(STATUSES.ids)),
    "actors": _list("actors", "Ids of actors, with commas."),
    "topics": _list("topics", "Ids of topics, with commas."),
    "start": _query("start", "Events that may have happened from this day on.", pattern=_DAY),
    "end": _query("end", "Events that may have happened until this day.", pattern=_DAY),
    "disputed": _query("disputed", "Only events in dispute.", enum=["1"]),
    "text": _query("text", "What titles and summaries hold."),
}
_KNOWN = ("as-of", "policy", "recorded")


def _view(*names: str) -> list[dict[str, Any]]:
    return [{"$ref": f"#/components/parameters/{one}"} for one in names or PARAMETERS]


def _told(about: str, *media: str, **schemas: Any) -> dict[str, Any]:
    return {"description": about, "content": {one: schemas.get("json", {}) for one in media}}


def _get(summary: str, answers: dict[str, Any], *errors: str, **more: Any) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": answers, "errors": errors, **more}}


_RDF = tuple(one.media_type for one in FORMATS.values() if one.engine is not None)
_TABLES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_DATA = {"200": _told("The data.", *_RDF), "304": {"description": SENTENCES["304"]}}
_PAGE_OR_DATA = _DATA | {
    "200": _told("The data, or a page about it.", *_RDF, "text/html"),
    "303": {"description": "Where it is told of: a page for people, or a document of data."},
}
_ANSWERED = {"200": _told("The answer.", *_TABLES, *_RDF, "text/html"), "304": _DATA["304"]}
_KIND = {
    "name": "kind",
    "in": "path",
    "required": True,
    "schema": {"enum": [*RECORD_KINDS, "publisher"]},
}
_QUERY = _query("query", "A SPARQL 1.1 query; reading only.")
_GRAPHS = [
    _query(name, about, type="array", items={"type": "string", "format": "iri"})
    for name, about in (
        ("default-graph-uri", "Graphs that make the default graph."),
        ("named-graph-uri", "Graphs that GRAPH can name."),
    )
]
_FORM = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
_FORMAT = _query("format", "A format by its short name, instead of Accept.")
_STATE = {
    "type": "object",
    "required": ["status", "version"],
    "properties": {
        "status": {"enum": ["ok", "warming", "broken"]},
        "version": {"type": "string"},
        "release": {"type": "string"},
        "quads": {"type": "integer"},
        "problems": {"type": "integer"},
    },
}
_HITS = {
    "type": "object",
    "required": ["words", "total", "counts", "hits", "unknown", "closest"],
    "properties": {"total": {"type": "integer"}, "hits": {"type": "array"}},
}
_SPARQL = ("404", "406", "429")

PATHS: dict[str, dict[str, Any]] = {
    "/sparql": {
        **_get(
            "Answer a SPARQL query; without one, describe the service.",
            _ANSWERED,
            *_SPARQL,
            parameters=[_QUERY, *_GRAPHS, _FORMAT, *_view(*_KNOWN)],
        ),
        "post": {
            "summary": "Answer a SPARQL query in the body.",
            "responses": _ANSWERED,
            "errors": (*_SPARQL, "408", "415"),
            "parameters": [*_GRAPHS, _FORMAT, *_view(*_KNOWN)],
            "requestBody": {
                "required": True,
                "content": {
                    "application/sparql-query": {"schema": {"type": "string"}},
                    "application/x-www-form-urlencoded": {"schema": _FORM},
                },
            },
        },
    },
    "/graphs": _get(
        "Read a graph (SPARQL 1.1 Graph Store HTTP Protocol).",
        _DATA,
        "404",
        "406",
        parameters=[
            _query("default", "The union of all graphs."),
            _query("graph", "One graph, by its IRI."),
            _FORMAT,
            *_view(*_KNOWN),
        ],
    ),
    "/graph/{name}": _get(
        "Read one graph.", _DATA, "404", "406", parameters=[_FORMAT, *_view(*_KNOWN)]
    ),
    "/id/{kind}/{name}": _get(
        "A record, as a page or as data; of any day, also by Accept-Datetime (RFC 7089).",
        _PAGE_OR_DATA,
        "404",
        "406",
        "410",
        parameters=[_KIND, *_view(*_KNOWN)],
    ),
    "/download/{name}": _get(
        "A file of what a page shows.",
        {"200": _told("The file.", *sorted({one.media_type for one in FILES.values()}))},
        "404",
        "429",
        parameters=[
            {"name": "name", "in": "path", "required": True, "schema": {"enum": [*FILES]}},
            *_view(),
        ],
    ),
    "/panel/{sig}.json": _get(
        "What a panel draws; its address comes with the page.",
        {"200": _told("The drawing.", "application/json")},
        "404",
        "429",
    ),
    "/search.json": _get(
        "Find records by their names, in any spelling.",
        {"200": _told("What was found.", "application/json", json={"schema": _HITS})},
        "429",
        parameters=[
            _query("q", "The words."),
            _query("kind", "One kind of record.", enum=[*SEARCHED]),
            _query("limit", "At most so many.", type="integer", minimum=1, maximum=100),
            _query("each", "Of each kind so many.", type="integer", minimum=1, maximum=100),
            *_view(*_KNOWN),
        ],
    ),
    "/healthz": _get(
        "Whether the server can be used.",
        {
            status: _told(about, "application/json", json={"schema": _STATE})
            for status, about in (("200", "It can."), ("503", "Not now."))
        },
    ),
    "/metrics": _get(
        "What the server counts, for Prometheus.",
        {"200": _told("The figures.", "text/plain", "application/openmetrics-text")},
    ),
    "/openapi.json": _get(
        "This description.",
        {"200": _told("The description.", "application/json"), "304": _DATA["304"]},
    ),
}
PATHS["/timemap/{kind}/{name}"] = _get(
    "The days on which more became known of a record (RFC 7089).",
    {"200": _told("Links to each.", "application/link-format"), "304": _DATA["304"]},
    "404",
    "410",
)
# Names of terms and of concepts, the data set's own description, and whole files.
for _template, _summary in {
    "/ns": "The ontology.",
    "/ns.{form}": "The ontology in one format.",
    "/ns/context.jsonld": "The context of our JSON-LD.",
    "/ns/shapes": "The SHACL shapes.",
    "/ns/shapes.{form}": "The SHACL shapes in one format.",
    "/voc/{scheme}": "A vocabulary.",
    "/voc/{scheme}/{concept}": "A concept of a vocabulary.",
    "/.well-known/void": "What the data set is (VoID).",
    "/catalog": "What the data set is, with its files (DCAT 3, VoID).",
    "/catalog.{form}": "What the data set is, in one format.",
    "/dumps/{name}": "A file that holds all of it.",
}.items():
    PATHS[_template] = _get(
        _summary,
        _PAGE_OR_DATA,
        "404",
        "406",
        "410",
        parameters=_view(*_KNOWN) if _template.startswith("/voc") else [],
    )
