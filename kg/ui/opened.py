"""The one graph of this process, and what is made of it for a reader: each thing made once.

Everything returned is shared by all sessions, so it is only read.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg import engine, settings
from kg.compare import Difference, Kind, Step, differences, history
from kg.errors import DataError, ParleyError
from kg.graph import Graph, open_graph
from kg.page import (
    About,
    ActorPage,
    Claim,
    EventPage,
    ForetoldPage,
    ThingPage,
    about,
    actor_page,
    event_page,
    foretold_page,
    rival_claims,
    thing_page,
)
from kg.remote import RemoteStore
from kg.remote_worker import RemoteWorker
from kg.states import State, states
from kg.stats import Stats, stats
from kg.timeline import Timeline, signature, timeline
from kg.ui.facets import Facets, facets
from kg.ui.timeline_panel import Drawing, day_of, layout
from kg.view import View
from kg.worker import Worker

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator

    from kg.ui.parcels import Parcel

    Reach = tuple[datetime.date, datetime.date]

_DRAWN = ("Status", "Date", "Place", "Status by status", "Dates on record")
Stamp = tuple[str | tuple[str, int, int], ...]
_broken: dict[Stamp, DataError] = {}
# To be ended with the server: asking the cache for them would make one if there was none.
_workers: list[Worker] = []


def _retire(made: Worker) -> None:
    made.retire()
    with contextlib.suppress(ValueError):
        _workers.remove(made)


# A view is plain data; its parameters name it.
BY_VIEW: dict[str | type[Any], Callable[[Any], Any]] = {
    View: lambda view: tuple(view.params().items())
}


@st.cache_resource(show_spinner=False)
def graph() -> Graph:
    """Return the graph. Raises DataError with every problem when the records break rules.

    Raises EngineError when another engine is to hold it, and does not, or can't be asked: that is
    not kept, so that the next reader's run asks again.
    """
    opened = _records()
    store = engine.engine(opened.names)
    if store is not None:
        engine.check(store, opened)
        opened = opened.over(store)
    _ = opened.store
    return opened


@st.cache_resource(show_spinner=False)
def _records() -> Graph:
    # What raises is not kept by the cache: each reader's run would read all records again.
    stamp = _stamp()
    if stamp in _broken:
        raise _broken[stamp]
    try:
        opened = open_graph()
    except DataError as error:
        _broken.clear()
        _broken[stamp] = error
        raise
    return opened


def _stamp() -> Stamp:
    """Return what changes when a file of the records does."""
    folder = settings.data_folder()
    files = sorted(folder.rglob("*.y*ml"))
    return str(folder), *((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files)


def worker(view: View) -> Worker:
    """Return the processes that answer what readers ask in SPARQL of what a view knows."""
    return _worker_of_now() if view == View() else _worker_of(view)


@st.cache_resource(show_spinner=False)
def version() -> str:
    """Return what changes when anything in the graph does, for the tags of answers."""
    return hashlib.sha256("".join(graph().lines).encode()).hexdigest()[:16]


@st.cache_resource(show_spinner=False)
def _worker_of_now() -> Worker:
    opened = graph()
    if not isinstance(opened.store, RemoteStore):
        return _made(opened.lines)
    seconds, rows = settings.query_seconds(), settings.query_rows()
    made = RemoteWorker(opened.store, seconds, rows, opened.names.prefixes)
    _workers.append(made)
    return made


# Each is a process or two of some 100 MB: those of other days make room for each other only.
@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_VIEW, on_release=_retire)
def _worker_of(view: View) -> Worker:
    return _made(graph().editions.lines(view))


def _made(lines: Iterable[str]) -> Worker:
    prefixes = graph().names.prefixes
    made = Worker(lines, settings.query_seconds(), settings.query_rows(), prefixes=prefixes)
    _workers.append(made)
    return made


def warm() -> Iterator[None]:
    """Make ahead what the first page needs, a step at a time, so that it can be left off.

    Problems are told on the page, not here.
    """
    with contextlib.suppress(ParleyError):
        graph()
        yield
        all_facets(View())
        timeline_drawing(View())
        catalogue(), figures(), news(), rivals(View())
        yield
        worker(View()).warm()
        yield
        graph().editions.warm()


def close() -> None:
    """End the processes that answer queries."""
    while _workers:
        _workers.pop().close()


@st.cache_resource(show_spinner=False, max_entries=100, hash_funcs=BY_VIEW)
def all_facets(view: View) -> Facets:
    """Return what the events that a view knows can be filtered by."""
    opened = graph()
    return facets(opened.of(view), opened.names)


@st.cache_resource(show_spinner=False)
def sides() -> dict[str, str]:
    """Return the states and bodies that events are negotiated by, by id, most events first."""
    opened = graph()
    count: Counter[str] = Counter()
    for event_record in opened.dataset.events.values():
        count.update({part.party for part in event_record.participants if part.party})
    actors = opened.dataset.actors
    return {one: actors[one].name for one, _ in count.most_common()}


@st.cache_resource(show_spinner=False)
def news() -> dict[datetime.date, int]:
    """Return the days on which more became known of events, with how many they were."""
    opened = graph()
    as_of = opened.editions.as_of()
    count: Counter[datetime.date] = Counter()
    for event_record in opened.dataset.events.values():
        count.update(since for since, _ in as_of.history(event_record))
    return dict(sorted(count.items()))


@st.cache_resource(show_spinner=False)
def catalogue() -> About:
    """Return what the dataset says of itself."""
    opened = graph()
    return about(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def figures() -> Stats:
    """Return the figures of the graph."""
    opened = graph()
    return stats(opened.store, opened.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=BY_VIEW)
def timeline_of(view: View) -> Timeline:
    """Return the events of a view."""
    opened = graph()
    return timeline(opened.of(view), view, opened.names)


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=BY_VIEW)
def states_of(view: View) -> dict[str, tuple[State, ...]]:
    """Return what was known of each event from day to day, under the policy of a view."""
    return states(graph().editions, view)


def _moved(one: Difference) -> bool:
    """Tell whether an event differs in what a timeline shows."""
    return any(change.field in _DRAWN for change in one.changes)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=BY_VIEW)
def timeline_drawing(view: View, against: View | None = None) -> Drawing:
    """Return what the timeline panel draws; or only what differs from another view, marked."""
    then, now = timeline_of(view), replace(view, as_of=None)
    changed: dict[str, Kind] = {}
    if against is not None:
        found = differences_of(against, view)
        changed = {one.event: one.kind for one in found if one.kind != "changed" or _moved(one)}
        kept = set(changed)
    else:
        kept = {one.id for one in (*timeline_of(now).events, *then.events)}
    every = timeline_of(now.knowledge)
    whole = replace(every, events=tuple(one for one in every.events if one.id in kept))
    periodless = replace(now, start=None, end=None)
    reach = None if now == periodless else timeline_of(periodless).reach
    marks = day_of([one.id for one in whole.drawn], then, view.as_of, changed)
    return Drawing(_layout(now.knowledge, whole, reach), marks)


# On most days of a view its events are the same, and all that is known now of each.
@st.cache_resource(
    show_spinner=False,
    max_entries=50,
    hash_funcs=BY_VIEW | {Timeline: lambda whole: signature([one.id for one in whole.events])},
)
def _layout(view: View, whole: Timeline, reach: Reach | None) -> Parcel:
    return layout(whole, states_of(view), reach)


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=BY_VIEW)
def event(event_id: str, view: View) -> EventPage:
    """Return what an event's page tells. Raises NotFoundError."""
    opened = graph()
    return event_page(opened.of(view), event_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=BY_VIEW)
def history_of(event_id: str, view: View) -> tuple[Step, ...]:
    """Return the days on which more became known of an event."""
    return history(graph().editions, event_id, view)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=BY_VIEW)
def differences_of(left: View, right: View) -> tuple[Difference, ...]:
    """Return how the events of one view differ from those of another."""
    return differences(graph().editions, left, right)


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=BY_VIEW)
def actor(actor_id: str, view: View) -> ActorPage:
    """Return what an actor's page tells. Raises NotFoundError."""
    opened = graph()
    return actor_page(opened.of(view), actor_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=BY_VIEW)
def thing(kind: str, thing_id: str, view: View) -> ThingPage:
    """Return what the page of any other record tells. Raises NotFoundError."""
    opened = graph()
    return thing_page(opened.of(view), kind, thing_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=BY_VIEW)
def foretold(view: View) -> ForetoldPage:
    """Return what was foretold about the events of a view, and what came of it."""
    opened = graph()
    return foretold_page(opened.of(view), view, opened.names)


def rivals(view: View) -> tuple[Claim, ...]:
    """Return the claims that disagree about events of a view."""
    # They are found once for a day and policy: a filter only leaves some of the events.
    found = _rivals(view.knowledge)
    if view == view.knowledge:
        return found
    left = {one.id for one in timeline_of(view).events}
    return tuple(one for one in found if one.event.id in left)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=BY_VIEW)
def _rivals(view: View) -> tuple[Claim, ...]:
    opened = graph()
    return rival_claims(opened.of(view), view, opened.names)
