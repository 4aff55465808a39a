"""The way from a drawn result to the page of what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.page import Ref
from kg.ui.links import RECORD_KINDS, page_link
from kg.ui.sparql_labels import labels

if TYPE_CHECKING:
    from kg.rdf.names import Names


def opener(kind: str | None, chosen: str | None, names: Names) -> None:
    """Show a link to the page of a record that was chosen; nothing for what has no page."""
    if kind not in RECORD_KINDS or chosen is None or "/" in chosen or " " in chosen:
        return
    iri = names.concept("topic", chosen) if kind == "topic" else names.thing(kind, chosen)
    ref = Ref(kind, chosen, labels([iri])[iri])
    page_link(ref, f"Open: {ref.label}")
