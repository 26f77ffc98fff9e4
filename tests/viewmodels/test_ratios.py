"""The tiles of the ratios and the room before zero, as they are read."""

from datetime import date
from fractions import Fraction

import pytest

from tests.services.ratio_samples import DAY, ON, asset, budget, debt, means
from tests.services.samples import ANN, BEN, household, position
from tracker.services.change import Kind, Term
from tracker.services.guides import DEFAULTS
from tracker.services.headroom import headroom
from tracker.services.networth import monthly_history
from tracker.services.position_values import values_on
from tracker.services.ratios import read_ratios
from tracker.services.saved import Saved
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.headroom import build_headroom
from tracker.viewmodels.meter import build_meter
from tracker.viewmodels.ratio_rows import all_rows, saved_rows
from tracker.viewmodels.ratios import build_ratios, read_year_ago

DOLLARS = AmountStyle("USD", "en-US", large=False)


def saved_in_june(amount, *, complete=True, provisional=False):
    terms = (Term(asset("Account", "cash", 1), Kind.MONEY, Fraction(amount)),)
    return Saved(date(2024, 5, 31), ON, terms, complete=complete, provisional=provisional)


JUNE = saved_in_june(250)


def page(*positions, saved=None, year_ago=None, may_edit=True, **given):
    found = means(*positions, **given)
    return build_ratios(
        found,
        read_ratios(found, DEFAULTS),
        DOLLARS,
        saved=saved,
        year_ago=year_ago or {},
        may_edit=may_edit,
    )


def tiles(*positions, **given):
    shown = page(*positions, **given)
    return {tile.ratio: tile for tile in (*shown.first, *shown.more)}


def room(*positions, complete=True):
    values = values_on(household(*positions), ON)
    found = headroom(values)
    return build_headroom(found, means(*positions).largest, DOLLARS, complete=complete)


def test_a_ratio_says_its_figure_how_it_stands_and_what_reaches_the_next_figure():
    tile = tiles(
        asset("Home", "real_estate", 100_000),
        debt("Mortgage", "mortgage", 84_000),
        year_ago={"debt_to_assets": Fraction(9, 10)},
    )["debt_to_assets"]
    assert (tile.value, tile.chip, tile.chip_kind) == ("84.0%", "High", "act")
    assert tile.sentences == (
        "At 100%, net worth is zero.",
        "$4,000 less debt, with what you own unchanged, reaches 80%.",
        "A year ago 90.0%.",
    )
    assert (tile.guide, tile.guide_label) == (
        "Guide 50% to 80%",
        "Debt to assets: Guide 50% to 80%",
    )


@pytest.mark.parametrize(
    ("owed", "chip", "kind"),
    [(50, "In guide", "good"), (51, "Over 50%", "watch"), (81, "High", "act")],
)
def test_where_less_is_better_the_chip_says_on_which_side_of_the_guide(owed, chip, kind):
    found = tiles(asset("Home", "real_estate", 100), debt("Mortgage", "mortgage", owed))
    assert (found["debt_to_assets"].chip, found["debt_to_assets"].chip_kind) == (chip, kind)


@pytest.mark.parametrize(
    ("cash", "liquidity", "fund"),
    [
        (600, ("Above guide", "good"), ("In guide", "good")),
        (599, ("In guide", "good"), ("In guide", "good")),
        (300, ("In guide", "good"), ("In guide", "good")),
        (299, ("Low", "act"), ("Under 3 months", "watch")),
        (99, ("Low", "act"), ("Low", "act")),
    ],
)
def test_where_more_is_better_between_its_figures_is_in_the_guide(cash, liquidity, fund):
    found = tiles(asset("Account", "cash", cash), budgets=[budget(100)])
    assert (found["liquidity_months"].chip, found["liquidity_months"].chip_kind) == liquidity
    assert (found["emergency_fund"].chip, found["emergency_fund"].chip_kind) == fund


def test_each_ratio_has_its_own_sentences():
    home = asset("Home", "real_estate", 300_000)
    found = tiles(
        home,
        asset("Car", "vehicles", 50_000),
        asset("Account", "cash", 4_000),
        debt("Mortgage", "mortgage", 320_000, secured_on=(home.id,), terms={"minimum": 2_000}),
        debt("Card", "credit_card", 900, terms={"minimum": 100, "limit": 2_000}),
        budgets=[budget(2_000, 5_000, 6_000)],
        saved=JUNE,
    )
    said = {ratio: " ".join(tile.sentences) for ratio, tile in found.items()}
    assert said == {
        "debt_to_assets": "At 100%, net worth is zero. "
        "$37,700 less debt, with what you own unchanged, reaches 80%.",
        "liquidity_months": "$4,000 of ready money; essentials and payments take $4,100 a month. "
        "$8,300 more in ready money reaches 3 months.",
        "credit_use": "$900 of $2,000 is in use. Paying $300 off the cards reaches the 30% guide.",
        "leverage": "What you own, for each one of net worth. "
        "$84,900 less debt, with what you own unchanged, reaches 3×.",
        "emergency_fund": "$4,000 at hand: 67% of what 3 months of essentials take. "
        "$2,000 more at hand reaches 3 months.",
        "liquid_net_worth": "$4,000 of ready money; $900 falls due within a year. "
        "Without Mortgage: not known how much falls due.",
        "debt_service_net": "$2,100 of $5,000 a month. "
        "Payments lower by $350 a month reach the 35% guide.",
        "debt_service_gross": "$2,100 of $6,000 a month.",
        "loan_to_value": "Home. Paying $20,000 off what is owed on Home reaches 100%.",
        "concentration": "Home. The largest kind is Property with 84.7%. "
        "It is down to 50% once all else is worth $246,000 more.",
        "saved": "5.0% of the month's income after taxes. "
        "Money that came into cash and savings; what they gained or lost is not in it.",
    }


def test_what_is_missing_is_named_and_takes_the_verdict_with_it():
    tile = tiles(
        asset("Home", "real_estate", 300_000, currency="CHF"),
        asset("Account", "cash", 10_000),
        debt("Mortgage", "mortgage", 200_000),
    )["debt_to_assets"]
    assert (tile.chip, tile.chip_kind) == ("Not certain", "")
    assert tile.sentences[-1] == "Without Home: no value or price."
    cover = tiles(
        asset("Account", "cash", 10_000),
        debt("Mortgage", "mortgage", 200_000),
        budgets=[budget(1000)],
    )["liquidity_months"]
    assert cover.chip == "Not certain"
    assert cover.sentences[-1] == "Without Mortgage: no payment entered."


def test_four_come_first_and_a_gap_among_them_is_filled_from_the_others():
    whole = page(
        asset("Account", "cash", 500),
        debt("Card", "credit_card", 50, terms={"minimum": 5, "limit": 100}),
        budgets=[budget(100, 300, 400)],
    )
    assert [tile.ratio for tile in whole.first] == [
        "debt_to_assets",
        "liquidity_months",
        "credit_use",
        "leverage",
    ]
    assert "liquid_net_worth" in [tile.ratio for tile in whole.more]
    below = page(asset("Account", "cash", 500), debt("Loan", "personal_loan", 900))
    assert [tile.ratio for tile in below.first] == ["debt_to_assets", "liquid_net_worth"]
    assert below.more == ()


def test_what_asks_for_action_stands_before_what_is_calmer():
    shown = page(
        asset("Account", "cash", 5_000),
        debt("Loan", "personal_loan", 3_000, terms={"minimum": 500}),
        budgets=[budget(100, 1_000)],
    )
    by_ratio = {tile.ratio: tile.chip_kind for tile in (*shown.first, *shown.more)}
    assert [ratio for ratio, kind in by_ratio.items() if kind == "act"] == ["debt_service_net"]
    assert [tile.ratio for tile in shown.first] == [
        "debt_to_assets",
        "liquidity_months",
        "leverage",
        "debt_service_net",
    ]
    filled = page(
        asset("Account", "cash", 500),
        debt("Loan", "personal_loan", 900, terms={"minimum": 500}),
        budgets=[budget(None, 1_000)],
    )
    assert [tile.ratio for tile in filled.first] == ["debt_to_assets", "debt_service_net"]


def test_who_has_one_account_is_shown_nothing_but_where_to_add_spending():
    shown = page(asset("Account", "cash", 500))
    assert (shown.first, shown.more) == ((), ())
    [note] = shown.notes
    assert note.text == "Add monthly spending to see how long ready money lasts."
    assert (note.route, note.anchor) == ("tracker:settings", "budgets")
    assert page(asset("Account", "cash", 500), budgets=[budget(100)]).notes == ()


def test_nothing_is_folded_away_where_nothing_stands_before_it():
    shown = page(asset("Account", "cash", 500), asset("Fund", "investments", 400), saved=JUNE)
    assert [tile.ratio for tile in shown.first] == ["concentration", "saved"]
    assert shown.more == ()
    alone = page(asset("Account", "cash", 500), saved=JUNE)
    assert [tile.ratio for tile in alone.first] == ["saved"]


def test_who_may_not_enter_it_is_told_what_is_missing_without_a_way_there():
    [note] = page(
        asset("Account", "cash", 500),
        debt("Loan", "personal_loan", 9, terms={"minimum": 1}),
        may_edit=False,
    ).notes
    assert note.text.startswith("Monthly spending and income are not entered")
    assert (note.action, note.route) == ("", "")


def test_a_currency_without_a_rate_and_debts_without_payments_are_said():
    account, loan = asset("Account", "cash", 500), debt("Loan", "personal_loan", 9)
    texts = [
        note.text for note in page(account, loan, budgets=[budget(1, 1, currency="CHF")]).notes
    ]
    assert texts == [
        "Spending and income are in CHF, which has no rate: ratios with them cannot be told.",
        "No payment of Loan is entered: what they take of income cannot be told.",
    ]
    paid = debt("Loan", "personal_loan", 9, terms={"minimum": 1})
    [note] = page(account, paid, budgets=[budget(1, 0, 0)]).notes
    assert note.text == "Without an income, payments on debts have nothing to be compared with."


def test_an_owners_view_says_that_spending_is_the_households():
    loan = debt("Loan", "personal_loan", 9, owners={DAY: {ANN: 1}})
    shown = page(asset("Account", "cash", 50), loan, owner=ANN, budgets=[budget(1, 1)], saved=JUNE)
    assert shown.notes[-1].text.startswith("Spending, income and payments are the household's")
    [tile] = [tile for tile in (*shown.first, *shown.more) if tile.ratio == "saved"]
    assert "income" not in " ".join(tile.sentences)


def test_the_running_month_is_said_to_be_running_and_a_loss_has_its_minus():
    running = saved_in_june(-90, complete=False, provisional=True)
    tile = tiles(asset("Account", "cash", 50), saved=running, budgets=[budget(1, 900)])["saved"]
    assert (tile.name, tile.value) == ("Saved so far in June", "\u2212$90")
    assert tile.sentences[0].endswith("after taxes; the month is still running.")
    assert tile.sentences[-1].startswith("Something had no value or price then")
    assert tiles(asset("Account", "cash", 50), saved=JUNE)["saved"].name == "Saved in June"


def made_of(ratio, *positions, **given):
    """The items that the page of all ratios lists behind one of them."""
    found = all_rows(ratio, means(*positions, **given), DOLLARS)
    return None if found is None else [(row.name, row.note, row.value) for row in found.rows]


def test_the_items_behind_a_figure_are_listed_with_the_largest_first():
    positions = (
        asset("Account", "cash", 500),
        asset("Empty", "cash", 0),
        asset("Fund", "investments", 1000),
        debt("Card", "credit_card", 50, terms={"minimum": 5, "limit": 100}),
        debt("Store", "credit_card", 90, terms={"minimum": 7, "limit": 100}),
    )
    assert made_of("liquidity_months", *positions) == [
        ("Fund", "if sold fast", "$950"),
        ("Account", "ready", "$500"),
        ("Store", "a month", "$7"),
        ("Card", "a month", "$5"),
    ]
    assert made_of("emergency_fund", *positions) == [("Account", "", "$500")]
    assert made_of("debt_service_net", *positions) == [
        ("Store", "a month", "$7"),
        ("Card", "a month", "$5"),
    ]
    assert made_of("credit_use", *positions) == [
        ("Store", "$90 of $100", "90.0%"),
        ("Card", "$50 of $100", "50.0%"),
    ]
    assert made_of("liquid_net_worth", *positions) == [
        ("Fund", "ready", "$1,000"),
        ("Account", "ready", "$500"),
        ("Store", "due within a year", "$90"),
        ("Card", "due within a year", "$50"),
    ]
    assert made_of("debt_to_assets", *positions) is None


def test_the_dashboard_lists_cards_and_several_loans_alone():
    home, car = asset("Home", "real_estate", 100), asset("Car", "vehicles", 50)
    positions = (home, debt("Mortgage", "mortgage", 80, secured_on=(home.id,)))
    assert tiles(*positions)["loan_to_value"].rows is None
    both = (*positions, car, debt("Car loan", "car_loan", 45, secured_on=(car.id,)))
    found = tiles(*both, budgets=[budget(10)])
    assert [(row.name, row.note, row.value) for row in found["loan_to_value"].rows.rows] == [
        ("Car", "owes $45, worth $50", "90.0%"),
        ("Home", "owes $80, worth $100", "80.0%"),
    ]
    assert found["liquidity_months"].rows is None


def test_what_was_saved_is_listed_account_by_account():
    account, fund = asset("Account", "cash", 1), asset("Fund", "investments", 1)
    terms = (
        Term(account, Kind.MONEY, Fraction(-300)),
        Term(fund, Kind.OPENED, Fraction(500)),
    )
    saved = Saved(date(2024, 5, 31), ON, terms, complete=True, provisional=False)
    assert [(row.name, row.note, row.value) for row in saved_rows(saved, DOLLARS).rows] == [
        ("Fund", "opened", "+$500"),
        ("Account", "", "\u2212$300"),
    ]


@pytest.mark.parametrize(
    ("value", "at", "end"),
    [
        (Fraction(84, 100), "84.00%", "zero line 100%"),
        (Fraction(3, 2), "75.00%", "200%"),
        (Fraction(11), "100.00%", "10×"),
        (Fraction(-1, 2), "0.00%", "zero line 100%"),
    ],
)
def test_a_meter_has_a_scale_that_holds_the_figure(value, at, end):
    meter = build_meter(DEFAULTS["debt_to_assets"], value, "en-US")
    assert (meter.at, meter.end) == (at, end)


def test_a_ratio_beyond_ten_times_the_whole_is_a_multiple():
    found = tiles(asset("Bicycle", "other", 90), debt("Loan", "personal_loan", 5_000))
    assert found["debt_to_assets"].value == "55.6×"


def test_a_meter_is_said_in_words_with_its_guide():
    meter = build_meter(DEFAULTS["liquidity_months"], Fraction(53, 10), "en-US")
    assert (meter.start, meter.width, meter.marks) == ("25.00%", "25.00%", ("25.00%", "50.00%"))
    assert meter.label == "5.3 months on a scale to 12 months. Guide 3 to 6 months."


def test_a_year_ago_is_read_from_the_history_where_all_was_known():
    ends = [date(2023, 6, 30), *(date(2023, month, 28) for month in range(7, 13))]
    ends += [date(2024, month, 28) for month in range(1, 6)] + [ON]
    books = household(
        position("Home", "real_estate", {"2023-06-30": 100, "2024-06-30": 120}),
        position("Loan", "mortgage", {"2023-06-30": 80}, debt=True),
    )
    found = read_year_ago(monthly_history(books, ends), 0, None)
    assert found == {"debt_to_assets": Fraction(4, 5), "leverage": Fraction(5)}
    assert read_year_ago(monthly_history(books, ends[1:]), -1, None) == {}
    assert read_year_ago(monthly_history(books, ends, basis="book"), 0, None) == {}
    assert read_year_ago(monthly_history(books, ends), 0, BEN) == {}


CASES = {
    "household A": (
        [("Home", 300_000), ("Vehicles", 20_000), ("Cash", 15_000), ("Retirement", 10_000)],
        395_000,
        "87% of what you own is Home: a rise of 16.7% in its value would bring net worth back to "
        "zero. All you own together would have to rise by 14.5%.",
    ),
    "company B": (
        [("Property", 1_000_000), ("Equipment", 800_000), ("Cash", 200_000)],
        1_650_000,
        "50% of what you own is Property: a fall of 35.0% in its value would bring net worth to "
        "zero. All you own together could fall by 17.5%.",
    ),
    "household C": (
        [("Home", 500), ("Shares", 100), ("Car", 100), ("Savings", 50)],
        450,
        "67% of what you own is Home: a fall of 60.0% in its value would bring net worth to zero. "
        "All you own together could fall by 40.0%.",
    ),
    "graduate D": (
        [("Cash and securities", 8_000)],
        53_000,
        "All you own is Cash and securities: a rise of 562.5% in its value would bring net worth "
        "back to zero.",
    ),
    "E above": (
        [("Home", 305_000)],
        245_000,
        "All you own is Home: a fall of 19.7% in its value would bring net worth to zero.",
    ),
    "E below": (
        [("Home", 201_000)],
        245_000,
        "All you own is Home: a rise of 21.9% in its value would bring net worth back to zero.",
    ),
    "hardly anything owned": (
        [("Bicycle", 90), ("Sofa", 10)],
        5_000,
        "90% of what you own is Bicycle: even ten times its value would leave net worth below "
        "zero. Ten times all you own would leave it there too.",
    ),
    "one thing of little worth": (
        [("Bicycle", 90)],
        5_000,
        "All you own is Bicycle: even ten times its value would leave net worth below zero.",
    ),
    "mostly its own": (
        [("Home", 300), ("Land", 200)],
        100,
        "60% of what you own is Home: even without it, net worth would stay above zero. "
        "All you own together could fall by 80.0%.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_room_before_zero_is_one_calm_sentence(case):
    owned, owed, sentence = CASES[case]
    kinds = ["real_estate", "vehicles", "cash", "retirement"]
    assets = [asset(name, kind, worth) for (name, worth), kind in zip(owned, kinds, strict=False)]
    found = room(*assets, debt("Debts", "personal_loan", owed))
    assert " ".join(found.sentences) == sentence


def test_every_kind_has_its_room_and_what_is_not_enough_is_said():
    found = room(
        asset("Home", "real_estate", 1000),
        asset("Account", "cash", 100),
        debt("Loan", "mortgage", 850),
    )
    assert [(row.name, row.worth, row.move) for row in found.rows] == [
        ("Property", "$1,000.00", "25.0%"),
        ("Cash and deposits", "$100.00", "more than all of it"),
        ("All together", "$1,100.00", "22.7%"),
    ]
    below = room(asset("Account", "cash", 10), debt("Loan", "mortgage", 850), complete=False)
    assert [row.move for row in below.rows] == ["more than tenfold"]
    assert below.notes[-1] == "What has no value or price yet is not in it."


def test_the_kinds_are_rounded_so_that_they_make_up_what_is_owned_as_elsewhere():
    positions = (
        asset("Home", "real_estate", "324246.50"),
        asset("Account", "cash", "50044.40"),
        debt("Loan", "mortgage", "304491.60"),
    )
    found = room(*positions)
    shown, _debts = DOLLARS.sides(Fraction("374290.90"), Fraction("304491.60"))
    assert [row.worth for row in found.rows] == ["$324,247", "$50,044", shown]
    assert shown == "$374,291"


def test_exactly_zero_and_no_debts_have_no_room_to_speak_of():
    assert room(asset("Home", "real_estate", 100)) is None
    assert room(asset("Home", "real_estate", 100), debt("Loan", "mortgage", 100)) is None
