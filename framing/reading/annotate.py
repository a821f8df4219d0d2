"""What the text around a mention says of it: region, voice, speaker, marks, hedges, target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.reading.article import ArticleReading, Page
from framing.reading.parties import Party
from framing.reading.targets import target_of


class Asked(NamedTuple):
    """One article and the spans to annotate in it.

    ``spans`` holds ``(start, end, said_of)``: whether the mention is said of somebody.
    ``parties`` are those named in the text, where a target is asked for.
    """

    page: Page
    spans: Sequence[tuple[int, int, bool]]
    parties: Sequence[Party] = ()


class Annotation(NamedTuple):
    """What is known of one span, as in the contract's ``mentions``."""

    region: str
    voice: str
    speaker: str
    scare_quoted: bool
    hedged: bool
    target: str


def annotate(asked: Sequence[Asked]) -> list[tuple[str, str, str, bool, bool, str]]:
    """Say of every span in what region and voice it stands, who speaks, and of whom.

    The voice is the text's, by rule; it does not tell whether the outlet agrees with what it
    reports.

    Parameters
    ----------
    asked : sequence of Asked
        Articles, each with its spans.

    Returns
    -------
    list of tuple
        ``region, voice, speaker, scare_quoted, hedged, target``, one for each span, in order.

    Examples
    --------
    >>> from framing.reading.eventfinder import find_events
    >>> from framing.reading.furniture import NOTHING
    >>> text = "قال إن الجيش تقدم."
    >>> page = Page(text, "", 0, "", NOTHING, find_events([text])[0])
    >>> annotate([Asked(page, [(7, 12, False)])])
    [('lead', 'reported', '', False, False, '')]
    """
    found = []
    for page, spans, parties in asked:
        article = ArticleReading(*page)
        for start, end, said_of in spans:
            found.append(
                (
                    article.region_at(start),
                    article.voice_at(start),
                    article.speaker_at(start),
                    article.is_scare_quoted(start, end),
                    article.is_hedged(start, end),
                    target_of(page.text, start, end, parties) if said_of else "",
                )
            )
    return found
