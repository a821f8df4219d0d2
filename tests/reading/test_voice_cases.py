"""Every hard case is read as it is marked."""

import pytest

from tests.reading.voice_cases import load_cases, read, runs, unmarked

FILES = ("marks", "reports", "governed", "headlines", "speakers", "verbatim")
CASES = [(name, case) for name in FILES for case in load_cases(name)]


def test_there_are_more_than_120_cases():
    assert len(CASES) > 120


@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[f"{n}: {c['name']}" for n, c in CASES])
def test_voices_and_speakers_are_read_as_marked(case):
    text, expected = unmarked(case["text"])
    voices, speakers = read(text)
    assert runs(text, voices) == runs(text, expected)
    asked = case["speakers"]
    assert len(speakers) == len(asked)
    assert [s if a is not None else None for s, a in zip(speakers, asked, strict=True)] == asked


@pytest.mark.parametrize("case", load_cases("known_failures"), ids=lambda c: c["name"])
@pytest.mark.xfail(strict=True)
def test_known_failures_still_fail(case):
    text, expected = unmarked(case["text"])
    voices, _ = read(text)
    assert runs(text, voices) == runs(text, expected)
