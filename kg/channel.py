"""How two who took part in one event came into contact there: they met, spoke, wrote, or mediated.

Records say of what kind and format an event was, and in which role each took part; nobody writes
down the channel of a pair. It follows by these rules, of which the first that fits counts:

=============================  ===============================================  ================
kind of event                  roles of the two                                 channel
=============================  ===============================================  ================
proposal                       one gives it, the other receives it, or both     wrote
                               are parties to the text
any where sides deal with      one is a go-between, the other a side            mediated
each other
talks, meetings, summits,      two sides, or two go-betweens                    by the format:
calls, conferences, visits,                                                     met, spoke,
missions, signings                                                              mediated, wrote
exchange, humanitarian         caller and callee                                spoke
operation, extension           whoever else                                     none: how they
                                                                                dealt is not told
anything else                  whoever                                          none
=============================  ===============================================  ================

*Sides* take part in their own cause (party, delegate, visitor, caller …). *Go-betweens* are
mediators and intermediaries, and at talks, signings and exchanges also whoever hosts the others
without being a side. Who only organizes, observes, interprets, speaks to the press, comments or
votes comes into contact with nobody.

By the format: in one room they met; by telephone or video they spoke; in separate rooms, or with
somebody who travels from side to side, they were mediated. Where some were in the room and some
were not, they spoke, which is the least that is certain, unless one received the other. Without a
format the kind decides: people meet at a meeting, and speak in a call; of talks, too, that is the
least that is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.vocabulary import Concept, Scheme

if TYPE_CHECKING:
    from collections.abc import Collection

Channel = Literal["met", "spoke", "mediated", "wrote"]
# The closest first: of several at one event, that one counts.
ALL: tuple[Channel, ...] = ("met", "spoke", "mediated", "wrote")

CHANNELS = Scheme(
    "channel",
    "Channels of contact",
    (
        Concept("met", "Met", "In one room, each as a side."),
        Concept("spoke", "Spoke", "By telephone or by video, each as a side."),
        Concept(
            "mediated", "Mediated", "One of them was the go-between, or one went between the two."
        ),
        Concept("wrote", "Wrote", "One put a text to the other, or both were parties to it."),
    ),
)

_SIDES = frozenset(
    ("party", "signatory", "chair", "head-of-delegation", "delegate", "participant")
) | {"visitor", "caller", "callee"}
_GO_BETWEENS = frozenset({"mediator", "intermediary"})
_GIVES, _RECEIVES = frozenset({"author", "agent"}), frozenset({"addressee"})
# Here a host lends the place to others; elsewhere a host is who receives the visitor.
_LENDS = frozenset({"talks-round", "signing", "exchange", "humanitarian"})
_CALLS = frozenset({"caller", "callee"})
# Sides deal with each other in these, but the record does not tell how.
_DEALINGS = frozenset({"exchange", "humanitarian", "extension"})
_OF_FORMAT: dict[str | None, Channel] = {
    "in-person": "met",
    "mixed": "spoke",
    "video": "spoke",
    "phone": "spoke",
    "shuttle": "mediated",
    "proximity": "mediated",
    "written": "wrote",
}
_OF_KIND: dict[str, Channel] = {
    "talks-round": "spoke",
    "meeting": "met",
    "summit": "met",
    "call": "spoke",
    "conference": "met",
    "visit": "met",
    "mission": "met",
    "signing": "met",
}


def channel(
    kind: str, form: str | None, one: Collection[str], other: Collection[str]
) -> Channel | None:
    """Return how two came into contact at an event; None: not at all, or nobody tells.

    ``kind`` and ``form`` are the event's kind and format, ``one`` and ``other`` the roles of the
    two there, all by their ids in :mod:`kg.vocabulary`. The order of the two plays no part.
    """
    if kind == "proposal":
        return "wrote" if _corresponded(set(one), set(other)) else None
    first, second = _stands(kind, one), _stands(kind, other)
    if first is None or second is None:
        return None
    if first != second:
        return "mediated"
    if kind in _OF_KIND and form == "mixed" and {"host", "visitor"} <= {*one, *other}:
        return "met"
    return _medium(kind, form, set(one) & _CALLS and set(other) & _CALLS)


def taking_part(kind: str, form: str | None, roles: Collection[str]) -> Channel | None:
    """Return how one with these roles took part in an event; None: came into contact with nobody.

    A go-between mediated; a side met, spoke or wrote as the format tells.
    """
    if kind == "proposal":
        return "wrote" if {"party", *_GIVES, *_RECEIVES} & set(roles) else None
    stands = _stands(kind, roles)
    if stands is None:
        return None
    return "mediated" if stands == "between" else _medium(kind, form, set(roles) & _CALLS)


def _stands(kind: str, roles: Collection[str]) -> Literal["side", "between"] | None:
    if kind not in _OF_KIND and kind not in _DEALINGS:
        return None
    given = set(roles)
    if given & _GO_BETWEENS:
        return "between"
    if given & _SIDES:
        return "side"
    if "host" in given:
        return "between" if kind in _LENDS else "side"
    return None


def _medium(kind: str, form: str | None, called: object) -> Channel | None:
    if kind in _DEALINGS:
        return "spoke" if called else None
    return _OF_FORMAT.get(form) if form is not None else _OF_KIND[kind]


def _corresponded(one: set[str], other: set[str]) -> bool:
    if "party" in one and "party" in other:
        return True
    return bool((one & _GIVES and other & _RECEIVES) or (other & _GIVES and one & _RECEIVES))
