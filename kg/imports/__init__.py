"""Importers: rows of other data sets become records, each with where it is from.

A row is read, turned into records, checked against the models, and kept in a store on disk, so that
memory does not grow with the file. What can't be taken over is rejected with its reason.
"""

from kg.imports.run import DATA_SETS, Report, import_files
from kg.imports.table import mapped

__all__ = ["DATA_SETS", "Report", "import_files", "mapped"]
