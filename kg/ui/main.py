"""The script that Streamlit runs for each reader, again and again: it only calls the dashboard."""

from kg.ui.shell import run

run()
