"""What a check of the records found, kept for as long as nothing changes.

``KG_CACHE``/examined/KEY.json; see :mod:`kg.content`.
"""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg import settings
from kg.content import key_of
from kg.errors import Problem
from kg.halfway import part_beside, sweep

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 30 * 24 * 3600


def examined(folder: Path) -> tuple[int | None, list[Problem]]:
    """Return the number of records (None when files break the models) and every problem found."""
    cache = settings.cache_folder()
    # Problems name files from the folder's own name on.
    key = None if cache is None else key_of(cache, folder, folder.name)
    if cache is None or key is None:
        return _examine(folder)
    place = cache / "examined" / f"{key}.json"
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(place.read_bytes())
        return kept["records"], [Problem(**one) for one in kept["problems"]]
    records, problems = _examine(folder)
    # What changed while it was read has another key.
    if key_of(cache, folder, folder.name) == key:
        with contextlib.suppress(OSError):  # then it is examined again next time
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            sweep(place.parent)
            text = json.dumps({"records": records, "problems": [*map(asdict, problems)]})
            part = part_beside(place)
            part.write_text(text, encoding="utf-8")
            part.replace(place)
            for old in place.parent.glob("*.json"):
                if old.stat().st_mtime < time.time() - _SECONDS:
                    old.unlink()
    return records, problems


def _examine(folder: Path) -> tuple[int | None, list[Problem]]:
    # The models take a quarter of a second that a check already done need not pay.
    from kg.load import examine  # noqa: PLC0415

    dataset, problems = examine(folder)
    return None if dataset is None else sum(1 for _ in dataset.records()), problems
