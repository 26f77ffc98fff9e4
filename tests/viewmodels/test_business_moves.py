"""What moved a business adds up as it is shown, whatever it is rounded to."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.entity_change import EntityChange
from tracker.viewmodels.business_moves import build_moves

START, END = date(2025, 12, 31), date(2026, 11, 21)
amounts = st.fractions(-(10**9), 10**9, max_denominator=1000) | st.integers(-50, 50).map(Fraction)


def change(level: Fraction, *parts: Fraction) -> EntityChange:
    return EntityChange(START, END, "USD", "book", level, level + sum(parts), *parts, complete=True)


def read(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-").replace("+", ""))


@given(amounts, st.lists(amounts, min_size=5, max_size=5))
def test_the_rows_lead_from_one_level_to_the_other(level, parts):
    shown = build_moves(change(level, *parts), END, "en")
    assert read(shown.start.amount) + sum(read(row.amount) for row in shown.rows) == read(
        shown.end.amount
    )


def test_what_moved_nothing_is_left_out_and_a_fall_has_a_minus():
    zero = Fraction(0)
    shown = build_moves(change(Fraction(100), zero, Fraction(-30), zero, zero, zero), END, "en")
    assert [(row.label, row.amount) for row in shown.rows] == [("Paid out to its owners", "−30")]
    assert (shown.start.label, shown.end.amount) == ("Net assets on 31 Dec 2025", "70")
