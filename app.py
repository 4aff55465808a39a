"""The dashboard: ``streamlit run app.py``."""

import streamlit as st

from kg.web.server import MAIN, MIDDLEWARE, ROUTES, warmed

# Streamlit looks for this very call in the text of the file.
app = st.App(MAIN, lifespan=warmed, middleware=MIDDLEWARE, routes=ROUTES)
