"""Names of the graph: prefixes, and the IRI of everything that a record speaks of."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.settings import DEFAULT_BASE

# Of vocabularies that are not ours. Order is the order of @prefix lines.
PREFIXES = {
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EDTF = PREFIXES["edtf"] + "EDTF"
WKT = PREFIXES["geo"] + "wktLiteral"

# Every quad stands in the one graph of its subject: a union of the graphs counts nothing twice.
GRAPHS = (
    "actors",
    "claims",
    "coverage",
    "dataset",
    "documents",
    "events",
    "ontology",
    "shapes",
    "sources",
    "statements",
    "topics",
    "tracks",
    "venues",
    "vocabulary",
)

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Names:
    """Makes IRIs under one base (ending in ``/``); a pure function of what it is given."""

    base: str = DEFAULT_BASE

    @property
    def prefixes(self) -> dict[str, str]:
        """All prefixes by name, ours first."""
        own = {"kg": self.base + "ns#", "id": self.base + "id/", "voc": self.base + "voc/"}
        return own | PREFIXES

    def expand(self, name: str) -> str:
        """Return the IRI of a prefixed name such as ``sem:Event``. KeyError: unknown prefix."""
        prefix, _, local = name.partition(":")
        if prefix == "kg":
            return f"{self.base}ns#{local}"
        return PREFIXES[prefix] + local

    def thing(self, kind: str, *parts: str) -> str:
        """Return the IRI of a thing: its kind, then its record id and what sets it apart."""
        local = parts[0] if len(parts) == 1 else ".".join(parts)
        return f"{self.base}id/{kind}/{local}"

    def concept(self, scheme: str, concept_id: str | None = None) -> str:
        """Return the IRI of a concept, or of its scheme."""
        return f"{self.base}voc/{scheme}" + (f"/{concept_id}" if concept_id else "")

    def rank(self, rank: str) -> str:
        """Return the Wikibase IRI of a rank."""
        return f"{PREFIXES['wikibase']}{rank.capitalize()}Rank"

    def graph(self, name: str) -> str:
        """Return the IRI of a named graph."""
        return f"{self.base}graph/{name}"

    def agent(self, name: str) -> str:
        """Return the IRI of a publisher or agency, from its name."""
        return self.thing("publisher", slug(name))


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Return lower-case ASCII words joined by ``-``; a digest where no letter is Latin."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    found = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return found or digest(text)


@lru_cache(maxsize=50_000)
def digest(*parts: object) -> str:
    """Return ten hexadecimal digits that depend on the parts alone (not on their place)."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
