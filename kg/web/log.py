"""The log of the server: one line for each request, to standard error, as ``name=value`` pairs.

A value with anything but plain signs is written as a JSON string, so whatever a request holds, it
begins no line and no pair of its own (CWE-117). Of a request the line has the method, the path and
the query as they were sent, both cut; never a header, so no cookie and no password.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOGGER = logging.getLogger("kg.web")
_LONGEST = 300
_PLAIN = re.compile(r"[A-Za-z0-9_./:@+,;~!*()%&?|<>{}-]+")


def begin() -> None:
    """Write the log to standard error from now on; a level that was set before is kept."""
    if LOGGER.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.propagate = False
    if LOGGER.level == logging.NOTSET:
        LOGGER.setLevel(logging.INFO)


def line(level: str, pairs: Mapping[str, object]) -> str:
    """Return a line of the log: the time in UTC, the level, and the pairs."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    whole = {"time": now, "level": level, **pairs}
    return " ".join(f"{name}={_written(value)}" for name, value in whole.items())


def told(pairs: Mapping[str, object]) -> None:
    """Log what a request was answered with."""
    if LOGGER.isEnabledFor(logging.INFO):
        LOGGER.info(line("info", pairs))


def failed(error: BaseException, pairs: Mapping[str, object]) -> None:
    """Log a mistake of ours, with where it happened, on one line too."""
    trace = "".join(traceback.format_exception(error))
    LOGGER.error("%s trace=%s", line("error", pairs), json.dumps(trace))


def _written(value: object) -> str:
    text = str(value)
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "..."
    if _PLAIN.fullmatch(text):
        return text
    # All beyond ASCII and most control characters are escaped by JSON; this one is not.
    return json.dumps(text).replace("\x7f", "\\u007f")
