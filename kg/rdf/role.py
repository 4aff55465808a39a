"""What participations and signatures have in common, as quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.quads import Quads, Subject
    from kg.records import Signature


def describe_part(
    quads: Quads, node: Subject, part: Signature, verified: str, sources: Iterable[str]
) -> None:
    """Say who takes part, for whom and in which office; ``verified`` and ``sources`` of the record.

    A part's own take their place.
    """
    names = quads.names
    node.link("rdf:value", names.thing("actor", part.actor))
    node.link("kg:party", names.thing("actor", part.party) if part.party else None)
    if part.office is not None:
        node.link("kg:office", names.thing("membership", part.actor, part.office))
    node.link("wikibase:rank", names.rank(part.rank))
    node.link("kg:verification", names.concept("verification", part.verified or verified))
    node.says("rdfs:comment", part.note)
    cited = part.sources or sources
    node.refers("prov:hadPrimarySource", "source", cited)
