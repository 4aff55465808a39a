"""The server, and all that it answers besides pages: records, files, queries."""
