"""A folder of records of two events, as small as exports, queries and the command line need it.

Each event has a claim of its own track; the claim of one disputes a claim of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SMALL = {
    "dataset.yaml": """
title: Small
description: For tests.
version: 1.0.0
released: 2022-12-31
licence: https://creativecommons.org/licenses/by/4.0/
publisher: Test
coverage: Nothing.
""",
    "sources.yaml": """
- {id: news, title: News, publisher: Daily, published: 2022-03-29, kind: newspaper}
- {id: wire, title: Wire, publisher: Agency, published: 2022-03-30, kind: agency, perspective: land}
- {id: copy, title: Copy, publisher: Site, derived_from: wire, published: 2022-05-01,
   kind: republished}
""",
    "topics.yaml": """
- {id: peace, label: Peace}
- {id: guarantees, label: Guarantees, broader: peace}
""",
    "tracks.yaml": """
- {id: talks, title: Talks, description: All of them., parties: [land]}
- {id: east-talks, title: Eastern talks, description: Those in the east., part_of: talks}
- {id: other, title: Other, description: The rest.}
""",
    "venues.yaml": """
- {id: town, name: Town, country: TR, precision: none}
- {id: hall, name: Hall, country: TR, within: town, precision: none}
""",
    "actors.yaml": """
- {id: land, name: Land, type: state}
- {id: ministry, name: Ministry, type: government-body, part_of: land}
- id: envoy
  name: Envoy
  names: {uk: Посол}
  type: person
  affiliation: land
  offices: [{id: minister, title: Minister, of: ministry, begin: 2020, verified: memory}]
- {id: other-envoy, name: Other envoy, type: person}
""",
    "events.yaml": """
- id: round
  title: '=SUM(1), "quoted"'
  kind: talks-round
  tracks: [east-talks]
  date:
    - {value: 2022-03-29, rank: preferred, sources: news}
    - {value: 2022-03-28/2022-03-30, sources: wire}
  lifecycle: held
  venue: hall
  participants:
    - {actor: envoy, role: delegate, party: land, office: minister}
  topics: [guarantees]
  summary: They met, and talked.
  claims:
    - {id: one-day, speaker: envoy, text: One day., question: How long?, answer: one, sources: news}
    - {id: two-days, text: Two days., question: How long?, answer: two, sources: wire,
       disputes: [no-call]}
  sources: [news, wire]
- id: call
  title: A call
  kind: call
  tracks: [other]
  date: 2022-04
  lifecycle: held
  format: phone
  participants:
    - {actor: other-envoy, role: caller}
  summary: "+ They spoke."
  follows: round
  claims:
    - {id: no-call, speaker: other-envoy, text: There was no call., modality: denied, sources: copy}
  sources: [copy]
""",
}


def write_small(folder: Path) -> Path:
    """Write the folder of records, and return it; messages call it ``data``."""
    target = folder / "data"
    target.mkdir()
    for name, text in SMALL.items():
        (target / name).write_text(text.lstrip(), encoding="utf-8")
    return target
