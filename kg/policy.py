"""Policies: which of the competing values of an event stands for it.

``editor``         the rank that the editors gave (the default)
``earliest``       the value that was reported first
``corroborated``   the value with the most independent origins, claims that agree counted in
``party:ID``       the value as that side tells it, last; where it is silent, the editors' value

How they choose stands in :mod:`kg.choice`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import CallError

PLAIN = ("editor", "earliest", "corroborated")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by name; ``actor`` is set for that of a side."""

    name: str = "editor"
    actor: str | None = None

    @classmethod
    def of(cls, text: str) -> Policy:
        """Read a policy as an address or a command has it. Raises CallError."""
        if text in PLAIN:
            return cls(text)
        found = re.fullmatch(r"party:([a-z0-9]+(?:-[a-z0-9]+)*)", text)
        if found is None:
            msg = f"policy '{text}' is not known ({', '.join(PLAIN)}, or party:ID of an actor)"
            raise CallError(msg)
        return cls("party", found[1])

    def __str__(self) -> str:
        return f"party:{self.actor}" if self.actor else self.name


EDITOR = Policy()
