"""Citing what a view or a query shows, so that others can check it later.

:func:`citation_for` makes a citation, :mod:`kg.citation.formats` writes it for people and reference
managers, :mod:`kg.citation.document` as the JSON that :func:`verify` compares with today's records.
The design follows the recommendations on citing evolving data of the Research Data Alliance
(Rauber and others, 2015, DOI 10.15497/RDA00016); ``docs/citing.md`` tells how.
"""

from kg.citation.document import read, written
from kg.citation.formats import FORMATS, render
from kg.citation.model import Citation, citation_for
from kg.citation.result import answer_of
from kg.citation.verify import Verdict, verify

__all__ = [
    "FORMATS",
    "Citation",
    "Verdict",
    "answer_of",
    "citation_for",
    "read",
    "render",
    "verify",
    "written",
]
