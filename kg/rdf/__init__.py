"""The graph as text: records become N-Quads, without any RDF library."""
