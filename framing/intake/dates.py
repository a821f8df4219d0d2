"""Dates as outlets write them."""

from __future__ import annotations

import re


def read_date(value: str) -> str:
    """Return a date as ``YYYY-MM-DD``, or ``""`` when it is unknown or ambiguous.

    Examples
    --------
    >>> read_date("2017-10-15T08:30:00Z")
    '2017-10-15'
    >>> read_date("last Sunday")
    ''
    """
    import datetime

    found = re.match(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", value, re.ASCII)
    try:
        return datetime.date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""
