"""The rows of the quotations table, read one article after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.reading.article import ArticleReading, Page

COLUMNS = (
    "row", "start", "end", "kind", "cue", "cue_stance", "speaker", "speaker_start", "speaker_end",
    "rule", "named", "found_by", "n_words",
)  # fmt: skip


def read_speech(pages: Sequence[Page]) -> list[tuple[Any, ...]]:
    """Return the values of ``COLUMNS`` for every stretch of speech, in order.

    Parameters
    ----------
    pages : sequence of Page
        Articles; ``row`` is the place of each.
    """
    found: list[tuple[Any, ...]] = []
    for row, page in enumerate(pages):
        article = ArticleReading(*page)
        for piece, speaker in article.speech():
            cue = piece.cue.entry.cue if piece.cue is not None else None
            known = speaker.start >= 0
            found.append(
                (
                    row,
                    piece.start,
                    piece.end,
                    piece.voice,
                    cue.cue if cue else "",
                    cue.stance if cue else "",
                    article.name_of(speaker),
                    speaker.start if known else None,
                    speaker.end if known else None,
                    speaker.rule,
                    speaker.named,
                    piece.rule,
                    len(page.text[piece.start : piece.end].split()),
                )
            )
    return found
