"""The channel of two who took part in one event."""

from __future__ import annotations

from itertools import product

import pytest

from kg.channel import CHANNELS, channel, taking_part
from kg.vocabulary import EVENT_KINDS, FORMATS, ROLES

P, M, H = ("party",), ("mediator",), ("host",)


@pytest.mark.parametrize(
    ("kind", "form", "one", "other", "expected"),
    [
        ("talks-round", "in-person", P, P, "met"),
        ("talks-round", "video", P, ("delegate",), "spoke"),
        ("talks-round", None, P, P, "spoke"),
        ("talks-round", "proximity", P, P, "mediated"),
        ("talks-round", "in-person", P, H, "mediated"),
        ("talks-round", "in-person", P, ("host", "party"), "met"),
        ("talks-round", "in-person", P, ("observer", "speaker"), None),
        ("meeting", "in-person", ("visitor",), H, "met"),
        ("meeting", None, ("participant",), ("participant",), "met"),
        ("meeting", "in-person", ("visitor", "mediator"), H, "mediated"),
        ("summit", "in-person", ("participant", "mediator"), M, "met"),
        ("summit", "mixed", ("visitor",), H, "met"),
        ("conference", "mixed", ("participant",), H, "spoke"),
        ("call", None, ("caller",), ("callee",), "spoke"),
        ("call", "phone", ("participant", "mediator"), ("participant",), "mediated"),
        ("mission", "shuttle", ("visitor",), ("participant",), "mediated"),
        ("signing", "in-person", ("signatory",), ("signatory",), "met"),
        ("exchange", "in-person", P, P, None),
        ("exchange", None, P, M, "mediated"),
        ("extension", "mixed", ("caller",), ("callee",), "spoke"),
        ("proposal", "written", ("author",), ("addressee",), "wrote"),
        ("proposal", "written", P, P, "wrote"),
        ("proposal", "in-person", ("author",), ("author",), None),
        ("proposal", "written", ("author",), ("commentator",), None),
        ("vote", "in-person", ("voter",), ("voter",), None),
        ("statement", "media", ("speaker",), ("addressee",), None),
        ("incident", "in-person", ("participant",), ("intermediary",), None),
    ],
)
def test_channel(
    kind: str, form: str | None, one: tuple[str, ...], other: tuple[str, ...], expected: str | None
) -> None:
    assert channel(kind, form, one, other) == expected
    assert channel(kind, form, other, one) == expected


def test_every_channel_is_named_and_who_is_in_contact_took_part() -> None:
    found = set()
    forms = (None, *FORMATS.ids)
    for kind, form, one, other in product(EVENT_KINDS.ids, forms, ROLES.ids, ROLES.ids):
        how = channel(kind, form, (one,), (other,))
        found.add(how)
        if how == "mediated":
            assert "mediated" in {taking_part(kind, form, (role,)) for role in (one, other)}
        elif how is not None:
            assert taking_part(kind, form, (one,)), (kind, form, one)
    assert found == {None, *CHANNELS.ids}
