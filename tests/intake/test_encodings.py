"""Encodings are told by what the bytes say; repairs are made only when they are certain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.intake.encodings import decode, tell_encoding
from framing.intake.mojibake import repair

TEXT = "قال المتحدث إن القوات دخلت إلى المدينة في الصباح، وإن السكان عادوا إلى بيوتهم بعد القصف."


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_arabic_is_told_in_every_usual_encoding(encoding: str, told: str) -> None:
    text = TEXT.replace("،", ",") if encoding == "iso-8859-6" else TEXT
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, told)


def test_the_two_single_byte_encodings_are_not_confused() -> None:
    for encoding, other in (("windows-1256", "iso8859-6"), ("iso8859-6", "windows-1256")):
        data = TEXT.replace("،", ",").encode(encoding)
        assert tell_encoding(data) == encoding != other


def test_a_declaration_that_the_bytes_contradict_is_not_believed() -> None:
    assert decode(TEXT.encode(), "windows-1256").text == TEXT  # type: ignore[union-attr]


def test_a_declaration_helps_where_the_bytes_alone_do_not() -> None:
    short = "دخلت القوات والمدنيون".encode("windows-1256")
    assert decode(short, "windows-1256").text == "دخلت القوات والمدنيون"  # type: ignore[union-attr]


def test_french_in_a_western_encoding_is_not_taken_for_arabic() -> None:
    text = "Les forces armées sont entrées dans la ville, a déclaré le porte-parole."
    assert decode(text.encode("cp1252")).text == text  # type: ignore[union-attr]


@settings(max_examples=200)
@given(st.binary(min_size=1, max_size=60))
def test_bytes_are_decoded_exactly_or_not_at_all(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        back = decoded.text.encode(decoded.encoding or "utf-8")
        assert data.endswith(back) or data.endswith(back[2:])  # a mark at the start aside


@pytest.mark.parametrize("wrong", ["latin-1", "windows-1256"])
def test_utf8_read_wrongly_is_put_right(wrong: str) -> None:
    broken = TEXT.encode().decode(wrong)
    fixed, step = repair(broken)
    assert fixed == TEXT
    assert step == f"UTF-8 read as {wrong}"


def test_windows_1256_read_as_western_is_put_right() -> None:
    broken = TEXT.encode("windows-1256").decode("windows-1252")
    assert repair(broken) == (TEXT, "windows-1256 read as windows-1252")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Ürün ØÙ Ålesund",
        "القوات دخلت Ø§Ù ثم خرجت",  # only a part: nothing is certain
        "café, naïve, Çá va",
        "قيمة ± ½ § ©",
        "",
    ],
)
def test_what_is_not_certain_is_left_as_it_is(text: str) -> None:
    assert repair(text) == (text, "")


@given(st.text(max_size=80))
def test_ordinary_text_is_never_repaired(text: str) -> None:
    assert repair(text)[0] == text or "read as" in repair(text)[1]
