"""One color per label, the same in every chart, table and page.

The nine hues are Paul Tol's "muted" scheme, which people with any color vision tell apart; they
are ordered so that neighbors differ in lightness too and survive a grey printer. Color never
carries a figure alone: every bar has its label in words.

References
----------
Tol, P. (2021). Colour Schemes. SRON technical note SRON/EPS/TN/09-002, issue 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence

# (on a light ground, on a dark ground)
PALETTE = (
    ("#332288", "#8f83e0"),
    ("#ddcc77", "#ddcc77"),
    ("#117733", "#4cb577"),
    ("#cc6677", "#e08c9a"),
    ("#882255", "#cf6fa5"),
    ("#44aa99", "#5fc4b3"),
    ("#aa4499", "#cc77c0"),
    ("#88ccee", "#88ccee"),
    ("#999933", "#b9b94e"),
)

# Concepts with more labels go on with paler and deeper kin of the same hues.
KIN = (
    ("#7d74b8", "#b7b0ee"),
    ("#a08d35", "#efe3a6"),
    ("#6fae84", "#8fd6ab"),
    ("#8f3a47", "#f0b4be"),
    ("#c17aa3", "#e6a9cb"),
    ("#1f7368", "#9bdfd4"),
    ("#d18fd1", "#e6b3e2"),
    ("#3f86ab", "#bfe4f5"),
    ("#62621d", "#d6d68a"),
)
OTHER = ("#777777", "#a0a0a0")

# The journal theme: greys that stay apart, for print.
GREYS = ("#1a1a1a", "#8c8c8c", "#4d4d4d", "#bfbfbf", "#333333", "#a6a6a6", "#666666", "#d9d9d9")

INK, MUTED, RULE, PAPER = "#1c1f24", "#5b6270", "#d5d9e0", "#ffffff"


def label_colors(
    labels: Sequence[str], *, grey: bool = False, dark: bool = False
) -> dict[str, str]:
    """Give each label of a concept its color, by its place in the lexicon.

    Parameters
    ----------
    labels : sequence of str
        All labels of the concept in the lexicon's order, whether or not they occur.
    grey : bool, default False
        Greys only, for the journal theme.
    dark : bool, default False
        The variants for a dark ground.

    Examples
    --------
    >>> label_colors(["official_name", "militia"])["militia"]
    '#ddcc77'
    """
    if grey:
        return {label: GREYS[i % len(GREYS)] for i, label in enumerate(labels)}
    hues = [*PALETTE, *KIN, *[OTHER] * len(labels)]
    return {label: hue[dark] for label, hue in zip(labels, hues, strict=False)}


def is_dark(color: str) -> bool:
    """Tell whether white text stands better than black on a color.

    Examples
    --------
    >>> is_dark("#332288"), is_dark("#ddcc77")
    (True, False)
    """
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2] < 0.18
