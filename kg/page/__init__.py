"""What the pages of records tell: SPARQL in, plain dataclasses out.

Nothing here knows of the dashboard, nor of the records that the graph was made from.
"""

from kg.page.actor import ActorPage, actor_page
from kg.page.catalogue import About, about
from kg.page.claim import (
    Claim,
    claim_days,
    claims_about,
    claims_by,
    claims_of_day,
    claims_of_view,
    rival_claims,
)
from kg.page.claim_sheet import claim_columns, claim_sheet, claim_table
from kg.page.coverage import Coverage, coverage
from kg.page.dispute import Answer, Dispute, disputes
from kg.page.event import EventPage, event_page
from kg.page.foretold import ForetoldPage, foretold_page
from kg.page.quality import Explained, Quality, explained, quality
from kg.page.ref import Ref
from kg.page.source import Citation, Source
from kg.page.thing import ThingPage, thing_page

__all__ = [
    "About",
    "ActorPage",
    "Answer",
    "Citation",
    "Claim",
    "Coverage",
    "Dispute",
    "EventPage",
    "Explained",
    "ForetoldPage",
    "Quality",
    "Ref",
    "Source",
    "ThingPage",
    "about",
    "actor_page",
    "claim_columns",
    "claim_days",
    "claim_sheet",
    "claim_table",
    "claims_about",
    "claims_by",
    "claims_of_day",
    "claims_of_view",
    "coverage",
    "disputes",
    "event_page",
    "explained",
    "foretold_page",
    "quality",
    "rival_claims",
    "thing_page",
]
