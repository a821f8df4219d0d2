from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import framing
from framing.lexicon.nouns import CLASSES
from framing.text.spelling import RULES

HOME = Path(framing.__file__).parent
DOCS = HOME.parent / "docs" / "lexicons.md"


def rules() -> Iterator[str]:
    """The fifth argument, or `rule=`, of every Finding in the code."""
    for path in (*(HOME / "lexicon").glob("*.py"), HOME / "reading" / "proofs.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                named = [k.value for k in node.keywords if k.arg == "rule"]
                for value in named or node.args[4:5]:
                    if isinstance(value, ast.Constant):
                        yield str(value.value)


def test_every_rule_of_the_check_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text(encoding="utf-8")))
    assert len(set(rules())) > 20
    assert set(rules()) <= documented


def test_every_spelling_rule_and_class_of_endings_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text(encoding="utf-8")))
    assert {*RULES, *CLASSES} <= documented
