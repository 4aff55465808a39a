"""Actors as quads: persons with dated offices, states, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.names import slug
from kg.rdf.quads import text

if TYPE_CHECKING:
    from kg.rdf.quads import Quads
    from kg.records import Actor, Office

_CLASSES = {
    "person": ("schema:Person",),
    "state": ("schema:Country",),
    "unassessed": (),  # may be a person or a body
}


def add_actor(quads: Quads, actor: Actor) -> None:
    """Add an actor with names and offices."""
    names = quads.names
    node = quads.subject("actors", names.thing("actor", actor.id))
    node.a("sem:Actor", *_CLASSES.get(actor.type, ("org:FormalOrganization",)))
    node.says("rdfs:label", actor.name)
    for language, name in actor.names.items():
        node.says("schema:name", name, language)
    for alias in actor.aliases:
        node.says("skos:altLabel", alias)
    node.link("sem:actorType", names.concept("actor-type", actor.type))
    node.says("schema:description", actor.description)
    node.add("schema:identifier", text(actor.country) if actor.country else None)
    if actor.affiliation is not None:
        node.link("schema:affiliation", names.thing("actor", actor.affiliation))
    if actor.part_of is not None:
        node.link("org:subOrganizationOf", names.thing("actor", actor.part_of))
    node.refers("prov:hadPrimarySource", "source", actor.sources)
    for office in actor.offices:
        _add_office(quads, actor, office)


def _add_office(quads: Quads, actor: Actor, office: Office) -> None:
    """Add the membership (who held it, when) and the post (what was held)."""
    names = quads.names
    post = quads.subject("actors", names.thing("post", office.of or "none", slug(office.title)))
    post.a("org:Post")
    post.says("rdfs:label", office.title)
    body = names.thing("actor", office.of) if office.of else None
    post.link("org:postIn", body)
    person = quads.subject("actors", names.thing("actor", actor.id))
    person.link("org:holds", post.iri)
    held = quads.subject("actors", names.thing("membership", actor.id, office.id))
    held.a("org:Membership")
    held.says("rdfs:label", office.title)
    held.link("org:member", person.iri)
    held.link("org:organization", body)
    held.link("kg:post", post.iri)
    held.link("kg:verification", names.concept("verification", office.verified))
    held.says("rdfs:comment", office.note)
    held.refers("prov:hadPrimarySource", "source", office.sources)
    period = quads.subject("actors", names.thing("period", actor.id, office.id))
    held.link("org:memberDuring", period.iri)
    period.a("time:ProperInterval")
    period.edtf("kg:begin", office.begin)
    period.edtf("kg:end", office.end)
    period.bounds(office.begin, office.end)
