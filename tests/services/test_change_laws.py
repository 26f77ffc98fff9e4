"""The terms of a change add up to it, on random households, and equal the slow reference."""

import os
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services import slow_change, slow_reference
from tests.services.households import FIRST, LAST, MEMBERS, days, households, to_books
from tracker.services.bases import BASES
from tracker.services.books import ValueModel
from tracker.services.calendar import day_of
from tracker.services.change import explain_change
from tracker.services.networth import monthly_history
from tracker.services.ownership import SHARED

HEAVY = os.environ.get("HYPOTHESIS_PROFILE") == "heavy"
CASES = 10_000 if HEAVY else settings.default.max_examples

periods = st.tuples(*[days | st.sampled_from([FIRST - timedelta(9), LAST + timedelta(40)])] * 2)
views = st.fixed_dictionaries(
    {"basis": st.sampled_from(BASES), "owner": st.sampled_from([None, None, *MEMBERS, SHARED])}
)
models = st.builds(
    ValueModel,
    kind=st.sampled_from(["straight_line", "declining", "loan"]),
    since=days.map(day_of),
    rate=st.integers(1, 900).map(lambda n: Decimal(n).scaleb(-1)),
    residual=st.sampled_from([Decimal(0), Decimal("99.99")]),
    ends=st.integers(400, 4000).map(lambda n: day_of(LAST) + n),
)


def check_sums(books, explained):
    """The terms add up to the change, between figures that are the history's own."""
    on = sorted({explained.start, explained.end})
    history = monthly_history(books, on, basis=explained.basis)
    columns = history.columns(explained.owner)
    assert explained.net_worth_from == history.exact(columns.net_worth[0])
    assert explained.net_worth_to == history.exact(columns.net_worth[-1])
    assert explained.complete is (columns.complete[0] and columns.complete[-1])
    assert all(term.amount for term in explained.terms)
    assert sum((term.amount for term in explained.terms), Fraction(0)) == explained.total


@settings(max_examples=CASES)
@given(house=households(), period=periods.map(sorted), view=views)
def test_terms_add_up_to_the_change_and_equal_the_reference(house, period, view):
    books = to_books(house)
    explained = explain_change(books, *period, **view)
    check_sums(books, explained)
    terms = defaultdict(Fraction)
    for term in explained.terms:
        assert not term.estimate
        terms[term.position.id, term.kind.value] += term.amount
    name = slow_reference.SHARED if view["owner"] is SHARED else view["owner"]
    assert (explained.net_worth_from, explained.net_worth_to, terms) == slow_change.explain(
        house, *period, view["basis"], name
    )


@st.composite
def modelled(draw):
    """Books whose values go on after they were entered, and of which not all comes in."""
    books = to_books(draw(households()))
    return replace(
        books,
        positions=tuple(
            replace(
                position,
                model=draw(models),
                allowance=draw(st.sampled_from([Decimal(0), Decimal("12.5"), Decimal(100)])),
                terms=tuple(replace(held, minimum=Decimal(100)) for held in position.terms),
            )
            for position in books.positions
        ),
    )


@settings(max_examples=CASES)
@given(books=modelled(), period=periods.map(sorted), view=views)
def test_terms_add_up_where_models_supplied_values(books, period, view):
    check_sums(books, explain_change(books, *period, **view))
