"""The timeline of a view as the panel draws it: what is known now, and what was from day to day.

Where events stand is laid out from what is known now, so that nothing jumps while the reader moves
the day; the panel takes what was known on a day from the states.

It comes in two parts, which the panel fetches by their addresses. The ``layout`` is large, and the
same for every day of a view; ``day`` is what a day adds. In both, a table is columns of equal
length, and ``event`` (and ``other``) is the place of an event in the columns of ``events``.

- ``layout``:

  - ``lanes``: ``{"id", "label"}`` each, in the order to be shown; those without event are left out.
    Optionally ``searched`` and ``told``: the spans that were searched, and the heading with this.
  - ``events``: ``id``, ``title``, ``lane`` (index), ``kind``, ``kindLabel``, ``status``, ``b0``,
    ``b1``, ``e0``, ``e1`` (ISO days: earliest and latest begin, earliest and latest end; None for
    ``b0`` or ``e1``: open or unknown), ``date`` (the date in words), ``approx``, ``uncertain``,
    ``disputed`` (truth values). ``status`` is "" where none is known yet, and None for what is no
    event of ours; ``kindLabel`` is "" then.
  - ``noun`` and ``laneWord`` (optional): what a mark is ("event"), and what a lane is of ("Track";
    "": nothing that has a name).
  - ``statuses``: ``{"id", "label"}`` each: all that may come.
  - ``history`` (optional): what was known of each event, state by state, so that the browser can
    show any day: ``event``, ``from`` (ISO day), ``status``, ``b0``, ``b1``, ``e0``, ``e1`` (all
    None: known without a date), ``date``, ``approx``, ``uncertain``, ``disputed``, in order of
    event and day. A state holds until the event's next one; before its first, an event is not
    known.
  - ``reach`` (optional): ``{"from", "to"}``, ISO days of what there is to see, if a period is.

- ``day``:

  - ``asOf``: ISO day of the view, None: now; what lies behind it is shaded.
  - ``shown`` (optional): the events that the filters leave on the day; None: all that were known.
  - ``undated`` (optional): how many the filters leave that have no date on that day.
  - ``rivals``: ``event``, ``b0`` to ``e1``, ``label``: other dates that somebody claims, with a
    label such as "Medinsky: 29–30 March 2022".
  - ``announced``: ``event``, ``day``: when it was first announced.
  - ``ties``: ``event``, ``words`` ("Follows"), ``other``, ``back`` ("Followed by").
  - ``changed`` (optional): ``event``, ``how`` (``new``, ``gone`` or ``changed``): how it differs in
    a comparison.

While the reader moves the day (see ``asof``), all that is of the day of the view waits until the
view is of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.states import columns
from kg.ui.parcels import Parcel, packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kg.compare import Kind
    from kg.states import State
    from kg.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the panel draws, in the two parts that it fetches."""

    layout: Parcel
    day: Parcel


def drawing(layout: Mapping[str, object], day: Mapping[str, object]) -> Drawing:
    """Return the drawing of any events; see above for what both parts hold."""
    return Drawing(packed(layout), packed(day))


def layout(
    whole: Timeline, known: Mapping[str, tuple[State, ...]], reach: tuple[date, date] | None = None
) -> Parcel:
    """Return the part that is the same for every day.

    ``whole`` has the events as known now: those that the filters leave now, and those that they
    leave as of the day. ``known`` has their states by id.
    """
    made = whole.layout()
    made["history"] = columns(made["events"]["id"], known)
    if reach:
        made["reach"] = {"from": reach[0].isoformat(), "to": reach[1].isoformat()}
    return packed(made)


def day_of(
    ids: Sequence[str],
    then: Timeline,
    as_of: date | None,
    changed: Mapping[str, Kind] | None = None,
) -> Parcel:
    """Return the part that is of a day; ``ids`` are the events of the layout in their order.

    ``then`` has the events that the filters leave as of the day, as known on it. ``changed`` marks
    events.
    """
    there = {one.id for one in then.events}
    shown = [i for i, one in enumerate(ids) if one in there]
    marked = [(i, changed[one]) for i, one in enumerate(ids) if changed and one in changed]
    return packed(
        {
            "asOf": as_of.isoformat() if as_of else None,
            "shown": shown if len(shown) < len(ids) else None,
            "undated": len(then.undated),
            **then.extras(ids),
            "changed": {"event": [i for i, _ in marked], "how": [how for _, how in marked]},
        }
    )
