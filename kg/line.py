"""Text as files of other formats can hold it."""

from __future__ import annotations

import re

# All but what XML 1.0 (section 2.2, Char) lets stand in a document; RFC 5545 (section 3.1) asks
# for no less.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def line(text: str) -> str:
    """Return text on one line, without the signs that files of text must not hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())
