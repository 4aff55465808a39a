"""The bar on which a reader moves the day of the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ui import components, knowledge, opened

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from kg.view import View

_KEY = "asof"


def day_bar(view: View) -> None:
    """Show the bar; the address follows the day that the reader comes to rest on."""
    components.asof(payload(view), key=_KEY, on_day=_moved)


def payload(view: View) -> Mapping[str, object]:
    """Return what the bar shows: the days on which more became known, and the day of the view."""
    news = opened.news()
    today = opened.graph().dataset.catalogue.released.latest_end
    return {
        "days": [day.isoformat() for day in news],
        "counts": list(news.values()),
        "day": _iso(view.as_of),
        "today": _iso(today),
        "label": "Known by",
        "story": [],
    }


def _moved() -> None:
    view = replace(knowledge.current(), as_of=components.chosen_day(_KEY))
    knowledge.write(view)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
