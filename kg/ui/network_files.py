"""Networks as files: of a view, and of what an address says beside (``network``, ``channels``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import CallError
from kg.gexf import Imprint, gexf
from kg.graphml import graphml
from kg.line import line
from kg.network import PROJECTIONS, TIES
from kg.network.layout import near
from kg.network.measure import measured, offered
from kg.network.table import edges_csv
from kg.ui import knowledge, networks, opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.network import Projection
    from kg.network.measure import Measure
    from kg.view import View


def as_gexf(view: View, params: Mapping[str, str]) -> bytes:
    """Return the network of a view as GEXF. Raises CallError for what a parameter can't mean."""
    projection, measure, channels = _asked(params)
    graph = networks.network_of(view, projection)
    about = opened.catalogue()
    imprint = Imprint(
        about.publisher or about.title,
        described(view, projection),
        opened.graph().dataset.catalogue.released.latest_end,
    )
    by = measured(graph, measure if measure in offered(graph) else "events")
    places = near(graph, networks.places_of(projection))
    return gexf(graph, places, by, imprint, channels)


def as_graphml(view: View, params: Mapping[str, str]) -> bytes:
    """Return the network of a view as GraphML. Raises CallError as above."""
    projection, measure, channels = _asked(params)
    graph = networks.network_of(view, projection)
    by = measured(graph, measure if measure in offered(graph) else "events")
    return graphml(graph, by, described(view, projection), channels)


def as_csv(view: View, params: Mapping[str, str]) -> bytes:
    """Return the ties of a view as CSV. Raises CallError as above."""
    projection, _, channels = _asked(params)
    return edges_csv(networks.network_of(view, projection), channels)


def described(view: View, projection: Projection) -> str:
    """Return what a file says of its content, origin and licence."""
    about = opened.catalogue()
    filters = ", ".join(f"{name}={value}" for name, value in view.filters.params().items())
    said = [
        f"Network of {projection} of {about.title}, version {about.version}",
        f"licence {about.licence}",
        knowledge.words(view),
        f"filters: {filters}" if filters else "",
    ]
    # A reader's own words are among the filters: of those too only what a file of XML can hold.
    return line("; ".join(one for one in said if one))


def _asked(params: Mapping[str, str]) -> tuple[Projection, Measure, list[str] | None]:
    projection: Any = params.get("network") or "sides"
    measure: Any = params.get("size") or "events"
    channels = params.get("channels", "").split(",") if params.get("channels") else None
    _check("network", [projection], PROJECTIONS)
    _check("size", [measure], ("events", "ties", "between", "rank"))
    _check("channels", channels or [], (*TIES, "none"))
    return projection, measure, channels


def _check(name: str, given: Sequence[str], allowed: Sequence[str]) -> None:
    for one in given:
        if one not in allowed:
            msg = f"{name}: '{one}' is not known (one of: {', '.join(allowed)})"
            raise CallError(msg)
