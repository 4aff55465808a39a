"""Settings, each read from the environment at the moment it is asked for.

``KG_BASE``   IRI that all names of the graph begin with, ending in ``/``
``KG_CACHE``   folder of stores that were built before, or ``off``
``KG_DATA``   folder of records
``KG_HOSTS``   names that the server is known by, with commas between
``KG_STORE``   store that is asked: ``memory:``, ``oxigraph:PATH`` or ``sparql+http://…``
``KG_STORE_USER``, ``KG_STORE_PASSWORD``, ``KG_STORE_TOKEN``   what another engine knows us by
``KG_STORE_TIMEOUT``   seconds that another engine may take for an answer
``KG_TIMEOUT``   seconds that a query of a visitor may run
``KG_ROWS``   rows that a query of a visitor may return
"""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import platformdirs

from kg.errors import CallError

DEFAULT_BASE = "https://w3id.org/parley/"


def base() -> str:
    """Return the IRI that all names begin with. Raises CallError when it can't be one."""
    value = os.environ.get("KG_BASE", DEFAULT_BASE)
    # The rest is what SPARQL and Turtle allow in an IRI.
    if not re.fullmatch(r"https?://[^\x00-\x20<>\"{}|\\^`]+/", value):
        msg = f"KG_BASE '{value}' is no base (http:// or https://, ending in '/')"
        raise CallError(msg)
    return value


def data_folder() -> Path:
    """Return the folder of records: ``KG_DATA``, else ``data`` here or beside the package."""
    if chosen := os.environ.get("KG_DATA"):
        return Path(chosen)
    here = Path("data")
    return here if here.is_dir() else Path(__file__).resolve().parent.parent / "data"


def cache_folder() -> Path | None:
    """Return the folder of what may be deleted at any time: ``KG_CACHE``, else the user's own.

    None when nothing shall be kept (``off``).
    """
    if chosen := os.environ.get("KG_CACHE"):
        return None if chosen == "off" else Path(chosen)
    return platformdirs.user_cache_path("parley", appauthor=False)


def hosts() -> frozenset[str]:
    """Return the names that the server is known by, in lower case; none when any will do."""
    given = os.environ.get("KG_HOSTS", "").lower().split(",")
    return frozenset(one.strip() for one in given if one.strip())


def store() -> str:
    """Return the name of the store that is asked: ``KG_STORE``, else ``memory:``."""
    return os.environ.get("KG_STORE") or "memory:"


def store_user() -> str:
    """Return the name by which another engine knows us, none by default."""
    return os.environ.get("KG_STORE_USER", "")


def store_password() -> str:
    """Return the password for another engine, none by default. It must be shown nowhere."""
    return os.environ.get("KG_STORE_PASSWORD", "")


def store_token() -> str:
    """Return the bearer token for another engine, none by default. It must be shown nowhere."""
    return os.environ.get("KG_STORE_TOKEN", "")


def store_seconds() -> float:
    """Return how many seconds another engine may take for an answer that a page needs."""
    return _positive("KG_STORE_TIMEOUT", 60.0)


def query_seconds() -> float:
    """Return how many seconds a visitor's query may run."""
    return _positive("KG_TIMEOUT", 10.0)


def query_rows() -> int:
    """Return how many rows a visitor's query may return."""
    return math.ceil(_positive("KG_ROWS", 10_000))


def _positive(name: str, default: float) -> float:
    text = os.environ.get(name)
    try:
        value = default if text is None else float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < math.inf:
        msg = f"{name} '{text}' is no limit (a number greater than 0)"
        raise CallError(msg)
    return value
