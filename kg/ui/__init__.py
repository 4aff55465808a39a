"""The dashboard: pages, the state of a view, and the panels drawn in the browser."""
