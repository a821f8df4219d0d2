"""Speed and memory, measured against other tools in one run: ``python -m benchmarks``."""
