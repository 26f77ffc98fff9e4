"""Benchmarks of the paths that people wait for: `make bench`, see docs/benchmarks.md."""
