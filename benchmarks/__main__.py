"""Measure, and write ``docs/performance.md`` with its curves.

Without an option: the other scripts (loading, building, networks, Spark), then all queries with
1,000 and 10,000 events. ``--page`` measures nothing, and writes the page from what was measured
before. Engines that are not installed are left out, and told.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from benchmarks import curves, page, queries, scripts


def main() -> None:
    """Run what is asked for, and write the page from all that was ever measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--full", action="store_true", help="100,000 events too")
    parser.add_argument("--million", action="store_true", help="1,000,000 alone: hours, 100 GB")
    parser.add_argument("--sizes", help="instead, such as curated:1000,coded:10000")
    parser.add_argument("--cache", type=Path, default=Path("benchmarks/cache"))
    parser.add_argument("--seconds", type=float, default=60.0, help="the longest a query may take")
    parser.add_argument("--engines", default=",".join(queries.ENGINES))
    parser.add_argument("--scripts", default=",".join(scripts.SCRIPTS), help="before the queries")
    parser.add_argument("--only", default="", help="these questions, with ; between")
    parser.add_argument("--again", action="store_true", help="also what was measured before")
    parser.add_argument("--page", action="store_true", help="measure nothing")
    asked = parser.parse_args()
    # Whoever ends this ends the engines too.
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, lambda *_: sys.exit(1))
    options = queries.Options(
        asked.cache.resolve(),
        asked.seconds,
        tuple(asked.engines.split(",")),
        tuple(part.strip() for part in asked.only.split(";") if part.strip()),
        asked.again,
    )
    sizes: tuple[tuple[str, int], ...] = (
        queries.FULL if asked.full else queries.MILLION if asked.million else queries.QUICK
    )
    if asked.sizes is not None:
        parts = (one.split(":") for one in asked.sizes.split(",") if one)
        sizes = tuple((profile, int(events)) for profile, events in parts)
    for name in () if asked.page else filter(None, asked.scripts.split(",")):
        scripts.run(name)
    for profile, events in () if asked.page else sizes:
        queries.measure(profile, events, options)
    curves.draw()
    page.write()


if __name__ == "__main__":
    main()
