"""An asset against its loans by month: loan to value, stretches, the worst month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.services.businesses import business, figures, owner_of, part
from tests.services.samples import GOLD, household, position, price, rate, read_wide
from tests.services.slow_equity import months_of, stretches_of
from tracker.services.books import DatedTerms, HouseholdBooks, ValueModel
from tracker.services.calendar import add_months, day_of, month_end
from tracker.services.equity import Equity
from tracker.services.equity_history import equity_history, running_stretches

TODAY = date(2024, 6, 15)


def asset(name, amounts, **given):
    return position(name, "real_estate", amounts, **given)


def debt(name, amounts, *on, **given):
    secured_on = tuple(one.id for one in on)
    return position(name, "mortgage", amounts, debt=True, secured_on=secured_on, **given)


def history(one, *others, today=TODAY, **given):
    books = household(one, *others, **given)
    found = equity_history(books, one, today)
    running = running_stretches(books, [one], today).get(one.id)
    assert running == (None if found is None else found.running)
    return found


def real_homes() -> HouseholdBooks:
    """The homes of the lower half of the USA's households, with their mortgages on them."""
    books = read_wide("us-bottom-half.csv")
    found = {position.name: position for position in books.positions}
    home = found["Real estate"]
    return household(home, replace(found["Home mortgages"], secured_on=(home.id,)))


def test_280_owed_on_a_worth_of_250_is_112_percent():
    owing = Equity(Fraction(250), Fraction(280))
    assert (owing.gap, owing.loan_to_value, owing.rise) == (
        30,
        Fraction(112, 100),
        Fraction(12, 100),
    )


def test_real_homes_were_worth_less_than_their_mortgages_for_24_quarters():
    books = real_homes()
    found = equity_history(books, books.positions[0], date(2023, 3, 31))
    assert found is not None
    (stretch,) = found.stretches
    assert stretch.onset == date(2008, 3, 31)
    assert stretch.months == 72
    assert stretch.recovered == date(2014, 3, 31)
    assert not stretch.open_start
    assert found.running is None
    worst = found.worst
    assert worst is not None
    assert worst.on == date(2009, 12, 31)
    assert round(worst.loan_to_value * 100, 2) == Fraction("118.61")
    below = [m.on for m in found.months if m.gap > 0 and m.on.month % 3 == 0]
    assert (len(below), below[0], below[-1]) == (24, date(2008, 3, 31), date(2013, 12, 31))


def test_a_running_stretch_says_since_when_and_for_how_many_month_ends():
    house = asset("House", {"2023-12-31": 100, "2024-03-20": 80, "2024-05-31": 79})
    running = history(house, debt("Loan", {"2023-12-31": 90}, house)).running
    assert (running.onset, running.months, running.open_start) == (date(2024, 3, 31), 4, False)
    assert running.lowest == -11


def test_a_stretch_at_the_first_record_may_have_begun_earlier():
    house = asset("House", {"2024-01-31": 80})
    loan = debt("Loan", {"2024-01-31": 90}, house)
    assert history(house, loan).running.open_start


def test_what_was_bought_in_the_month_of_its_first_record_began_there():
    car = asset("Car", {"2024-01-31": 80}, opened="2024-01-08")
    loan = debt("Loan", {"2024-01-31": 90}, car)
    assert not history(car, loan).running.open_start
    owned = asset("Car", {"2024-01-31": 80})
    assert not history(
        owned, debt("Loan", {"2024-01-31": 90}, owned, opened="2024-01-08")
    ).running.open_start


def test_a_stretch_after_months_without_a_loan_began_with_the_loan():
    house = asset("House", {"2023-01-31": 80})
    found = history(house, debt("Loan", {"2024-02-10": 90}, house))
    assert found.months[0].on == date(2024, 2, 29)
    assert (found.running.months, found.running.open_start) == (5, False)


def test_a_stretch_reaches_back_to_months_that_are_not_known_or_more():
    house = asset("House", {"2024-03-31": 80}, opened="2023-11-01")
    found = history(house, debt("Loan", {"2023-11-30": 90}, house))
    assert [month.gap for month in found.months[:5]] == [None, None, None, None, 10]
    assert (found.running.onset, found.running.open_start) == (date(2024, 3, 31), True)


def test_a_month_that_is_not_known_neither_ends_a_stretch_nor_counts_in_it():
    house = asset("House", {"2024-01-31": 80}, opened="2024-01-01", currency="EUR")
    late = debt("Second", {"2024-04-30": 1}, house, opened="2024-03-01")
    loan = debt("Loan", {"2024-01-31": 90}, house, currency="EUR")
    rates = [rate("USD", "EUR", {"2024-01-01": 1})]
    found = history(house, loan, late, rates=rates)
    assert [month.gap for month in found.months] == [10, 10, None, 11, 11, 11]
    (stretch,) = found.stretches
    assert (stretch.onset, stretch.months, stretch.complete) == (date(2024, 1, 31), 5, False)


def test_worth_nothing_has_a_gap_but_no_loan_to_value():
    plot = asset("Plot", {"2024-01-31": 50, "2024-05-31": 0})
    found = history(plot, debt("Loan", {"2024-01-31": 10}, plot))
    last = found.months[-1]
    assert (last.gap, last.loan_to_value, last.rise) == (10, None, None)
    assert found.running.onset == date(2024, 5, 31)
    assert found.worst.loan_to_value == Fraction(1, 5)


def test_a_loan_in_credit_is_never_cut_off_at_zero():
    house = asset("House", {"2024-05-31": 50})
    found = history(house, debt("Loan", {"2024-05-31": -5}, house))
    assert found.months[-1].gap == -55
    assert found.months[-1].loan_to_value == Fraction(-1, 10)
    assert found.worst is None


def test_its_own_currency_needs_no_rate_and_units_need_a_price():
    flat = asset("Flat", {"2024-05-31": 50}, currency="EUR")
    assert history(flat, debt("Loan", {"2024-05-31": 60}, flat, currency="EUR")).running
    bars = position("Bars", "bullion", {"2024-04-30": 2}, commodity=GOLD)
    found = history(
        bars,
        debt("Pawn", {"2024-04-30": 60}, bars),
        prices=[price(GOLD, "USD", {"2024-05-01": 20})],
    )
    assert [month.worth for month in found.months] == [None, 40, 40]


def test_a_loan_that_was_paid_off_leaves_nothing_owed():
    house = asset("House", {"2024-01-31": 50})
    loan = debt("Loan", {"2024-01-31": 60}, house, closed="2024-03-10")
    found = history(house, loan)
    assert [month.owed for month in found.months] == [60, 60, 0, 0, 0, 0]
    assert found.stretches[0].recovered == date(2024, 3, 31)


def test_a_sold_asset_ends_with_its_last_day():
    house = asset("House", {"2024-01-31": 50}, closed="2024-03-10")
    found = history(house, debt("Loan", {"2024-01-31": 60}, house))
    assert found.months[-1].on == date(2024, 3, 9)


def test_without_a_loan_there_is_no_history():
    house = asset("House", {"2024-01-31": 50})
    guarantee = debt("Guarantee", {"2024-01-31": 60}, house, contingent=True)
    assert history(house, guarantee) is None
    assert history(asset("New", {}), debt("Card", {"2024-01-31": 5})) is None


def test_what_never_had_a_value_is_missing_on_every_date():
    house = asset("House", {})
    found = history(house, debt("Loan", {"2024-05-31": 60}, house))
    assert [(month.worth, month.owed) for month in found.months] == [(None, 60), (None, 60)]
    assert found.stretches == ()


def test_months_that_a_model_supplied_are_estimates():
    car = asset(
        "Car",
        {"2024-03-31": 100},
        model=ValueModel("declining", day_of(date(2024, 5, 1)), rate=Decimal(12)),
    )
    found = history(car, debt("Loan", {"2024-03-31": 90}, car))
    assert [month.estimated for month in found.months] == [False, False, True, True]
    assert found.months[2].worth == 98


def test_a_part_of_a_business_stands_against_the_loan_on_it():
    shop = business(
        position("Till", amounts={"2024-02-10": 100, "2024-05-02": 60}),
        given=[figures("2024-01-01", percent=50)],
    )
    bought = part()
    loan = debt("Loan", {"2024-03-10": 40}, bought)
    found = equity_history(owner_of(shop, loan), bought, TODAY)
    assert [(month.worth, month.owed) for month in found.months] == [
        (50, 40),
        (50, 40),
        (30, 40),
        (30, 40),
    ]
    assert found.running.onset == date(2024, 5, 31)


FIRST = date(2023, 11, 30)
months = st.integers(0, 7)


def day_in(month):
    return month_end(add_months(FIRST, month)).isoformat()


@st.composite
def amounts(draw, values):
    """Few, so that what is worth less than its loan stays so, or is not known, for a while."""
    return {day_in(at): draw(values) for at in draw(st.sets(months, max_size=3))}


@st.composite
def lifetimes(draw):
    """Opened, and closed after that; most are neither."""
    opened = draw(st.none() | st.none() | months)
    closed = draw(st.none() | st.none() | st.none() | months)
    given = {} if opened is None else {"opened": day_in(opened)[:-2] + "12"}
    if closed is not None and closed > (-1 if opened is None else opened):
        given["closed"] = day_in(closed)[:-2] + "20"
    return given


@st.composite
def households(draw):
    """Up to three assets and four debts on any of them: in two currencies or in units, with gaps
    in prices and rates, with models and allowances, fractions of a cent, closed and never valued.
    """
    money = st.sampled_from(["USD", "USD", "EUR"])
    worths = st.one_of(st.integers(-50, 10**3), st.sampled_from(["250.125", "0", f"{10**14}.01"]))
    assets = []
    for at in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["plain", "plain", "units", "claim", "modelled"]))
        given = draw(lifetimes()) | {"currency": draw(money)}
        if kind == "units":
            given["commodity"] = GOLD
        elif kind == "claim":
            given["allowance"] = Decimal("12.5")
        elif kind == "modelled":
            since = day_of(FIRST) + draw(st.integers(0, 90))
            given["model"] = ValueModel("declining", since, rate=Decimal(60))
        assets.append(asset(f"Asset {at}", draw(amounts(worths)), **given))
    debts = []
    for at in range(draw(st.integers(0, 4))):
        on = draw(st.lists(st.sampled_from(assets), min_size=1, max_size=3, unique=True))
        given = draw(lifetimes()) | {"currency": draw(money)}
        if draw(st.integers(0, 3)) == 0:
            paid = DatedTerms(day_of(FIRST), Decimal(6), "reducing", Decimal(40), None)
            given |= {"terms": (paid,), "model": ValueModel("loan", day_of(FIRST))}
        debts.append(debt(f"Debt {at}", draw(amounts(worths)), *on, **given))
    return household(
        *assets,
        *debts,
        rates=[rate("EUR", "USD", draw(amounts(st.sampled_from(["1.1", "0.93"]))))],
        prices=[price(GOLD, "EUR", draw(amounts(st.sampled_from(["2.5", "0.0001"]))))],
    )


@given(households())
def test_every_month_and_stretch_is_what_the_values_of_each_day_say(books):
    assets = [one for one in books.positions if not one.secured_on]
    running = running_stretches(books, assets, TODAY)
    for one in assets:
        found = equity_history(books, one, TODAY)
        expected = months_of(books, one, TODAY)[0]
        shown = found.months if found else ()
        assert [(month.on, month.worth, month.owed) for month in shown] == expected
        stretches = stretches_of(books, one, TODAY)
        assert (found.stretches if found else ()) == stretches
        lasts = stretches[-1:] if stretches and stretches[-1].ongoing else ()
        assert (*lasts,) == ((running[one.id],) if one.id in running else ())
