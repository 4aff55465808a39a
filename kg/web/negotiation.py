"""Which of the types that we have a request prefers: RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")  # RFC 9110, section 12.4.2


def preferred(accept: str, offered: Iterable[str]) -> str | None:
    """Return the media type that an ``Accept`` header prefers; None when it takes none of ours.

    Of types that are liked equally it is the one named first, and of those that are not named the
    one offered first. An empty header takes anything.
    """
    ranges: dict[str, tuple[float, int]] = {}
    for place, part in enumerate((accept.strip() or "*/*").split(",")):
        media, *parameters = (one.strip().lower() for one in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        ranges.setdefault(media, (float(weight) if _WEIGHT.fullmatch(weight) else 0.0, -place))
    best, found = (0.0, 0), None
    for media in offered:
        # The most specific range that a type is in tells how it is liked.
        within = (media, media.partition("/")[0] + "/*", "*/*")
        liked = next((ranges[one] for one in within if one in ranges), (0.0, 0))
        if liked[0] > 0 and (found is None or liked > best):
            best, found = liked, media
    return found
