"""Event codes of CAMEO (Conflict and Mediation Event Observations, manual 1.1b3) as our kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.imports.made import Made, without_nothing
from kg.imports.row import RowError

if TYPE_CHECKING:
    from collections.abc import Sequence

# The twenty root codes.
ROOTS = {
    "01": "make public statement", "02": "appeal", "03": "express intent to cooperate",
    "04": "consult", "05": "engage in diplomatic cooperation",
    "06": "engage in material cooperation",
    "07": "provide aid", "08": "yield", "09": "investigate", "10": "demand", "11": "disapprove",
    "12": "reject", "13": "threaten", "14": "protest", "15": "exhibit force posture",
    "16": "reduce relations", "17": "coerce", "18": "assault", "19": "fight",
    "20": "use unconventional mass violence",
}  # fmt: skip
# The longest code that a code begins with decides; None: nothing of ours is of that kind.
_KINDS: dict[str, str | None] = {
    "01": "statement", "02": "statement", "03": "statement", "040": "meeting", "041": "call",
    "042": "visit", "043": "visit", "044": "meeting", "045": "mission", "046": "talks-round",
    "05": "statement", "050": None, "057": "signing", "073": "humanitarian", "0841": "exchange",
    "10": "statement", "11": "statement", "115": None, "116": None, "12": "statement",
    "128": None, "129": "vote", "13": "statement", "15": "military", "164": "suspension",
    "165": "suspension", "18": "incident", "19": "military", "20": "military",
}  # fmt: skip
# What two do together: the row of each side tells the same. A visit is made by one, and hosted
# by the other.
_TOGETHER = {"040": "040", "041": "041", "042": "visit", "043": "visit", "044": "044", "046": "046",
             "057": "057"}  # fmt: skip


def kind_of(code: str) -> str:
    """Return our kind of event. Raises RowError for a code that is none, or has no kind here."""
    if not (code.isascii() and code.isdigit() and code[:2] in ROOTS and len(code) <= 4):
        msg = f"CAMEO code '{code:.20}' is not known (three or four digits, 010 to 204)"
        raise RowError(msg)
    if len(code) < 3:
        msg = f"CAMEO code '{code}' has two digits (three or four: was a zero in front lost?)"
        raise RowError(msg)
    known = next(code[:size] for size in (4, 3, 2, 0) if code[:size] in _KINDS or not size)
    kind = _KINDS.get(known)
    if kind is None:
        msg = f"CAMEO code {code} ({ROOTS[code[:2]]}) is of no kind of event that is kept here"
        raise RowError(msg)
    return kind


def event(record: dict[str, Any], code: str, actors: Sequence[str], told: str) -> Made:
    """Return the event of a row; with the row of the other side it is one.

    ``actors``: who did it, and to whom. ``told``: when, where and in which text it stands.
    """
    act = _TOGETHER.get(code)
    joins = act is not None and actors[0] != actors[1]
    twin = f"{told}|{act}|{'|'.join(sorted(actors))}" if joins else None
    return Made("events", without_nothing(record), True, twin, ">".join(actors))


def roles(code: str) -> tuple[str, str]:
    """Return the roles of the first and the second actor."""
    if code == "042":
        return "visitor", "host"
    if code == "043":
        return "host", "visitor"
    if code == "041":
        return "participant", "participant"
    if code[:2] in ("15", "18", "19", "20"):
        return "agent", "subject"
    if kind_of(code) == "statement":
        return "speaker", "addressee"
    return "participant", "participant"
