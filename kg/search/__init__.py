"""Search over the names and texts of all records, which forgives spelling and transliteration.

It reads a store, so it finds what the view of that store knows, and nothing else.
"""

from kg.search.entries import Entry, Text, entries
from kg.search.found import Found, Hit
from kg.search.index import Index, index

__all__ = ["Entry", "Found", "Hit", "Index", "Text", "entries", "index"]
