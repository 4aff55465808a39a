"""Where another engine is, and what it knows us by."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import CallError

VARIABLES = "KG_STORE_USER with KG_STORE_PASSWORD, or KG_STORE_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server knows us by; it stands in no text that is shown or logged."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def parts_of(url: str) -> tuple[bool, str, int, str]:
    """Return whether an address is one of TLS, its host, port, and path with parameters.

    Raises CallError when it is none, or holds a password.
    """
    if "@" in url:
        msg = f"the address of an engine must hold no user and password (set {VARIABLES})"
        raise CallError(msg)
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        plain = re.fullmatch(r"[\x21-\x7e]+", url)
        if parts.scheme in ("http", "https") and parts.hostname and plain and not parts.fragment:
            return secure, parts.hostname, port, path
    msg = f"'{url}' is no address of an engine (such as sparql+http://localhost:7878/query)"
    raise CallError(msg)
