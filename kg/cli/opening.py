"""Opening the store that a call names."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.errors import CallError, EngineError, NotFoundError
from kg.kept import store_of
from kg.rdf.names import Names
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from kg.cli.options import Call


def open_store(call: Call, view: View | None = None) -> tuple[Store, Names]:
    """Return the store of a call, with what a view knows, and the names in it.

    Raises DataError when the records are wrong, CallError when the store is none that there is, or
    has no records to tell what was known on a day, EngineError when another engine can't be asked.
    """
    names = Names(settings.base())
    wanted = call.store or settings.store()
    scheme, _, place = wanted.partition(":")
    if scheme == "memory" and not place:
        store = store_of(call.folder(), names, view, call.say)
    elif scheme == "oxigraph" and place:
        _refuse_others(call, wanted, view)
        call.say(f"opening the store '{place}'", 1)
        store = Store.open(Path(place))
    elif scheme in ("sparql+http", "sparql+https"):
        _refuse_others(call, wanted, view)
        # The rest of the command line need not pay for what speaks HTTP.
        from kg.engine import release  # noqa: PLC0415 - as above
        from kg.remote import remote_store  # noqa: PLC0415 - as above

        call.say(f"asking the engine at '{wanted.removeprefix('sparql+')}'", 1)
        store = remote_store(wanted, names)
        if release(store, names) is None:
            msg = (
                f"the engine at {store.wire.url} holds no graph of ours under {names.base} "
                "(load it with: kg publish --to ADDRESS)"
            )
            raise EngineError(msg)
        return store, names
    else:
        shown = scheme if "@" in wanted else wanted
        msg = f"store '{shown}' is not known (stores: memory:, oxigraph:PATH or sparql+http://…)"
        raise CallError(msg)
    call.say(f"{len(store):,} quads", 1)
    return store, names


def _refuse_others(call: Call, wanted: str, view: View | None) -> None:
    """Raise CallError for what only records could answer."""
    if call.data is not None:
        msg = f"--data and the store '{wanted}' both name data (give one of them)"
        raise CallError(msg)
    if view is not None and view.knowledge != View():
        msg = (
            f"the store '{wanted}' holds one state of knowledge (ask the records with --store "
            "memory:, or build the store of a day with kg build --as-of DAY --out FOLDER)"
        )
        raise CallError(msg)


def check_ids(store: Store, names: Names, view: View) -> None:
    """Raise NotFoundError for a filter by an id that nothing in the store has.

    Without this a slip of the pen would look like an answer: no event.
    """
    for kind, chosen in (("track", view.tracks), ("actor", view.actors), ("topic", view.topics)):
        if not chosen:
            continue
        space = names.concept("topic") + "/" if kind == "topic" else names.thing(kind, "")
        text = (
            "SELECT DISTINCT ?id { ?thing <http://purl.org/dc/terms/identifier> ?id . "
            f'FILTER(STRSTARTS(STR(?thing), "{space}")) }} ORDER BY ?id'
        )
        known = [str(row["id"]) for row in store.select(text)]
        for one in chosen:
            if one not in known:
                near = difflib.get_close_matches(one, known, 5, 0.4)
                raise NotFoundError(kind, one, near or known[:10])
