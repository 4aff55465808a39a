"""What the server counts, for Prometheus: ``GET /metrics`` (text format, or OpenMetrics if asked).

Labels are from closed sets only: the template of a route, a known method, a status. What a request
names never becomes one, so nobody can fill the memory by asking for many addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

REGISTRY = CollectorRegistry()
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter(
    "parley_requests", "Requests answered.", ("route", "method", "status"), registry=REGISTRY
)
SECONDS = Histogram(
    "parley_request_seconds",
    "Seconds from a request to the end of its answer.",
    ("route",),
    buckets=_SECONDS,
    registry=REGISTRY,
)
RUNNING = Gauge(
    "parley_requests_running",
    "Requests, and pages held open, that are being answered.",
    ("route",),
    registry=REGISTRY,
)
FAILED = Counter("parley_failures", "Mistakes of ours: answers with 500.", registry=REGISTRY)
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


def method(name: str) -> str:
    """Return a method as a label."""
    return name if name in METHODS else "other"


async def metrics(request: Request) -> Response:
    """Answer with all that is counted."""
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    headers = {"content-type": media_type, "cache-control": "no-store", "vary": "accept"}
    return Response(encode(REGISTRY), headers=headers)


ROUTES = [Route("/metrics", metrics, methods=["GET"])]
