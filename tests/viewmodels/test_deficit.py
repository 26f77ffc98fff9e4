"""The page of being below zero: each case with the sentences it comes to."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.households import LAST, MEMBERS, households, to_books
from tests.services.ratio_samples import budget
from tests.services.samples import ANN, BEN, household, position, rate, read_wide
from tracker.services.bases import BASES
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_ends
from tracker.services.categories import Liquidity
from tracker.services.guides import DEFAULTS
from tracker.services.networth import first_date, monthly_history
from tracker.viewmodels.deficit import DeficitPage, Facts, build
from tracker.viewmodels.deficit_asked import Links, View
from tracker.viewmodels.history_asked import Asked

LINKS = Links(
    item=lambda id_: f"/items/{id_}/",
    business=lambda id_: f"/businesses/{id_}/",
    compare="/compare/",
    history="/history/",
    ratios="/ratios/",
    entry="/entry/",
    prices="/prices/",
    balance="/balance/",
    settings="/settings/",
)
NAMES = {ANN: "Ann", BEN: "Ben"}


def look(
    books: HouseholdBooks,
    today: str,
    *,
    basis="market",
    owner=None,
    episode=None,
    all_bases=False,
    budgets=(),
    tag="en",
) -> DeficitPage:
    """The page of these books as of a day."""
    on = date.fromisoformat(today)
    bases = ["market", "book", "liquidation"] if all_bases else dict.fromkeys(["market", basis])
    days = month_ends(first_date(books), on) if first_date(books) else []
    facts = Facts(
        books=dict.fromkeys(bases, books),
        histories={one: monthly_history(books, days, basis=one) for one in bases},
        names=NAMES,
        budgets=budgets,
        guides=DEFAULTS,
        today=on,
    )
    asked = Asked(owner, basis, books.currency, on, usual_currency=books.currency)
    chosen = date.fromisoformat(episode) if episode else None
    return build(facts, View(asked, chosen, all_bases), LINKS, tag)


def facts_of(page: DeficitPage) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.note) for fact in page.facts}


def cash(amounts, name="Savings", **more):
    return position(name, "cash", amounts, **more)


def loan(amounts, name="Loan", category="personal_loan", **more):
    return position(name, category, amounts, debt=True, **more)


def monthly(values, year=2024):
    ends = month_ends(date(year, 1, 1), date(year + 3, 1, 1))
    return {day.isoformat(): value for day, value in zip(ends, values, strict=False)}


def shown_number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", "").replace(",", ""))


# ── The cases ────────────────────────────────────────────────────────────────────────────────────


def test_an_ongoing_deficit_says_how_much_since_when_and_how_fast_it_comes_back():
    house = position("House", "real_estate", monthly([300_000, 300_000, 180_000]))
    debts = loan(monthly(240_000 - 1_000 * at for at in range(15)), "Mortgage", "mortgage")
    page = look(household(house, debts), "2025-03-31")
    assert page.headline.sentence == "$46,000 below zero since March 2024, at today's values."
    assert (page.headline.status, page.headline.status_kind) == ("Below zero", "act")
    assert "not bankruptcy" in page.headline.sentences[0]
    assert facts_of(page) == {
        "Lowest point": ("−$58,000", "March 2024"),
        "Regained so far": ("20.6%", "$12,000 of $58,000"),
        "Pace, last 12 months": ("+$1,000", "a month"),
        "Above zero at this pace": ("January 2029", "in 46 months"),
        "Change over 12 months": ("+$12,000", ""),
    }
    assert [text for text, _url in page.facts[-1].more] == ["3 months +$3,000", "1 month +$1,000"]
    (row,) = page.episodes.rows
    assert (row.onset, row.months, row.recovered, row.kind) == ("Mar 2024", "13", "", "act")
    assert page.why.span == "today's value, Feb 2024 to Mar 2024"
    assert page.back.title == "Since the lowest month"


def test_shorter_changes_lead_to_their_own_dates_where_there_is_no_year_yet():
    lately = look(household(cash(monthly([10, 30, -20, -40, -50]))), "2024-05-31").facts[-1]
    assert (lately.value, lately.missing, lately.url) == ("not known yet", True, "")
    (three, three_url), (one, one_url) = lately.more
    assert (three, one) == ("3 months −$80", "1 month −$10")
    assert "from=2024-02-29" in three_url
    assert "from=2024-04-30" in one_url


def test_a_recovery_of_one_month_ends_an_episode_and_both_can_be_chosen():
    books = household(cash(monthly([100, -20, 5, -60, -10])))
    page = look(books, "2024-05-31")
    assert [(row.onset, row.recovered, row.current) for row in page.episodes.rows] == [
        ("Apr 2024", "", True),
        ("Feb 2024", "Mar 2024", False),
    ]
    earlier = look(books, "2024-05-31", episode="2024-02-29")
    assert [row.current for row in earlier.episodes.rows] == [False, True]
    assert earlier.why.span == "today's value, Jan 2024 to Feb 2024"
    assert earlier.back.title == "What brought it back"
    assert earlier.headline.sentence == page.headline.sentence


def test_a_deficit_that_begins_before_the_first_record_is_open():
    page = look(household(cash(monthly([-50, -80, -70]))), "2024-03-31")
    assert page.headline.sentence == (
        "$70.00 below zero since January 2024 or earlier, at today's values."
    )
    (row,) = page.episodes.rows
    assert (row.onset, row.months) == ("before Jan 2024", "3 or more")
    assert page.why.notes[0].startswith("The records begin in January 2024, already below zero")
    assert page.why.span == "today's value, Jan 2024 to Feb 2024"


def test_records_that_begin_at_the_lowest_month_do_not_say_what_led_there():
    page = look(household(cash(monthly([-80, -70]))), "2024-02-29")
    assert page.why.split is None
    assert page.why.notes == (
        "The records begin in January 2024, below zero and at the lowest: what led there is not "
        "in them.",
    )


def test_a_household_that_was_never_below_zero_sees_a_calm_page_and_its_room():
    page = look(household(cash(monthly([100, 90, 120]))), "2024-03-31")
    assert page.headline.sentence == (
        "$120.00 above zero since January 2024 or earlier, at today's values."
    )
    assert page.headline.sentences[0] == "No month end since January 2024 was below zero."
    assert (page.why, page.back) == (None, None)
    assert page.episodes.empty == "No month end was below zero."
    assert facts_of(page)["Room before zero"] == ("$120", "what net worth could lose")
    assert facts_of(page)["Pace"] == (
        "not known yet",
        "takes 6 complete month ends, there are 2",
    )


def test_without_any_value_there_is_nothing_to_say():
    page = look(household(), "2024-03-31")
    assert (page.headline, page.facts, page.meaning) == (None, (), None)


def test_a_missing_house_leaves_the_side_of_zero_open():
    abroad = position("House", "real_estate", monthly([9]), currency="XOF")
    page = look(household(abroad, loan(monthly([50]))), "2024-01-31")
    assert page.headline.sentence.startswith("Whether net worth is above or below zero")
    assert page.headline.status_kind == "watch"
    assert page.episodes.rows == ()
    assert page.episodes.empty.startswith("No month end was certainly below zero")


def test_another_basis_has_no_status_and_says_what_todays_values_say():
    house = position("House", "real_estate", monthly([300_000, 300_000]))
    books = household(house, loan(monthly([250_000, 250_000]), "Mortgage", "mortgage"))
    page = look(books, "2024-02-29", basis="liquidation")
    assert page.headline.sentence == (
        "$10,000 below zero since January 2024 or earlier, if everything had to be sold fast."
    )
    assert page.headline.status == ""
    assert page.headline.sentences[0] == "At today's values you are above zero, by $50,000."
    assert [row.basis for row in page.episodes.rows] == ["If sold fast"]
    assert page.episodes.rows[0].kind == ""


def test_all_bases_are_shown_on_demand_market_first():
    house = position("House", "real_estate", monthly([300_000, 300_000]))
    books = household(house, loan(monthly([310_000, 250_000]), "Mortgage", "mortgage"))
    page = look(books, "2024-02-29", all_bases=True)
    assert [row.basis for row in page.episodes.rows] == ["Today's value", "Cost", "If sold fast"]
    assert page.episodes.toggle == "Today's values only"
    assert "strips=all" in page.episodes.rows[2].url
    assert "basis=liquidation" in page.episodes.rows[2].url


def test_a_person_has_a_page_of_their_own_part():
    books = household(
        cash(monthly([1000, 1000]), owners={"2024-01-01": {BEN: 1}}),
        loan(monthly([400, 300]), owners={"2024-01-01": {ANN: 1}}),
    )
    page = look(books, "2024-02-29", owner=ANN)
    assert page.headline.line == "29 Feb 2024 · USD · today's value · the part of Ann"
    assert page.headline.sentence.startswith("$300.00 below zero")
    assert look(books, "2024-02-29", owner=BEN).headline.status == "Above zero"


def test_a_home_worth_less_than_its_loan_beside_a_household_above_zero():
    house = position("House", "real_estate", monthly([250_000]))
    mortgage = loan(monthly([280_000]), "Mortgage", "mortgage", secured_on=(house.id,))
    page = look(household(house, mortgage, cash(monthly([50_000]))), "2024-01-31")
    assert page.headline.sentence.startswith("$20,000 above zero")
    assert meanings(page)["Not one item."] == (
        "1 item is worth less than its loan, and net worth is above zero all the same."
    )
    assert "House is worth $30,000 less than what is owed on it." in steps(page)


def test_a_household_below_zero_whose_home_is_worth_more_than_its_loan():
    house = position("House", "real_estate", monthly([300_000]))
    mortgage = loan(monthly([280_000]), "Mortgage", "mortgage", secured_on=(house.id,))
    page = look(household(house, mortgage, loan(monthly([50_000]))), "2024-01-31")
    assert page.headline.sentence.startswith("$30,000 below zero")
    assert meanings(page)["Not one item."] == (
        "No item is worth less than its loan, and net worth is below zero all the same."
    )


def meanings(page: DeficitPage) -> dict[str, str]:
    return {one.title: one.text for one in page.meaning.meanings}


def steps(page: DeficitPage) -> list[str]:
    return [step.text for step in page.meaning.steps]


def test_growing_debt_stands_first_among_what_to_look_at():
    house = position("House", "real_estate", monthly([100] * 5))
    mortgage = loan(monthly([130] * 5), "Mortgage", "mortgage", secured_on=(house.id,))
    card = loan(monthly([10, 20, 30, 40, 55]), "Visa card", "credit_card")
    page = look(household(house, mortgage, card), "2024-05-31")
    assert steps(page)[0] == "Visa card grew by $35 since 29 Feb 2024."
    assert page.meaning.steps[0].url == f"/items/{card.id}/"
    assert steps(page)[-1] == "Add monthly spending, to see for how long the money lasts."


def ready(values, name="Savings", **more):
    return cash(monthly(values), name, liquidity=Liquidity.IMMEDIATE, discount=0, **more)


def test_who_has_ready_money_for_as_long_as_the_guide_says_is_not_short_of_it():
    books = household(ready([900]), loan(monthly([2_000])))
    page = look(books, "2024-01-31", budgets=[budget(300)])
    assert meanings(page)["Not being short of money."] == (
        "$900 can be spent at once or within days. That pays for essentials and smallest payments "
        "for 3.0 months."
    )


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (
            270,
            "Money is short as well: $270 can be spent at once or within days. That pays for "
            "essentials and smallest payments for 0.9 months.",
        ),
        (-40, "Money is short as well: nothing is left to spend at once or within days."),
    ],
)
def test_who_has_less_ready_money_than_the_guide_says_is_not_told_that_it_is_enough(amount, text):
    books = household(ready([amount]), loan(monthly([2_000])))
    page = look(books, "2024-01-31", budgets=[budget(300)])
    assert "Not being short of money." not in meanings(page)
    [found] = [one for one in page.meaning.meanings if one.text == text]
    assert (found.title, found.url) == (
        "Being short of money is a question of its own.",
        "/ratios/",
    )


def test_while_a_missing_value_could_turn_it_ready_money_is_neither_short_nor_enough():
    abroad = ready([9], "Abroad", currency="XOF")
    books = household(ready([270]), abroad, loan(monthly([2_000])))
    found = meanings(look(books, "2024-01-31", budgets=[budget(300)]))
    assert found["Being short of money is a question of its own."].startswith("$270 can be spent")


def test_without_spending_it_is_said_how_much_is_ready_and_not_for_how_long():
    page = look(household(ready([270]), loan(monthly([2_000]))), "2024-01-31")
    assert meanings(page)["Not being short of money."] == (
        "$270 can be spent at once or within days."
    )


# ── Why it happened ──────────────────────────────────────────────────────────────────────────────


def rows_of(card) -> dict[str, list[tuple[str, str, str]]]:
    """Per heading: name, side and amount of each part."""
    return {
        group.title: [(row.name, row.hue, row.amount) for row in group.rows]
        for group in card.split.groups
    }


def test_a_fall_of_prices_may_return_and_says_what_softened_it():
    house = position("House", "real_estate", monthly([300_000, 180_000]))
    mortgage = loan(monthly([240_000, 239_000]), "Mortgage", "mortgage")
    why = look(household(house, mortgage), "2024-02-29").why
    assert why.verdict == (
        "Net worth fell by $119,000 because what you own lost $120,000 in value."
    )
    assert why.sentences == (
        "What you own fell by $120,000; what you owe fell by $1,000.",
        "Values that fell may return: here that is $120,000.",
        "Debts that shrank softened it by $1,000.",
    )
    assert rows_of(why) == {
        "Lowered it": [("Property", "own", "−120,000")],
        "Softened it": [("Mortgages", "owe", "+1,000")],
    }


def test_a_deficit_that_a_currency_alone_brought_names_it_and_promises_nothing():
    abroad = cash(monthly([1000, 1000]), currency="EUR")
    euro = rate("EUR", "USD", {"2024-01-31": "1.1", "2024-02-29": "0.9"})
    why = look(household(abroad, loan(monthly([1000])), rates=[euro]), "2024-02-29").why
    assert why.verdict == "Net worth fell by $200 because currencies moved: $200."
    assert "return" not in " ".join(why.sentences)
    [row] = why.split.groups[0].rows
    assert [movement.kind for movement in row.items[0].movements] == ["currency moved"]


def test_savings_that_were_spent_are_named_and_never_said_to_return():
    why = look(household(cash(monthly([500, 100])), loan(monthly([300]))), "2024-02-29").why
    assert why.verdict == "Net worth fell by $400 because savings were spent: $400."
    assert "return" not in " ".join(why.sentences)


def test_a_fall_that_began_in_a_higher_month_leads_to_the_whole_way_down():
    page = look(household(cash(monthly([50, 90, 70, -20, -60, -10]))), "2024-06-30")
    assert page.why.span == "today's value, Mar 2024 to May 2024"
    assert page.why.whole == "The whole way down since February 2024"
    assert page.why.whole_url == "/compare/?from=2024-02-29&to=2024-05-31"


def test_where_the_fall_began_in_the_highest_month_there_is_no_longer_way():
    at_once = look(household(cash(monthly([50, 90, -20]))), "2024-03-31").why
    assert (at_once.whole, at_once.whole_url) == ("", "")
    # The month before the episode before is not this one's.
    again = look(household(cash(monthly([90, -20, 40, -30]))), "2024-04-30").why
    assert (again.span, again.whole) == ("today's value, Mar 2024 to Apr 2024", "")
    open_start = look(household(cash(monthly([-20, -10, -40]))), "2024-03-31").why
    assert open_start.whole == ""


def test_growing_debt_is_named_before_the_cause():
    house = position("House", "real_estate", monthly([300, 180]))
    card = loan(monthly([250, 300]), "Visa card", "credit_card")
    why = look(household(house, card), "2024-02-29").why
    assert why.before == ("One to watch first: what you owe grew by $50.",)
    assert why.verdict.startswith("Net worth fell by $170, mostly because what you own")


def test_something_bought_on_a_loan_is_no_fall_and_stands_as_one_line():
    car = position("Car", "vehicles", {"2024-02-29": 20_000}, opened="2024-02-10")
    owed = loan(
        {"2024-02-29": 20_000}, "Car loan", "car_loan", opened="2024-02-10", secured_on=(car.id,)
    )
    saved, debt = cash(monthly([500, 500, 100])), loan(monthly([300]))
    assert look(household(saved, debt, car, owed), "2024-02-29").headline.status == "Above zero"
    why = look(household(saved, debt, car, owed), "2024-03-31").why
    assert why.verdict == "Net worth fell by $400 because savings were spent: $400."
    bought = look(household(cash(monthly([100, 100, 50])), debt, car, owed), "2024-03-31").why
    assert rows_of(bought) == {
        "Lowered it": [("Cash and deposits", "own", "−50")],
        "Made no difference": [("Car, bought on a loan", "both", "0")],
    }


# ── The real deficit ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def real() -> DeficitPage:
    books = read_wide("us-bottom-half.csv", without=("Consumer durables",))
    return look(books, "2023-04-01")


def test_the_real_deficit_is_told_as_it_was(real: DeficitPage):
    assert real.headline.sentences[0] == (
        "Below zero from March 2008 until September 2016; at the lowest −$692,287 in December 2010."
    )
    (row,) = real.episodes.rows
    assert (row.onset, row.lowest, row.months, row.recovered) == (
        "Mar 2008",
        "−692,287",
        "102",
        "Sep 2016",
    )


def test_the_real_fall_of_780_503_is_721_814_of_assets_and_58_689_of_debts(real: DeficitPage):
    split = real.why.split
    assert (split.from_text, split.change, split.to_text) == ("88,216", "−780,503", "−692,287")
    assert real.why.before == ("One to watch first: what you owe grew by $58,689.",)
    assert real.why.verdict == (
        "Net worth fell by $780,503, mostly because what you own lost $687,669 in value."
    )
    assert real.why.sentences == (
        "What you own fell by $721,814; what you owe grew by $58,689.",
        "Values that fell may return: here that is $687,669.",
    )


def assert_adds_up(split) -> None:
    rows = [row for group in split.groups for row in group.rows]
    shown = sum(shown_number(row.amount) for row in rows)
    assert shown == shown_number(split.change)
    assert shown_number(split.from_text) + shown == shown_number(split.to_text)
    for row in rows:
        movements = [movement for item in row.items for movement in item.movements]
        assert sum(shown_number(one.amount) for one in movements) == shown_number(row.amount)


def test_the_parts_add_up_as_they_are_shown(real: DeficitPage):
    assert_adds_up(real.why.split)
    assert_adds_up(real.back.split)


@given(households(), st.sampled_from(BASES), st.none() | st.sampled_from(MEMBERS))
def test_on_any_household_all_parts_add_up_as_they_are_shown(house, basis, owner):
    page = look(to_books(house), LAST.isoformat(), basis=basis, owner=owner)
    assert len(page.facts) in {0, 5}
    splits = [card.split for card in (page.why, page.back) if card is not None and card.split]
    for split in splits:
        assert_adds_up(split)
    if len(splits) == 2:
        assert splits[0].to_text == splits[1].from_text


def test_each_fact_leads_to_the_rows_behind_it(real: DeficitPage):
    assert real.headline.url == "/balance/?date=2023-04-01"
    assert {fact.label: fact.url for fact in real.facts} == {
        "Lowest point": "/balance/?date=2010-12-31",
        "Back above zero": "/compare/?from=2010-12-31&to=2016-09-30",
        "Pace, last 12 months": "/history/?from=2022-04-01&to=2023-03-31",
        "Room before zero": "/balance/?date=2023-04-01",
        "Change over 12 months": "/compare/?from=2022-04-30&to=2023-04-01",
    }
    assert [one.url for one in real.meaning.meanings] == [
        "/ratios/",
        "/ratios/",
        "",
        "/compare/?from=2022-04-30&to=2023-04-01",
    ]


def test_each_part_leads_to_the_values_of_its_items(real: DeficitPage):
    row = real.why.split.groups[0].rows[0]
    assert row.name == "Property"
    assert row.items[0].url.endswith("/?year=2010#values")
    assert real.why.more_url == "/compare/?from=2008-02-29&to=2010-12-31"


def test_a_fall_leads_to_an_items_values_of_its_year_and_from_a_part_to_the_business() -> None:
    home, part = position("Home"), position("Part", stake=ANN)
    assert LINKS.moved(home, 2026) == f"/items/{home.id}/?year=2026#values"
    assert LINKS.moved(part, 2026) == f"/businesses/{ANN}/"
