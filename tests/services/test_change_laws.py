"""The terms of a change add up to it, on random households, and equal the slow reference."""

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.services import slow_change, slow_reference
from tests.services.households import FIRST, LAST, MEMBERS, days, households, to_books
from tracker.services.bases import BASES
from tracker.services.change import explain_change
from tracker.services.networth import monthly_history
from tracker.services.ownership import SHARED

WIDER = days | st.sampled_from([FIRST - timedelta(9), LAST, LAST + timedelta(40)])
OWNERS = [None, None, *MEMBERS, SHARED]


@given(
    house=households(),
    period=st.tuples(WIDER, WIDER).map(sorted),
    basis=st.sampled_from(BASES),
    owner=st.sampled_from(OWNERS),
)
def test_terms_add_up_to_the_change_and_equal_the_reference(house, period, basis, owner):
    start, end = period
    books = to_books(house)
    explained = explain_change(books, start, end, basis=basis, owner=owner)

    history = monthly_history(books, sorted({start, end}), basis=basis)
    columns = history.columns(owner)
    assert explained.net_worth_from == history.exact(columns.net_worth[0])
    assert explained.net_worth_to == history.exact(columns.net_worth[-1])
    assert explained.complete is (columns.complete[0] and columns.complete[-1])
    assert sum((term.amount for term in explained.terms), Fraction(0)) == explained.total

    terms = defaultdict(Fraction)
    for term in explained.terms:
        assert term.amount
        assert not term.estimate
        terms[term.position.id, term.kind.value] += term.amount
    name = slow_reference.SHARED if owner is SHARED else owner
    assert (explained.net_worth_from, explained.net_worth_to, terms) == slow_change.explain(
        house, start, end, basis, name
    )
