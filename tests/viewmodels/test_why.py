"""What is said of a change: the named cases, each with the sentences a person reads."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.services.samples import ANN, BEN, GOLD, household, position, price, rate
from tracker.services.books import DatedTerms
from tracker.services.records import ClosingRow
from tracker.viewmodels.amounts import AmountStyle, PartStyle
from tracker.viewmodels.why import Why, build_why, change_style, gather_change

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
WHOLE = PartStyle("USD", "en", large=False, digits=0)


def why(*positions, owner=None, basis="market", closings=(), **series) -> Why:
    books = household(*positions, **series)
    facts = gather_change(books, SEPTEMBER, OCTOBER, basis=basis, owner=owner, closings=closings)
    return build_why(facts, WHOLE, "Oct 2026", str)


def item(name, category, before, after=None, **given):
    values = {"2026-09-30": before} | ({} if after is None else {"2026-10-20": after})
    return position(name, category, values, **given)


def told(found: Why) -> str:
    return " ".join([*found.story.before, found.story.verdict, *found.story.after])


def rows(found: Why) -> dict[str, dict[str, str]]:
    return {
        f"{item.name}: {movement.kind}": movement.amount
        for group in found.table.groups
        for item in group.items
        for movement in item.movements
    }


def test_a_rise_is_told_by_its_side_and_growing_debt_is_watched() -> None:
    found = why(
        item("Savings", "cash", 1000, 9000),
        item("Mortgage", "mortgage", 240_000, 238_500, debt=True),
        item("Card", "credit_card", 500, 700, debt=True),
    )
    assert told(found) == (
        "Net worth rose by $9,300, mostly from what you own. "
        "What you own rose by $8,000; what you owe fell by $1,300. "
        "One to watch: Credit cards grew by $200."
    )


def test_a_fall_of_prices_may_return_and_growing_debt_is_named_first() -> None:
    found = why(
        position("Gold", "bullion", {"2026-09-30": 10}, commodity=GOLD),
        item("Card", "credit_card", 500, 700, debt=True),
        prices=[price(GOLD, "USD", {"2026-09-30": 500, "2026-10-10": 400})],
    )
    assert told(found) == (
        "One to watch first: what you owe grew by $200. "
        "Net worth fell by $1,200, mostly because what you own lost $1,000 in value. "
        "Values that fell may return: here that is $1,000."
    )
    assert rows(found) == {"Gold: price moved": "−1,000", "Card: borrowed": "−200"}


def test_a_purchase_on_a_loan_is_no_fall() -> None:
    home = position("Home", "real_estate", {"2026-10-12": 300_000}, opened="2026-10-12")
    loan = position("Mortgage", "mortgage", {"2026-10-15": 240_000}, opened="2026-10-15", debt=True)
    found = why(
        item("Savings", "cash", 100_000, 40_000), home, replace(loan, secured_on=(home.id,))
    )
    assert told(found) == (
        "Net worth did not change. What you own rose by $240,000; what you owe grew by $240,000."
    )
    assert [(g.name, g.amount) for g in found.table.groups] == [
        ("Cash and deposits", "−60,000"),
        ("Home, bought on a loan", "+60,000"),
    ]
    assert found.has_purchase


def test_a_currency_alone() -> None:
    found = why(
        position("Euros", "cash", {"2026-09-30": 1000}, currency="EUR"),
        rates=[rate("EUR", "USD", {"2026-09-30": "1.2", "2026-10-12": "1.1"})],
    )
    assert told(found) == "Net worth fell by $100 because currencies moved: $100."
    assert rows(found) == {"Euros: currency moved": "−100"}
    assert found.figure is None, "one bar would say nothing"


def test_savings_that_were_spent_are_never_said_to_return() -> None:
    found = why(item("Savings", "cash", 5000, 2000), item("Home", "real_estate", 9000, 9500))
    assert told(found) == (
        "Net worth fell by $2,500 because savings were spent: $3,000. "
        "Values that rose softened it by $500."
    )


def test_what_only_became_known_is_no_gain() -> None:
    found = why(position("Jewellery", "valuables", {"2026-10-12": 4000}))
    assert told(found) == (
        "Net worth is $4,000 higher only because more is known now: it was there before, "
        "so nothing was gained."
    )
    assert rows(found) == {"Jewellery: first known, was there before": "+4,000"}
    both = why(
        position("Jewellery", "valuables", {"2026-10-12": 4000}), item("Cash", "cash", 0, 1000)
    )
    assert told(both) == (
        "Net worth rose by $5,000, mostly from what you own. "
        "What you own rose by $5,000; what you owe stayed the same. "
        "$4,000 of it only became known: it was there before."
    )


def test_a_debt_that_only_became_known_is_no_loss() -> None:
    found = why(position("Old loan", "personal_loan", {"2026-10-12": 900}, debt=True))
    assert found.story.verdict == (
        "Net worth is lower only because more is known now, or less: nothing was lost."
    )
    assert rows(found) == {"Old loan: first known, was there before": "−900"}


def test_what_was_sold_leaves_with_its_last_value() -> None:
    found = why(
        position("Car", "vehicles", {"2026-09-30": 8000}, closed="2026-10-20"),
        item("Savings", "cash", 1000, 8500),
    )
    assert rows(found) == {"Savings: money came in": "+7,500", "Car: sold or closed": "−8,000"}
    assert told(found) == "Net worth fell by $500 because savings were spent: $500."


def test_a_loan_s_interest_stands_beside_what_was_repaid() -> None:
    terms = (DatedTerms(0, Decimal(10), "reducing", None, None),)
    found = why(item("Loan", "car_loan", 36_500, 36_000, debt=True, terms=terms))
    assert rows(found) == {"Loan: interest": "−200", "Loan: repaid": "+700"}


def test_parts_that_changed_hands_are_told_to_their_owner() -> None:
    home = item(
        "Home", "real_estate", 1000, owners={"2026-01-01": {ANN: 1}, "2026-10-10": {BEN: 1}}
    )
    found = why(home, owner=ANN)
    assert found.story.verdict == "Net worth is lower only because parts changed hands."
    assert rows(found) == {"Home: parts changed hands": "−1,000"}


def test_a_date_that_lacks_something_says_what() -> None:
    found = why(
        item("Savings", "cash", 1000, 2000),
        position("Boat", "vehicles", {"2026-10-12": 500}, opened="2020-01-01"),
        position("Flat", "real_estate", {}, opened="2020-01-01"),
    )
    assert found.notes == (
        "On 30 Sep 2026 the figures lack: Boat, Flat.",
        "On 31 Oct 2026 the figures lack: Flat.",
    )


def closing(on: date, net_worth: str, currency="USD") -> ClosingRow:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return ClosingRow(on, moment, None, currency, Decimal(net_worth), True)


def test_a_correction_to_a_closed_month_stands_against_what_was_known_then() -> None:
    savings = item("Savings", "cash", 1000, 2000)
    found = why(savings, closings=[closing(SEPTEMBER, "800"), closing(OCTOBER, "2000")])
    assert found.notes == (
        "Corrected later: when 30 Sep 2026 was closed, net worth was written down as $800.00; "
        "with what is known now it is $1,000.00.",
    )
    for other in ({"owner": ANN}, {"basis": "book"}):
        assert why(savings, closings=[closing(SEPTEMBER, "800")], **other).notes == ()
    assert why(savings, closings=[closing(SEPTEMBER, "800", "EUR")]).notes == ()
    earlier = closing(date(2026, 9, 15), "7")
    assert why(savings, closings=[earlier, closing(SEPTEMBER, "1000")]).notes == ()


def test_the_least_of_a_long_side_share_a_bar_and_the_table_has_them_all() -> None:
    categories = ["cash", "investments", "crypto", "retirement", "vehicles", "valuables", "other"]
    found = why(*(item(c, c, 0, 10**at) for at, c in enumerate(categories)))
    assert found.figure is not None
    names = [name.strip() for name in found.figure["layout"]["yaxis"]["ticktext"]]
    assert names == [
        "Crypto",
        "Retirement savings",
        "Vehicles",
        "Jewellery and valuables",
        "Other things you own",
        "2 smaller ones",
        "Oct 2026",
    ]
    assert found.figure["data"][0]["x"][-2:] == [11.0, 1_111_111.0]
    assert len(found.table.groups) == 7


@pytest.mark.parametrize(
    ("after", "shown"), [("1000.25", "+1,000.25"), ("12345.60", "+12,346"), ("0.4", "+0.40")]
)
def test_small_changes_are_shown_to_the_cent(after: str, shown: str) -> None:
    books = household(item("Savings", "cash", 0, after))
    facts = gather_change(books, SEPTEMBER, OCTOBER, basis="market", owner=None, closings=())
    style = change_style(facts.explained, AmountStyle("USD", "en", large=False))
    assert build_why(facts, style, "", str).table.total_text == shown
