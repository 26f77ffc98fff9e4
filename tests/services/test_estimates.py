"""How values go on after they were entered, and what totals make of that."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import GOLD, household, position
from tracker.services.bases import BASES, carry
from tracker.services.books import DatedTerms, ValueModel
from tracker.services.calendar import add_months, date_of, day_of
from tracker.services.estimates import fill
from tracker.services.networth import monthly_history
from tracker.services.position_values import values_on

ON = date(2024, 1, 31)


def day(text):
    return day_of(date.fromisoformat(text))


def straight(ends, residual=0, since="2000-01-01"):
    return ValueModel("straight_line", day(since), residual=Decimal(residual), ends=day(ends))


def percent(rate, residual=None, since="2000-01-01"):
    residual = None if residual is None else Decimal(residual)
    return ValueModel("declining", day(since), rate=Decimal(rate), residual=residual)


def loan(since="2000-01-01", original=None):
    return ValueModel("loan", day(since), original=original)


def terms(rate, payment, method="reducing", since="2000-01-01"):
    return DatedTerms(day(since), Decimal(rate), method, Decimal(payment), None)


def car(amounts, model, **given):
    return position("Car", "vehicles", amounts, model=model, **given)


def amounts_of(found):
    values = found.amounts.decimals(np.arange(len(found.amounts)))
    return {str(date_of(on)): v for on, v in zip(found.amounts.days.tolist(), values, strict=True)}


def filled(book, through):
    return amounts_of(fill(book, day(through)))


def test_a_straight_line_falls_by_the_same_amount_and_ends_at_what_is_left():
    values = filled(car({"2024-01-31": 1200}, straight("2024-12-31", 100)), "2030-01-31")
    assert values["2024-02-29"] == 1100
    assert values["2024-06-30"] == 700
    assert values["2024-12-31"] == 100
    assert max(values) == "2024-12-31"
    thirds = filled(car({"2024-01-31": 100}, straight("2024-04-30")), "2024-04-30")
    assert list(thirds.values()) == [100, Decimal("66.67"), Decimal("33.33"), 0]


def test_a_percent_a_year_is_counted_on_the_value_at_the_beginning_of_each_year():
    values = filled(car({"2024-01-31": 10_000}, percent(24)), "2026-01-31")
    assert values["2024-02-29"] == 9_800
    assert values["2025-01-31"] == 7_600
    assert values["2025-02-28"] == 7_448
    assert values["2026-01-31"] == 5_776
    kept = filled(car({"2024-01-31": 10_000}, percent(24, 7_500)), "2026-01-31")
    assert min(kept.values()) == 7_500
    assert max(kept) == "2025-02-28"


def test_values_are_rounded_half_up_to_the_minor_unit_of_their_currency():
    thirds = {"2024-01-31": 1000}, straight("2024-04-30")
    assert filled(car(*thirds, currency="VND"), "2024-02-29")["2024-02-29"] == 667
    assert filled(car(*thirds, currency="BHD"), "2024-02-29")["2024-02-29"] == Decimal("666.667")


def test_what_is_worth_no_more_than_is_left_at_the_end_stays_as_it_is():
    for model in (straight("2026-01-31", 1000), percent(20, 1000)):
        book = car({"2024-01-31": 1000}, model)
        assert fill(book, day("2025-01-31")).amounts is book.amounts


def test_a_line_that_has_ended_says_nothing_of_a_value_entered_later():
    book = car({"2024-01-31": 300}, straight("2024-01-31"))
    assert fill(book, day("2025-01-31")).amounts is book.amounts
    soon = filled(car({"2024-01-31": 300}, straight("2024-02-10", 100)), "2025-01-31")
    assert soon == {"2024-01-31": 300, "2024-02-29": 100}


def test_a_loan_goes_on_by_its_terms_with_its_interest_until_it_is_paid_off():
    book = position(
        "Card",
        "credit_card",
        {"2024-01-31": 5000},
        debt=True,
        model=loan(),
        terms=(terms(12, 100),),
    )
    found = fill(book, day("2040-01-31"))
    assert len(found.estimated) == 70
    assert found.interest[day("2024-02-29")] == 50
    assert amounts_of(found)["2024-02-29"] == 4950
    assert amounts_of(found)["2029-11-30"] == 0
    assert max(amounts_of(found)) == "2029-11-30"


def test_flat_interest_is_counted_on_the_original_sum_else_on_the_first_entered_amount():
    flat = (terms(12, 200, "flat"),)
    book = position(
        "Loan",
        "car_loan",
        {"2023-01-31": 2000, "2024-01-31": 1000},
        debt=True,
        terms=flat,
        model=loan("2024-01-31"),
    )
    assert fill(book, day("2024-02-29")).interest == {day("2024-02-29"): 20}
    told = replace(book, model=loan("2024-01-31", Decimal(5000)))
    assert fill(told, day("2024-02-29")).interest == {day("2024-02-29"): 50}


def test_a_debt_without_its_terms_a_card_in_credit_and_a_settled_debt_stay_as_they_are():
    for amount, held in ((1000, ()), (-10, (terms(12, 100),)), (0, (terms(12, 100),))):
        book = position(
            "Card", "credit_card", {"2024-01-31": amount}, debt=True, model=loan(), terms=held
        )
        assert fill(book, day("2025-01-31")).amounts is book.amounts


def test_an_entered_value_wins_on_its_day_and_the_model_goes_on_from_it():
    book = car({"2024-01-31": 1200, "2024-03-31": 900, "2024-05-15": 600}, percent(12))
    assert filled(book, "2024-07-31") == {
        "2024-01-31": 1200,
        "2024-02-29": 1188,
        "2024-03-31": 900,
        "2024-04-30": 891,
        "2024-05-15": 600,
        "2024-06-15": 594,
        "2024-07-15": 588,
    }


def test_what_is_entered_early_as_the_model_says_it_keeps_the_day_of_the_payments():
    rows = {"2026-07-31": 12_000, "2026-08-29": 12_000, "2026-09-28": 11_500}
    rows |= {"2026-10-27": 11_000, "2026-11-26": 10_500}
    book = position(
        "Loan",
        "car_loan",
        rows,
        debt=True,
        model=loan("2026-07-31"),
        terms=(terms(0, 500, "interest_free"),),
    )
    assert filled(book, "2026-11-30") == rows | {
        "2026-08-31": 11_500,
        "2026-09-30": 11_000,
        "2026-10-31": 10_500,
        "2026-11-30": 10_000,
    }
    assert fill(book, day("2026-11-30")).anchor == (day("2026-07-31"), 12_000)


def test_another_amount_than_the_model_says_begins_anew_on_its_own_day():
    book = car({"2024-01-31": 1200, "2024-02-20": 1199}, percent(12))
    found = fill(book, day("2024-04-30"))
    assert max(amounts_of(found)) == "2024-04-20"
    assert found.anchor == (day("2024-02-20"), 1199)


def test_on_an_entered_day_it_is_told_how_far_the_model_went():
    book = car({"2024-01-31": 1200, "2024-02-29": 1150, "2024-03-29": "1138.5"}, percent(12))
    found = fill(book, day("2024-03-31"))
    assert found.steps == {day("2024-02-29"): -12}
    book = car({"2024-01-31": 1200, "2024-02-29": 1188, "2024-03-31": 1100}, percent(12))
    assert fill(book, day("2024-03-31")).steps == {day("2024-02-29"): -12, day("2024-03-31"): -12}


def test_nothing_is_estimated_before_the_model_begins_nor_from_the_day_of_closing():
    book = car({"2024-01-31": 1200}, percent(12, since="2024-03-01"), closed="2024-05-31")
    assert filled(book, "2024-12-31") == {
        "2024-01-31": 1200,
        "2024-03-31": 1176,
        "2024-04-30": 1164,
    }


@pytest.mark.parametrize("commodity", [None, GOLD])
def test_without_a_model_or_counted_in_units_the_amounts_are_the_very_same_object(commodity):
    model = None if commodity is None else percent(12)
    book = position("Gold", "bullion", {"2020-01-31": 5}, commodity=commodity, model=model)
    found = fill(book, day("2024-12-31"))
    assert found.amounts is book.amounts
    assert not len(found.estimated)
    assert carry(book, np.array([day("2024-12-31")]), "market").estimated is None


def test_totals_count_estimates_and_say_on_which_items_they_rest():
    book = car({"2024-01-31": 1200}, straight("2025-01-31"))
    cash = position("Cash", amounts={"2024-01-31": 50})
    dates = [ON, date(2024, 2, 28), date(2024, 2, 29), date(2024, 7, 31)]
    history = monthly_history(household(book, cash), dates)
    assert [history.exact(total) for total in history.assets] == [1250, 1250, 1150, 650]
    assert [history.estimated_at(at) for at in range(4)] == [(), (), (book.id,), (book.id,)]
    assert history.fresh_share(3) == 0


def test_a_line_of_the_balance_sheet_says_it_is_estimated_and_when_it_was_last_entered():
    book = car({"2024-01-31": 1200}, straight("2025-01-31"))
    (line,) = values_on(household(book), date(2024, 3, 31))
    assert (line.amount, line.value, line.estimated, line.stale) == (1000, 1000, True, True)
    assert line.as_of == ON
    (entered,) = values_on(household(book), ON)
    assert entered.estimated is False


def test_cost_stands_still_while_the_estimate_falls_and_a_quick_sale_falls_with_it():
    book = car(
        {"2024-01-31": 1200},
        straight("2025-01-31"),
        books={"2024-01-31": 1500},
        liquidations={"2024-01-31": 500},
    )
    on = np.array([day("2024-01-31"), day("2024-02-28"), day("2024-02-29")])
    assert [int(n) for n in carry(book, on, "book").figures[0].numbers] == [1500] * 3
    own, derived = carry(book, on, "liquidation").figures
    assert own.at.tolist() == [0, 1]
    assert derived.at.tolist() == [2]
    assert Fraction(int(derived.numbers[0]), 10**derived.scale) == 880


EACH_DAY = np.arange(7700, 9700)
amounts = st.decimals(-(10**5), 10**6, places=2) | st.decimals(0, 10**3, places=6)
residuals = st.decimals(0, 10**5, places=2)


models = st.one_of(
    st.builds(
        lambda since, span, residual: ValueModel(
            "straight_line", since, residual=residual, ends=since + span
        ),
        st.integers(8000, 9000),
        st.integers(1, 2000),
        st.none() | residuals,
    ),
    st.builds(
        lambda since, rate, residual: ValueModel("declining", since, rate=rate, residual=residual),
        st.integers(8000, 9000),
        st.decimals(0.5, 100, places=1),
        st.none() | residuals,
    ),
    st.builds(lambda since: ValueModel("loan", since), st.integers(8000, 9000)),
)


@given(
    models,
    st.dictionaries(st.integers(7800, 9400), amounts, max_size=6),
    st.none() | st.integers(8500, 9500),
    st.integers(7900, 9600),
)
def test_entered_values_always_win_and_estimates_keep_their_dates(model, values, closed, through):
    values = {on: v for on, v in values.items() if closed is None or on < closed}
    book = position(
        amounts={date_of(on).isoformat(): v for on, v in values.items()},
        model=model,
        terms=(terms("7.5", 150),),
    )
    book = replace(book, closed=closed)
    found = fill(book, through)
    held = amounts_of(found)
    for on, value in values.items():
        assert held[date_of(on).isoformat()] == value
    estimated = found.estimated.tolist()
    assert len(held) == len(values) + len(estimated)
    assert found.amounts.days.tolist() == sorted({*values, *estimated})
    for on in estimated:
        assert on not in values
        assert model.since <= on <= through
        assert closed is None or on < closed
        starts = [date_of(entered) for entered in values if entered < on]
        assert any(add_months(start, n) == date_of(on) for start in starts for n in range(1, 60))
    assert (found.amounts is book.amounts) is (not estimated)
    longer = fill(book, through + 100)
    assert {
        on: v for on, v in amounts_of(longer).items() if day(on) <= through or day(on) in values
    } == held | {date_of(on).isoformat(): v for on, v in values.items()}


@given(
    models,
    st.dictionaries(st.integers(7800, 9400), amounts, min_size=1, max_size=4),
    st.lists(st.integers(8000, 9400), max_size=5),
)
def test_entering_what_the_model_says_changes_no_day(model, values, confirmed):
    """Accepting proposals, on whatever days, is accepting the model; what is entered before it has
    any value is what it begins with."""

    def book_of(pairs):
        named = {date_of(on).isoformat(): value for on, value in pairs.items()}
        return position(amounts=named, model=model, terms=(terms("7.5", 150),))

    def on_each_day(book):
        found = fill(book, int(EACH_DAY[-1]))
        known = found.amounts.latest(EACH_DAY)
        held = found.amounts.decimals(np.maximum(known, 0))
        return [None if at < 0 else value for at, value in zip(known, held, strict=True)]

    before, rests_on = on_each_day(book_of(values)), fill(book_of(values), 9400).amounts
    latest = rests_on.latest(np.array(confirmed, np.int64)).tolist()
    accepted = {
        on: before[on - int(EACH_DAY[0])]
        for on, at in zip(confirmed, latest, strict=True)
        if at >= 0 and on > model.since <= rests_on.days[at]
    }
    assert on_each_day(book_of(accepted | values)) == before


@given(
    models,
    st.dictionaries(st.integers(7800, 9400), amounts, min_size=1, max_size=6),
    st.sampled_from(BASES),
)
def test_carrying_with_a_model_is_carrying_what_it_fills_in(model, values, basis):
    book = position(
        amounts={date_of(on).isoformat(): v for on, v in values.items()},
        model=model,
        terms=(terms("7.5", 150),),
    )
    on = np.arange(7700, 9700, 13)
    found = fill(book, int(on[-1]))
    plain = replace(book, model=None, amounts=found.amounts)
    with_model, entered = carry(book, on, basis), carry(plain, on, basis)
    for one, other in zip(with_model.figures, entered.figures, strict=True):
        assert one.numbers.tolist() == other.numbers.tolist()
        assert (one.scale, one.at.tolist()) == (other.scale, other.at.tolist())
    days = sorted(values)
    assert with_model.as_of.tolist() == [
        max(d for d in days if d <= at) for at in on.tolist() if at >= days[0]
    ]


def test_estimates_reach_as_far_as_the_books():
    book = car({"1900-01-31": 10**9}, percent("0.5", since="1900-01-31"))
    assert len(fill(book, day_of(date(1900, 1, 31) + timedelta(365 * 300))).estimated) > 3000
