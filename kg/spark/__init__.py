"""Beyond one machine: importers and mapping as Spark jobs, with the extra ``spark``.

What a record becomes is told by the same functions as on one machine; here is only how work and
records find each other. Spark is imported when a job begins, and nowhere else.
"""
