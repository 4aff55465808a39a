"""The places of a view as the map draws them: columns of numbers, for there may be many events."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.page.ref import distance
from kg.timeline import signature
from kg.vocabulary import STATUSES, VENUE_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.places import Event, Place, Places

_DAYS = date(1970, 1, 1).toordinal()
_EVENT_DAYS = ("first", "last", "known", "since", "held")


def drawing(found: Places, *, chain: bool = False, noun: str = "event") -> dict[str, Any]:
    """Return the payload for the places of a view; with *chain* for that of one track.

    With "row" as the *noun* the events are rows of an answer, which may be about an event or not.

    It holds

    - ``places``: columns ``id``, ``name``, ``city``, ``lat``, ``lon`` (degrees, None: no point),
      ``accuracy`` (metres), ``precision`` (id, None: nobody tells) and ``exact`` (how exact the
      point is, in words);
    - ``events``: columns ``id``, ``title``, ``date`` (words), ``place`` (index, -1: none),
      ``remote`` (needs none), ``status`` and ``track`` (ids), and days as numbers since
      1 January 1970, None where there is none: ``first`` and ``last`` (it lies between them),
      ``known`` (it became known), ``since`` (its place did), ``held`` (that it took place did);
    - ``rivals``: columns ``event``, ``place`` (indices), ``known`` (a day), ``who``;
    - ``people``: columns ``id``, ``name``; and ``present``: columns ``event``, ``person``
      (indices), ``since``: who was at which event in person;
    - ``followed``: columns ``event`` and ``before`` (indices): which event followed which;
    - ``noun``: what is counted, "event" or "row"; a row without a status has None;
    - ``chain``: whether those links are drawn while nothing is chosen: in the view of one track;
    - ``statuses``: labels by id; ``sig``: hash of the content.
    """
    place = {one: index for index, one in enumerate(found.places)}
    event = {one.id: index for index, one in enumerate(found.events)}
    people = sorted({one.actor for one in found.present})
    person = {one: index for index, one in enumerate(people)}
    drawn: dict[str, Any] = {
        "places": _columns(
            ("id", "name", "city", "lat", "lon", "accuracy", "precision", "exact"),
            (asdict(one) | {"exact": exact(one)} for one in found.places.values()),
        ),
        "events": _columns(
            ("id", "title", "date", "place", "remote", "status", "track", *_EVENT_DAYS),
            (_event(one, place, noun) for one in found.events),
        ),
        "rivals": _columns(
            ("event", "place", "known", "who"),
            (
                {
                    "event": event[one.id],
                    "place": place[rival.place],
                    "known": _day(rival.known),
                    "who": ", ".join(rival.who),
                }
                for one in found.events
                for rival in one.rivals
            ),
        ),
        "people": {"id": people, "name": [found.names[one] for one in people]},
        "present": _columns(
            ("event", "person", "since"),
            (
                {"event": event[one.event], "person": person[one.actor], "since": _day(one.since)}
                for one in found.present
            ),
        ),
        "followed": _columns(
            ("event", "before"),
            ({"event": event[one], "before": event[before]} for one, before in found.followed),
        ),
        "noun": noun,
        "chain": chain,
        "statuses": {one.id: one.label for one in STATUSES},
    }
    return drawn | {"sig": signature(drawn)}


def exact(place: Place) -> str:
    """Tell how exact the point of a place is."""
    if not place.drawn:
        return "no point on record"
    if place.accuracy is None or place.precision is None:
        return "how exact it is, nobody tells"
    stands_for = VENUE_PRECISIONS[place.precision].label.lower()
    return f"{stands_for}, within {distance(place.accuracy)}"


def _event(one: Event, place: Mapping[str, int], noun: str) -> dict[str, Any]:
    undated = "no date known yet" if noun == "event" else ""
    return {
        "id": one.id,
        "title": one.title,
        "date": one.when.describe() if one.when else undated,
        "place": place[one.place] if one.place else -1,
        "remote": one.remote,
        "status": one.status or ("" if noun == "event" else None),
        "track": one.track,
        **{name: _day(getattr(one, name)) for name in _EVENT_DAYS},
    }


def _day(day: date | None) -> int | None:
    return day.toordinal() - _DAYS if day else None


def _columns(names: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    listed = list(rows)
    return {name: [row[name] for row in listed] for name in names}
