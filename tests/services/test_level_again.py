"""The month an asset is worth what is owed on it again, its debts paid by their terms."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import household, position, rate
from tracker.services.books import DatedTerms, ValueModel
from tracker.services.calendar import day_of
from tracker.services.level_again import LevelAgain, level_again

TODAY = date(2024, 6, 15)
LAST = "2024-05-31"
SINCE = day_of(date(2024, 5, 31))


def terms(payment, percent="0", method="reducing", since="2020-01-01"):
    rate_a_year = None if percent is None else Decimal(percent)
    pay = None if payment is None else Decimal(payment)
    return DatedTerms(day_of(date.fromisoformat(since)), rate_a_year, method, pay, None)


def asset(name="House", worth=1000, **given):
    return position(name, "real_estate", {LAST: worth}, **given)


def loan(owed, *on, paid=(), **given):
    given.setdefault("name", "Loan")
    secured_on = tuple(one.id for one in on)
    return position(
        category="mortgage",
        amounts={LAST: owed},
        debt=True,
        secured_on=secured_on,
        terms=tuple(paid),
        **given,
    )


def find(one, *others, **given):
    return level_again(household(one, *others, **given), one, TODAY)


def test_a_loan_paid_on_meets_an_unchanged_value_at_a_month_end():
    house = asset()
    # 1,090 at the end of May: 1,060 in June, 1,030 in July, 1,000 in August.
    found = find(house, loan(1090, house, paid=[terms(30)]))
    assert found == LevelAgain(date(2024, 8, 31), by_model=False)


def test_interest_makes_it_later_and_later_terms_hold_from_their_day():
    house = asset()
    dear = find(house, loan(1090, house, paid=[terms(30, "12")]))
    assert dear is not None
    assert dear.month == date(2024, 10, 31)
    changed = [terms(30), terms(90, since="2024-07-01")]
    assert find(house, loan(1090, house, paid=changed)).month == date(2024, 7, 31)


def test_instalments_without_interest_need_no_rate():
    house = asset()
    found = find(house, loan(1090, house, paid=[terms(30, None, "interest_free")]))
    assert found.month == date(2024, 8, 31)


def test_a_model_of_the_value_is_walked_along_and_said():
    car = asset(
        "Car", model=ValueModel("straight_line", SINCE, residual=Decimal(880), ends=SINCE + 365)
    )
    # Worth ten less a month and thirty paid off: twenty nearer each month.
    found = find(car, loan(1060, car, paid=[terms(30)]))
    assert found == LevelAgain(date(2024, 8, 31), by_model=True)


def test_a_model_of_the_loan_itself_is_used_as_it_stands():
    house = asset()
    modelled = loan(1090, house, paid=[terms(30)], model=ValueModel("loan", SINCE))
    assert find(house, modelled).month == date(2024, 8, 31)


def test_without_payments_or_a_model_no_month_is_told():
    house = asset()
    assert find(house, loan(1090, house)) is None
    assert find(house, loan(1090, house, paid=[terms(30, None)])) is None
    assert find(house, loan(1090, house, paid=[terms(None, "5")])) is None


def test_a_debt_that_outgrows_its_payment_is_never_level():
    house = asset()
    assert find(house, loan(1090, house, paid=[terms(5, "12")])) is None


def test_within_100_years_or_not_at_all():
    house = asset()
    slow = find(house, loan(2190, house, paid=[terms(1)]))
    assert slow.month == date(2123, 7, 31)
    assert find(house, loan(2300, house, paid=[terms(1)])) is None


def test_all_debts_on_it_are_paid_together_and_a_missing_one_tells_nothing():
    house = asset()
    first = loan(900, house, paid=[terms(20)])
    second = loan(190, house, name="Second", paid=[terms(10)])
    assert find(house, first, second).month == date(2024, 8, 31)
    euros = loan(190, house, name="Second", currency="EUR", paid=[terms(10)])
    assert find(house, first, euros) is None
    priced = find(house, first, euros, rates=[rate("EUR", "USD", {LAST: 1})])
    assert priced.month == date(2024, 8, 31)


def test_a_debt_on_several_items_is_shared_out_on_the_way():
    house, land = asset("House", 600), asset("Land", 400)
    found = find(house, land, loan(1090, house, land, paid=[terms(30)]))
    assert found.month == date(2024, 8, 31)


def test_the_end_of_the_running_month_counts_where_it_lies_ahead():
    house = asset()
    assert find(house, loan(1020, house, paid=[terms(30)])).month == date(2024, 6, 30)


@given(
    st.integers(90_000, 400_000),
    st.integers(1, 4_000),
    st.sampled_from(["0", "3.875", "12", "29"]),
    st.sampled_from(["reducing", "flat", "interest_free"]),
    st.integers(0, 4_000),
    st.sampled_from(["USD", "EUR"]),
)
def test_one_loan_on_one_item_is_level_when_a_look_at_each_month_says_so(
    owed, payment, percent, method, later, currency
):
    house = asset(worth=900)
    paid = [terms(Decimal(payment) / 10, percent, method), terms(later, "7", since="2026-03-01")]
    one = loan(Decimal(owed) / 100, house, paid=paid, currency=currency)
    rates = [rate("USD", "EUR", {LAST: "1.1"})]
    # A second one that is not there any more makes every month be looked at.
    gone = loan(0, house, name="Paid off", paid=[terms(1)])
    assert find(house, one, rates=rates) == find(house, one, gone, rates=rates)
