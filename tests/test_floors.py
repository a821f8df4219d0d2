"""The way of the data can be read off the folders: imports point down only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "framing"

# Floors, lowest first; folders of one floor do not import each other.
FLOORS = [
    {
        "errors",
        "tables",
        "spans",
        "outputs",
        "progress",
        "bundled",
        "tableio",
        "tableparts",
        "recipe",
        "cache",
        "spreadsheet",
    },
    {"text"},
    {"intake", "lexicon"},
    {"reading"},
    {"measure"},
    {"coding"},
    {"models"},
    {"show"},
    {"plots"},
    {"studies"},
    {"study"},
    {"reproduce"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
GROUND = FLOORS[0]
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def unit_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("framing.")}


def floor_of(unit: str) -> int:
    return next(n for n, floor in enumerate(FLOORS) if unit in floor)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down_only(path: Path) -> None:
    unit = unit_of(path)
    for name in imports_of(path):
        other = name.split(".")[1]
        if not (PACKAGE / other).exists() and not (PACKAGE / f"{other}.py").exists():
            continue  # a name bound in framing/__init__.py
        if other == unit or other in GROUND:
            continue
        assert floor_of(other) < floor_of(unit), f"{path.name} imports {name}"


def test_no_cycles_inside_a_folder() -> None:
    graph = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): imports_of(path)
        for path in MODULES
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"cycle: {' → '.join((*trail, name))}"
        if name in done:
            return
        for other in sorted(graph.get(name, set()) & graph.keys()):
            visit(other, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_importing_framing_loads_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'numba', 'sklearn', 'matplotlib', 'pyarrow', 'scipy'}"
    code = f"import framing, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_at_most_twenty_names_are_taught() -> None:
    import framing

    assert len(framing.__all__) <= 20
    for name in framing.__all__:
        assert getattr(framing, name).__doc__, name
