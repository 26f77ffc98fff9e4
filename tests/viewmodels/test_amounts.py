"""However a table of months is rounded, what each of its rows shows adds up."""

from hypothesis import given
from hypothesis import strategies as st

from tests.viewmodels.test_by_person import number
from tracker.viewmodels.amounts import AmountStyle

CENTS = st.integers(-(10**13), 10**13)


@given(st.lists(st.tuples(CENTS, CENTS), max_size=5), st.booleans())
def test_both_sides_of_every_month_make_up_its_net_worth(
    rows: list[tuple[int, int]], large: bool
) -> None:
    amounts = AmountStyle("USD", "en", large)
    assets, debts = [row[0] for row in rows], [row[1] for row in rows]
    own, owe, net = amounts.months(assets, debts, 100)
    assert [number(a) - number(b) for a, b in zip(own, owe, strict=True)] == list(map(number, net))
    exact = [a - b for a, b in rows]
    assert net == amounts.numbers(exact, 100)


def test_a_month_that_would_be_one_off_is_rounded_as_the_headline_is() -> None:
    amounts = AmountStyle("USD", "en", large=False)
    own, owe, net = amounts.months([72197840], [53710060], 100)
    assert (own, owe, net) == (["721,979"], ["537,101"], ["184,878"])
