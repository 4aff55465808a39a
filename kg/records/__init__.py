"""The record models: what a curator writes. They know nothing of YAML, RDF or Streamlit."""

from kg.records.actor import Actor, Office
from kg.records.catalogue import Catalogue
from kg.records.claim import Claim, ClaimOutcome
from kg.records.event import Event, Participation
from kg.records.fields import Model, Record
from kg.records.lifecycle import LifecycleEntry
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
    "Event",
    "LifecycleEntry",
    "Model",
    "Office",
    "Participation",
    "Record",
    "Source",
    "Statement",
    "Topic",
    "Track",
    "Venue",
    "best",
]
