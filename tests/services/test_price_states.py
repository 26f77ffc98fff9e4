"""Prices and rates today, on random households: nothing that lacks one goes unsaid."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.households import FIRST, LAST, households, to_books
from tests.services.samples import GOLD, household, position, price, rate
from tracker.services.calendar import date_of, day_of
from tracker.services.money import DIGITS18
from tracker.services.position_values import Status, values_on
from tracker.services.price_freshness import currency_state, price_states
from tracker.services.reference_rates import pair_rates

ON = date(2024, 1, 31)
dates = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(n))


@settings(max_examples=40)
@given(households(), dates)
def test_whatever_is_not_counted_is_named_once_with_what_it_lacks(house, on):
    books = to_books(house)
    states = price_states(books, on)
    lacking = [one for state in states.units if state.is_missing for one in state.dependents]
    lacking += [one for state in states.currencies if state.is_missing for one in state.dependents]
    named = [one.value.position.id for one in lacking if one.since is not None]
    unpriced = [v.position.id for v in values_on(books, on) if v.status is Status.UNPRICED]
    assert sorted(named) == sorted(unpriced)


@settings(max_examples=40)
@given(households(), dates)
def test_a_rate_is_what_its_steps_multiply_to(house, on):
    for state in price_states(to_books(house), on).currencies:
        assert bool(state.steps) is (state.rate is not None)
        if state.rate is None:
            continue
        over, under = Decimal(1), Decimal(1)
        for step in state.steps:
            if step.inverted:
                under = DIGITS18.multiply(under, step.rate)
            else:
                over = DIGITS18.multiply(over, step.rate)
        made = DIGITS18.divide(over, under)
        assert abs(made - state.rate.rate) <= abs(made) * Decimal("1e-15")
        assert date_of(min(step.day for step in state.steps)) == state.rate.as_of
        assert all(step.day <= day_of(on) for step in state.steps)


@settings(max_examples=20)
@given(households(), dates)
def test_an_item_is_not_counted_from_the_day_that_is_named_and_was_before_or_was_nothing(house, on):
    books = to_books(house)
    states = price_states(books, on)
    found = {
        one.value.position.id: one.since
        for state in (*states.units, *states.currencies)
        for one in state.dependents
        if one.since is not None
    }

    def statuses(day):
        return {value.position.id: value for value in values_on(books, day)}

    for key, since in found.items():
        day = since
        while day <= on:
            assert statuses(day)[key].status is Status.UNPRICED
            day += timedelta(41)
        before = statuses(since - timedelta(1))[key]
        assert before.status is not Status.UNPRICED


def test_a_unit_priced_in_money_nobody_can_convert_lacks_the_rate_not_the_price():
    books = household(
        position("Bars", "bullion", {"2024-01-01": 3}, commodity=GOLD),
        prices=[price(GOLD, "VND", {"2024-01-05": 1_900_000})],
        currency="USD",
    )
    [unit] = price_states(books, ON).units
    assert (unit.lacks_rate, unit.is_missing) == ("VND", False)
    assert unit.price is not None
    assert unit.price.price == 1_900_000
    [vnd] = price_states(books, ON).currencies
    assert vnd.is_missing
    assert [one.since for one in vnd.dependents] == [date(2024, 1, 1)]


def test_a_currency_that_nothing_needs_has_a_state_too():
    books = household(rates=[rate("CHF", "USD", {"2024-01-30": "1.16"}, own=True)])
    state = currency_state(books, "CHF", ON)
    assert state.rate is not None
    assert (state.rate.rate, state.dependents, state.is_missing) == (Decimal("1.16"), (), False)


def test_reference_rates_of_a_pair_are_of_days_that_have_both():
    published = [
        rate("EUR", "USD", {"2024-01-29": "1.1", "2024-01-30": "1.2", "2024-01-31": "1.25"}),
        rate("EUR", "CHF", {"2024-01-28": "0.9", "2024-01-30": "0.96", "2024-01-31": "1"}),
    ]
    found = pair_rates("CHF", "USD", published, limit=5)
    assert [(one.as_of.day, one.rate) for one in found] == [
        (31, Decimal("1.25")),
        (30, Decimal("1.25")),
    ]
    assert len(pair_rates("CHF", "USD", published, limit=1)) == 1
    assert pair_rates("CHF", "USD", (), limit=5) == ()
