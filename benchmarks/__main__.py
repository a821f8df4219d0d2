"""Run every benchmark, or those named: ``python -m benchmarks [finding …]``."""

import sys
from importlib import import_module
from pathlib import Path

names = sys.argv[1:] or sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("__")
)
for name in names:
    print(f"\n## {name}")
    import_module(f"benchmarks.{name}").main()
