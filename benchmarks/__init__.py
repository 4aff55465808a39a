"""What things cost: ``python -m benchmarks`` measures, and writes ``docs/performance.md``."""
