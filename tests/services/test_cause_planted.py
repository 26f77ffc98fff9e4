"""The cause of a fall is named where it is known, on households grown around one."""

import os
from collections import Counter
from datetime import date
from fractions import Fraction

from tests.services.planted import END, START, plant
from tracker.services.cause import cause_of
from tracker.services.change import explain_change

HOUSEHOLDS = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "heavy" else 100


def test_the_planted_cause_is_named_and_money_is_never_said_to_return():
    named = Counter()
    for seed in range(HOUSEHOLDS):
        planted = plant(seed)
        explained = explain_change(
            planted.books, date.fromisoformat(START), date.fromisoformat(END)
        )
        found = cause_of(explained)
        assert found.total < 0
        named[found.code is planted.code and found.chief_part(found.code) is planted.part] += 1
        # What may return is what was lost in value, never more: so nothing of money or debt.
        assert found.may_return <= max(Fraction(planted.worth_lost), Fraction(0))
    assert named[True] >= HOUSEHOLDS * 0.99
