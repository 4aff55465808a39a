"""The shell around every page: its head, its address, and what to do when there is no graph."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import (
    DataError,
    EngineError,
    NotFoundError,
    ParleyError,
    UnknownYetError,
    WithdrawnError,
)
from kg.ui import account, knowledge, links, opened
from kg.ui.about_page import about
from kg.ui.actor_page import actor
from kg.ui.agenda_page import agenda
from kg.ui.claims_page import claims
from kg.ui.compare_page import compare
from kg.ui.event_page import event
from kg.ui.explore_page import explore
from kg.ui.export_page import export
from kg.ui.foretold_page import foretold
from kg.ui.meetings_page import meetings
from kg.ui.problems_page import not_found, not_yet, problems, trouble, unreachable, withdrawn
from kg.ui.progress import progress
from kg.ui.quality_page import quality
from kg.ui.search_box import search_box
from kg.ui.search_page import search
from kg.ui.sparql_page import sparql
from kg.ui.start_page import start
from kg.ui.state import NAMES
from kg.ui.stylesheet import style
from kg.ui.thing_page import document, source, topic, track, venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_FOLDER = Path(str(files("kg.ui")))
ICON = _FOLDER / "icon.png"
# The main pages; those that show a view keep it when the reader goes from one to the other.
_FIRST = {
    "explore": True,
    "claims": True,
    "meetings": True,
    "agenda": True,
    "foretold": True,
    "compare": True,
    "sparql": False,
}
_MORE = {"export": True, "quality": False, "about": False}
# These tell of the record itself, as it is now.
_OF_NOW = ("", "quality", "about")
# These show the day themselves.
_WITH_DAY = ("explore", "compare")


def run() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="Parley", page_icon=str(ICON), layout="wide")
    st.html(style())
    pages = _pages()
    links.register(pages)
    page = st.navigation(list(pages.values()), position="hidden")
    _masthead(pages)
    try:
        opened.graph()
        view = knowledge.read()
        with progress("Gathering what was known on that day …", key="day"):
            opened.graph().of(view)
        if page.url_path not in _WITH_DAY:
            kept = ("id", "q", "kind")
            others = {name: st.query_params[name] for name in kept if name in st.query_params}
            account.banner(view, page.url_path, others, now=page.url_path in _OF_NOW)
        page.run()
    except DataError as error:
        problems(error)
    except NotFoundError as error:
        not_found(error)
    except UnknownYetError as error:
        not_yet(error)
    except WithdrawnError as error:
        withdrawn(error)
    except EngineError as error:
        unreachable(error)
    except ParleyError as error:
        trouble(error)


def _pages() -> Mapping[str, Any]:
    return {
        "start": st.Page(start, title="Parley", default=True),
        "explore": st.Page(explore, title="Explore · Parley", url_path="explore"),
        "claims": st.Page(claims, title="Claims · Parley", url_path="claims"),
        "sparql": st.Page(sparql, title="SPARQL · Parley", url_path="sparql"),
        "export": st.Page(export, title="Export · Parley", url_path="export"),
        "compare": st.Page(compare, title="Compare · Parley", url_path="compare"),
        "agenda": st.Page(agenda, title="Agenda · Parley", url_path="agenda"),
        "meetings": st.Page(meetings, title="Meetings · Parley", url_path="meetings"),
        "foretold": st.Page(foretold, title="Foretold · Parley", url_path="foretold"),
        "quality": st.Page(quality, title="Quality · Parley", url_path="quality"),
        "search": st.Page(search, title="Search · Parley", url_path="search"),
        "about": st.Page(about, title="About · Parley", url_path="about"),
        "event": st.Page(event, title="Event · Parley", url_path="event"),
        "actor": st.Page(actor, title="Actor · Parley", url_path="actor"),
        "source": st.Page(source, title="Source · Parley", url_path="source"),
        "venue": st.Page(venue, title="Venue · Parley", url_path="venue"),
        "topic": st.Page(topic, title="Topic · Parley", url_path="topic"),
        "track": st.Page(track, title="Track · Parley", url_path="track"),
        "document": st.Page(document, title="Document · Parley", url_path="document"),
    }


def _masthead(pages: Mapping[str, Any]) -> None:
    known = _given(knowledge.NAMES)
    view = known | _given(NAMES)
    with st.container(horizontal=True, key="masthead", vertical_alignment="center"):
        with st.container(key="wordmark", width="content"):
            st.page_link(pages["start"], label="Parley", query_params=known, width="content")
        with st.container(horizontal=True, key="masthead-links", width="content"):
            for name, keeps in _FIRST.items():
                _to(pages[name], view if keeps else known)
        for key, label, names in (("more", "More", _MORE), ("menu", "Menu", _FIRST | _MORE)):
            # One of them is for wide screens, the other for narrow ones: see the style sheet.
            with st.container(key=f"masthead-{key}", width="content"), st.popover(label):
                for name, keeps in names.items():
                    _to(pages[name], view if keeps else known)
        with st.container(key="search-box"):
            search_box(one.url_path for one in pages.values())


def _to(page: Any, params: Mapping[str, list[str]]) -> None:
    label = page.title.partition(" · ")[0]
    st.page_link(page, label=label, query_params=params, width="content")


def _given(names: Iterable[str]) -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in names if name in st.query_params}
