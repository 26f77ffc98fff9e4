"""However everybody's parts are rounded, the table adds up in every row and column."""

import re
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.by_person import PersonPart
from tracker.services.ownership import SHARED
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.by_person import build_by_person

ANN, BEN = UUID(int=1), UUID(int=2)
NAMES = {ANN: "Ann", BEN: "Ben"}
AMOUNTS = st.fractions(min_value=-(10**10), max_value=10**10, max_denominator=3000) | st.just(
    Fraction(0)
)
STYLES = st.sampled_from(
    [
        PartStyle("USD", "en", large=False, digits=0),
        PartStyle("USD", "en", large=False, digits=2),
        PartStyle("IDR", "en", large=True, digits=0),
    ]
)


def part(owner, assets, debts, *, known=True):
    return PersonPart(owner, Fraction(assets), Fraction(debts), known, debts_known=True)


def table(parts, style=PartStyle("USD", "en", large=False, digits=0)):  # noqa: B008
    return build_by_person(parts, NAMES, style, str)


def number(text: str) -> Fraction:
    return Fraction(re.sub(r"[^\d.-]", "", text.replace("\u2212", "-")))


@given(rows=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=2, max_size=3), style=STYLES)
def test_rows_and_columns_add_up_as_they_are_shown(rows, style):
    owners = [ANN, BEN, SHARED]
    found = table([part(o, *row) for o, row in zip(owners, rows, strict=False)], style)
    assert found is not None
    for row in [*found.rows, found]:
        assert number(row.own) - number(row.owe) == number(row.net_worth)
        assert row.below is (number(row.net_worth) < 0)
    for column in ("own", "owe", "net_worth"):
        shown = [number(getattr(row, column)) for row in found.rows]
        assert sum(shown) == number(getattr(found, column))
    exact = sum((own - owe for own, owe in rows), Fraction(0))
    step = Fraction(1, 10**style.digits) if not style.large else Fraction(1, 10)
    scale = 10**6 if style.large else 1
    assert abs(number(found.net_worth) - exact / scale) <= step / 2


@given(others=st.lists(AMOUNTS, min_size=2, max_size=2), style=STYLES)
def test_who_owes_nothing_is_shown_to_owe_nothing(others, style):
    found = table([part(ANN, 5, 0), part(BEN, 1, others[0]), part(SHARED, 2, others[1])], style)
    assert found is not None
    assert number(found.rows[0].owe) == 0


def test_members_stand_in_their_order_and_what_is_shared_last():
    found = table([part(SHARED, 1, 0), part(BEN, 2, 0), part(ANN, 3, 5)])
    assert found is not None
    assert [row.name for row in found.rows] == ["Ann", "Ben", "Shared"]
    assert [row.below for row in found.rows] == [True, False, False]


def test_what_is_not_known_is_no_zero():
    found = table([part(ANN, 0, 7, known=False), part(BEN, 0, 0, known=False)])
    assert found is not None
    ann, ben = found.rows
    assert (ann.own, ann.owe, ann.net_worth, ann.incomplete) == ("", "7", "\u22127", True)
    assert (ben.own, ben.owe, ben.net_worth, ben.incomplete) == ("", "0", "", True)


def test_there_is_no_table_of_one():
    assert table([part(SHARED, 1, 0)]) is None
    assert table([]) is None
