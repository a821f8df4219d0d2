from __future__ import annotations

import pytest

from framing.lexicon.check import check_lexicon
from framing.lexicon.files import bundled_lexicons
from framing.reading.proofs import prove

# Good order that an owner may still owe; every rule that a number depends on holds.
OWED = {"card", "characters", "duplicate", "miss_needed", "sorted", "spaces", "unused"}


@pytest.mark.parametrize("name", bundled_lexicons())
def test_a_bundled_lexicon_keeps_the_rules_and_proves_its_sentences(name: str) -> None:
    findings, lexicon = check_lexicon(name)
    assert lexicon is not None
    assert [str(f) for f in (*findings, *prove(lexicon)) if f.rule not in OWED] == []


def test_together_they_list_a_thousand_forms_each_with_a_hit() -> None:
    lexicons = [check_lexicon(name)[1] for name in bundled_lexicons()]
    own = [f for lexicon in lexicons if lexicon for f in lexicon.forms if f.lexicon == lexicon.name]
    assert len(own) >= 1_000
    assert [form.id for form in own if not form.hits()] == []
