"""What a business or fund is worth, by its kind, and per share."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.services.businesses import SHOP, business, figures, owner_of
from tests.services.samples import position, rate, read_rows
from tracker.services.calendar import month_ends
from tracker.services.categories import Liquidity
from tracker.services.entity_worth import (
    episodes_of,
    net_assets_on,
    worth_history,
    worth_on,
)

END = date(2024, 1, 31)


def asset(name, category, amount, **given):
    return position(name, category, {"2024-01-10": amount}, **given)


def debt(name, amount, category="business_loan", **given):
    return position(name, category, {"2024-01-10": amount}, debt=True, **given)


def worth(entity, *positions, **given):
    return worth_on(owner_of(entity, *positions, **given), entity, END)


def test_company_b_has_a_book_value_of_350_000():
    items = [
        position(
            row["position"],
            row["category"],
            {"2024-01-10": row["amount"]},
            debt=row["side"] == "liability",
            currency=row["currency"],
        )
        for row in read_rows("worked-examples.csv")
        if row["household"] == "company-b"
    ]
    found = worth(business(*items))
    assert (found.basis, found.headline) == ("book", 350_000)
    assert (found.assets, found.liabilities, found.complete) == (2_000_000, 1_650_000, True)


def test_a_company_is_counted_at_cost_and_its_preferred_equity_taken_off():
    entity = business(
        asset("Hall", "real_estate", 900, books={"2024-01-10": 500}),
        asset("Name", "intangibles", 100),
        debt("Loan", 200),
        given=[figures("2024-01-01", outstanding=100, preferred=50)],
    )
    found = worth(entity)
    assert found.headline == 500 + 100 - 200 - 50
    assert found.tangible == found.headline - 100
    assert (found.per_share, found.tangible_per_share) == (Fraction(7, 2), Fraction(5, 2))


def test_a_fund_of_21_350_000_in_2_000_000_shares_is_worth_10_675_each():
    entity = business(
        asset("Shares", "investments", 20_000_000, books={"2024-01-10": 12_000_000}),
        asset("Bank", "cash", 1_500_000),
        asset("Dividends due", "receivables", 250_000),
        debt("Fees", 400_000, "bills"),
        kind="fund",
        given=[figures("2024-01-01", outstanding=2_000_000)],
    )
    found = worth(entity)
    assert (found.headline, found.per_share) == (21_350_000, Fraction("10.675"))
    assert found.tangible is None


def test_a_property_fund_counts_its_property_at_todays_value_and_no_goodwill():
    entity = business(
        asset("Offices", "real_estate", 1_000, books={"2024-01-10": 600}),
        asset("Goodwill", "intangibles", 300),
        debt("Loan", 400),
        kind="reit",
        given=[figures("2024-01-01", outstanding=60)],
    )
    found = worth(entity)
    assert (found.basis, found.headline, found.per_share) == ("market", 600, 10)


def test_a_non_profit_has_restricted_and_unrestricted_net_assets_and_no_shares():
    hall = asset("Hall", "real_estate", 700, liquidity=Liquidity.RESTRICTED)
    entity = business(
        hall,
        asset("Bank", "cash", 150),
        debt("Loan on the hall", 300, secured_on=(hall.id,)),
        debt("Bills", 50, "bills"),
        kind="non_profit",
        given=[figures("2024-01-01", outstanding=10, percent=50, preferred=5, share_price=3)],
    )
    books = owner_of(entity)
    found = worth_on(books, entity, END)
    split = net_assets_on(books, entity, END)
    assert (split.restricted, split.unrestricted) == (400, 100)
    assert found.headline == split.restricted + split.unrestricted
    assert (found.per_share, found.part, found.share_price) == (None, None, None)


def test_what_is_restricted_is_not_known_where_its_value_is_not():
    hall = position("Hall", "real_estate", opened="2020-01-01", liquidity=Liquidity.RESTRICTED)
    entity = business(hall, asset("Bank", "cash", 150), kind="public_body")
    assert net_assets_on(owner_of(entity), entity, END) is None
    assert not worth(entity).complete


def test_without_shares_or_with_none_left_nothing_is_said_per_share():
    bank = asset("Bank", "cash", 10)
    assert worth(business(bank)).per_share is None
    none = business(bank, given=[figures("2024-01-01", outstanding=0)])
    assert worth(none).per_share is None
    assert worth(none).headline == 10


def test_each_figure_holds_until_it_is_given_again():
    entity = business(
        position("Bank", "cash", {"2024-01-10": 100, "2024-03-01": 300}),
        given=[
            figures("2024-01-01", outstanding=10, share_price=12),
            figures("2024-02-15", outstanding=20),
        ],
    )
    dates = month_ends(date(2024, 1, 1), date(2024, 3, 31))
    found = worth_history(owner_of(entity), entity, dates)
    assert [w.per_share for w in found] == [10, 5, 15]
    assert [w.share_price for w in found] == [12, 12, 12]
    assert [w.premium for w in found] == [Fraction(1, 5), Fraction(7, 5), Fraction(-1, 5)]


def test_below_zero_a_share_price_has_no_premium():
    entity = business(
        debt("Loan", 10), given=[figures("2024-01-01", outstanding=10, share_price=1)]
    )
    assert (worth(entity).per_share, worth(entity).premium) == (-1, None)


def test_before_its_first_value_a_business_has_no_figure():
    entity = business(asset("Bank", "cash", 10))
    assert worth_on(owner_of(entity), entity, date(2023, 12, 31)).headline is None
    assert worth(business()).headline is None


def test_a_business_is_said_in_its_own_and_in_the_households_currency():
    entity = business(
        asset("Bank", "cash", 100),
        currency="USD",
        given=[figures("2024-01-01", outstanding=10, preferred=20, share_price=9)],
    )
    books = owner_of(entity, currency="EUR", rates=[rate("USD", "EUR", {"2024-01-01": "0.5"})])
    own, reported = (worth_on(books, entity, END, currency=c) for c in (None, "EUR"))
    assert (own.currency, own.headline, own.preferred, own.share_price) == ("USD", 80, 20, 9)
    assert (reported.currency, reported.headline, reported.per_share) == ("EUR", 40, 4)
    assert reported.premium == own.premium


def test_a_loan_from_the_household_is_owed_in_full_on_the_other_side():
    loan = asset("Loan to the shop", "receivables", 100, counterparty=SHOP, allowance=Decimal(25))
    owed = debt("From the till", 30, counterparty=SHOP)
    guarantee = debt("Guarantee", 500, "guarantees", counterparty=SHOP, contingent=True)
    entity = business(asset("Bank", "cash", 400))
    found = worth(entity, loan, owed, guarantee)
    assert (found.assets, found.liabilities) == (430, 100)


def test_a_business_has_months_below_zero_of_its_own():
    entity = business(
        position("Bank", "cash", {"2024-01-10": 100}),
        position("Loan", "business_loan", {"2024-02-10": 150, "2024-04-10": 90}, debt=True),
    )
    dates = month_ends(date(2024, 1, 1), date(2024, 5, 15))
    (found,) = episodes_of(owner_of(entity), entity, dates)
    assert (found.onset, found.lowest, found.recovered) == (
        date(2024, 2, 29),
        -50,
        date(2024, 4, 30),
    )
