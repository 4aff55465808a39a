"""Citing what a page shows: the text for a footnote, and files for reference managers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import streamlit as st

from kg.citation import answer_of, citation_for, render
from kg.errors import ParleyError
from kg.ui import opened
from kg.ui.text import esc, md

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.citation import Citation
    from kg.values import Result
    from kg.view import View

    Cited = Callable[[datetime.date], Citation]

_FILES = {
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
    "csl": ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
    "cff": ("CFF", "cff", "text/yaml"),
    "json": ("To verify later", "json", "application/json"),
}


def show_citation(view: View, page: str) -> None:
    """Show how to cite the view that a page shows."""
    _dialog(_of_view(view, page))


def _of_view(view: View, page: str) -> Cited:
    return lambda day: citation_for(opened.graph(), view, page=page, accessed=day)


def open_query(view: View, name: str, **values: str) -> None:
    """Show the citation of what a named query gives for a view, asked for in a menu."""

    def cited(day: datetime.date) -> Citation:
        return citation_for(opened.graph(), view, name, values=values, accessed=day)

    _dialog(cited)


def cite_answer(query: str, found: Result, view: View) -> None:
    """Offer to cite what a query gave."""
    _button(_cited(query, found, view))


def show_answer(query: str, found: Result, view: View) -> None:
    """Show the citation of what a query gave."""
    _dialog(_cited(query, found, view))


def show_record(record_id: str, view: View) -> None:
    """Show the citation of a record, as the view knows it."""
    _dialog(lambda day: citation_for(opened.graph(), view, record=record_id, accessed=day))


def _cited(query: str, found: Result, view: View) -> Cited:
    def cited(day: datetime.date) -> Citation:
        # It ran within its limits already, and must not run here without any.
        return citation_for(opened.graph(), view, query, accessed=day, answer=answer_of(found))

    return cited


def _button(cited: Cited) -> None:
    if st.button("Cite", key="cite", help="A citation of exactly what is shown here."):
        _dialog(cited)


@st.dialog("Cite what is shown", width="medium")
def _dialog(cited: Cited) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    try:
        citation = cited(today)
        text = render(citation, "text")
    except ParleyError as error:
        st.error(f"This can’t be cited: {md(error)}")
        return
    st.code(text.strip(), language=None, wrap_lines=True)
    with st.container(horizontal=True):
        for name, (label, extension, mime) in _FILES.items():
            st.download_button(
                label,
                render(citation, name).encode(),
                file_name=f"parley-citation.{extension}",
                mime=mime,
                on_click="ignore",
                key=f"cite.{name}",
            )
    st.html(
        '<div class="p-page"><p class="p-quiet">It names the version of the data, the view and '
        "the hash of what it gave. With the file “To verify later”, "
        "<code>kg verify FILE</code> tells whether the same view still gives the same, or which "
        f"rows changed. {esc('; '.join(citation.caveats))}</p></div>"
    )
