"""The record models: what a curator writes. They know nothing of YAML, RDF or Streamlit."""

from kg.records.actor import Actor, Office
from kg.records.catalogue import Catalogue, Release
from kg.records.claim import Claim, ClaimOutcome
from kg.records.coverage import Coverage
from kg.records.document import Document
from kg.records.event import Event
from kg.records.fields import Explanation, Model, Record, Withdrawal
from kg.records.lifecycle import LifecycleEntry
from kg.records.participation import Participation, Signature
from kg.records.source import Source
from kg.records.statement import Citation, Statement, best
from kg.records.topic import Topic
from kg.records.track import Track
from kg.records.venue import Venue

__all__ = [
    "Actor",
    "Catalogue",
    "Citation",
    "Claim",
    "ClaimOutcome",
    "Coverage",
    "Document",
    "Event",
    "Explanation",
    "LifecycleEntry",
    "Model",
    "Office",
    "Participation",
    "Record",
    "Release",
    "Signature",
    "Source",
    "Statement",
    "Topic",
    "Track",
    "Venue",
    "Withdrawal",
    "best",
]
