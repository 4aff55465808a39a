"""A request that HTTP itself has a status for: refused with it, a sentence and headers."""

from __future__ import annotations

from kg.errors import CallError


class RefusedError(CallError):
    """A request that is refused; ``status`` is of RFC 9110 or RFC 6585."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(sentence)
