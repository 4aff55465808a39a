"""The dashboard over synthetic events: ``EVENTS=20000 streamlit run benchmarks/synthetic_app.py``.

The records are made in memory, so that nobody has to read them from files first.
"""

import os
import sys
from pathlib import Path

import streamlit as st

# Streamlit puts the folder of this file there; the package and its tests stand beside that folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from synthetic import dataset

from kg.graph import Graph
from kg.ui import opened
from kg.web.server import MAIN, MIDDLEWARE, ROUTES, warmed

opened.open_graph = lambda: Graph(dataset(int(os.environ.get("EVENTS", "20000"))))
# Streamlit looks for this very call in the text of the file.
app = st.App(MAIN, lifespan=warmed, middleware=MIDDLEWARE, routes=ROUTES)
