"""Machine code is kept under a name that changes with everything it is made of."""

from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from framing.cache import compiled, kept_code, within_compiled

STEP = 2


@within_compiled
def stepped(value: int) -> int:
    return value + STEP


def twice(value: Any) -> Any:
    return stepped(stepped(value))


def _with(**changed: object) -> FunctionType:
    return FunctionType(twice.__code__, {**globals(), **changed}, "twice")


def other_step(value: int) -> int:
    return value - STEP


def test_a_function_for_compiled_ones_is_plain_for_all_others() -> None:
    assert stepped(1) == 3
    assert compiled(twice)(1) == 5


def test_the_same_parts_have_the_same_folder() -> None:
    folder = kept_code(twice)
    assert folder is not None and folder == kept_code(_with())


def test_another_function_that_is_called_changes_the_folder() -> None:
    assert kept_code(_with(stepped=other_step)) != kept_code(twice)


def test_a_constant_of_a_called_function_changes_the_folder() -> None:
    of_three = FunctionType(stepped.__code__, {"STEP": 3}, "stepped")
    of_two = FunctionType(stepped.__code__, {"STEP": 2}, "stepped")
    assert kept_code(_with(stepped=of_three)) != kept_code(twice)
    assert kept_code(_with(stepped=of_two)) == kept_code(twice)


def test_the_environment_sets_where_machine_code_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    folder = kept_code(twice)
    assert folder is not None and tmp_path in folder.parents
    assert compiled(twice)(1) == 5
    assert list(folder.glob("**/*.nbc"))
