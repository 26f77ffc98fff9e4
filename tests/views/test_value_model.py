"""How an item's value goes on by itself: its card on the item's page, and the marks elsewhere."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import read
from tests.views.test_position_chart import chart_of, rows_of
from tracker.models import Commodity, DebtTerms, Position, ValueModel
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day_in_november")]
JULY = date(2026, 7, 31)
WEAR = {"kind": "declining", "since": "2026-07-31", "rate": "24"}
LINE = {
    "kind": "straight_line",
    "since": "2026-07-31",
    "ends_on": "2027-07-31",
    "residual": "4,000",
}


@pytest.fixture
def on_a_day_in_november():
    with time_machine.travel("2026-11-21T05:00:00Z"):
        yield


@pytest.fixture
def car(cast: Cast) -> Position:
    held = add_position(cast.household, "Car", category="vehicles")
    add_value(cast.household, held, JULY, 10_000)
    return held


@pytest.fixture
def loan(cast: Cast) -> Position:
    held = add_position(cast.household, "Loan", Side.LIABILITY, "car_loan")
    add_value(cast.household, held, JULY, 5_000)
    return held


def set_terms(cast: Cast, loan: Position, **terms: Any) -> None:
    with tenant(cast.household.id):
        DebtTerms.objects.create(
            household_id=cast.household.id, position=loan, since="2026-01-01", **terms
        )


def path(cast: Cast, position: Position, end: str = "") -> str:
    return f"/h/{cast.household.slug}/items/{position.pk}/{end}"


def card_of(page: str) -> str:
    return page.split('id="model"')[1].split("</section>")[0]


def save(client: Any, cast: Cast, position: Position, body: dict[str, str]) -> str:
    assert client.post(path(cast, position, "model/"), body).status_code == 302
    return read(client, path(cast, position))


def test_without_a_model_the_card_says_what_holds_and_begins_at_the_last_value(
    cast: Cast, owner_client, car: Position
) -> None:
    card = card_of(read(owner_client, path(cast, car)))
    assert "counted at the value that was entered last" in card
    assert 'value="2026-07-31"' in card
    assert "The next twelve months" not in card


def test_a_saved_model_moves_the_figure_and_says_so(cast: Cast, owner_client, car) -> None:
    page = save(owner_client, cast, car, WEAR)
    assert "$9,400" in page  # 10,000 less 2% of it in each of three months
    assert "estimated from 31 Jul 2026" in page
    card = card_of(page)
    assert "From 31 Jul 2026 it loses 24% a year." in card
    assert "30 Nov 2026" in card
    assert "9,200" in card
    assert "31 Oct 2027" in card
    assert "30 Nov 2027" not in card


def test_the_same_amount_every_month_ends_where_it_was_said(cast: Cast, owner_client, car) -> None:
    card = card_of(save(owner_client, cast, car, LINE))
    assert "it loses the same amount every month, down to $4,000 on 31 Jul 2027." in card
    assert card.count("<td") == 2 * 9  # September to November are past; December to July come


def test_estimates_are_hollow_on_the_chart_and_named_in_its_table(
    cast: Cast, owner_client, car
) -> None:
    page = save(owner_client, cast, car, WEAR)
    line, estimates, _last = chart_of(page)["data"]
    assert line["y"] == [10_000, 9_800, 9_600, 9_400, 9_400]
    assert estimates["x"] == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-21"]
    assert rows_of(page)[1] == ["Oct 2026", "9,400", "estimated from the value before"]
    assert "Hollow dots: estimated from the value before." in page


def test_a_try_shows_what_would_come_of_it_and_saves_nothing(cast: Cast, owner_client, car) -> None:
    answer = owner_client.post(path(cast, car, "model/"), WEAR | {"preview": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" in page
    card = card_of(page)
    assert "Nothing is saved yet." in card
    assert "9,200" in card
    assert 'value="24"' in card
    assert not ValueModel.objects.exists()
    part = owner_client.post(
        path(cast, car, "model/"), WEAR | {"preview": "1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part
    assert "Nothing is saved yet." in part


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": ""}, "Choose how it loses value."),
        ({"kind": "loan"}, "Choose how it loses value."),
        ({"since": ""}, "Enter a date."),
        ({"rate": ""}, "Enter how much of it goes in a year"),
        ({"rate": "0"}, "Enter how much of it goes in a year"),
        ({"rate": "101"}, "Enter a number from 0 to 100."),
        ({"residual": "-1"}, "not below 0"),
        ({"residual": "1.234"}, "Too many decimals: 3, where at most 2"),
        ({"kind": "straight_line"}, "Enter the day on which it has lost what it will."),
        ({"kind": "straight_line", "ends_on": "2026-07-31"}, "Choose a day after the one from"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_bad_input_is_a_sentence_at_its_field(
    cast: Cast, owner_client, car, changed: dict[str, str], sentence: str, button: dict[str, str]
) -> None:
    answer = owner_client.post(path(cast, car, "model/"), WEAR | changed | button)
    assert answer.status_code == 422
    assert sentence in card_of(answer.content.decode())
    assert not ValueModel.objects.exists()


def test_a_loan_says_how_many_payments_are_left_and_what_it_costs(
    cast: Cast, owner_client, loan
) -> None:
    set_terms(cast, loan, rate=12, minimum=100)
    card = card_of(save(owner_client, cast, loan, {"since": "2026-07-31"}))
    assert "From 31 Jul 2026 it is paid off by its terms." in card
    assert "67 payments are left, until 31 May 2032, with $" in card
    assert "Quoted as 12%, it costs 12.00% a year in effect." in card
    assert "of that, interest" in card


def test_a_flat_loan_stands_beside_what_it_costs_in_effect(cast: Cast, owner_client, loan) -> None:
    set_terms(cast, loan, rate=3, minimum=Decimal("1175.93"), method="flat")
    body = {"since": "2026-07-31", "original": "100,000"}
    card = card_of(save(owner_client, cast, loan, body))
    assert "Quoted as 3% flat, it costs 5.50% a year in effect." in card


def test_a_debt_that_outgrows_its_payment_says_what_would_end_it(
    cast: Cast, owner_client, loan
) -> None:
    set_terms(cast, loan, rate=36, minimum=100)
    card = card_of(save(owner_client, cast, loan, {"since": "2026-07-31"}))
    assert "$100 a month does not cover the interest, so the debt grows." in card
    assert "is the smallest payment that ends it" in card


def test_a_loan_without_terms_says_what_is_needed(cast: Cast, owner_client, loan) -> None:
    card = card_of(save(owner_client, cast, loan, {"since": "2026-07-31"}))
    assert "Enter its rate and its monthly payment" in card
    assert "The next twelve months" not in card


def test_a_model_is_removed_and_the_figure_is_the_entered_one_again(
    cast: Cast, owner_client, car
) -> None:
    save(owner_client, cast, car, WEAR)
    page = save(owner_client, cast, car, {"remove": "1"})
    assert "$10,000" in page
    assert "estimated from" not in page
    assert not ValueModel.objects.exists()


def test_below_the_dashboards_figure_a_link_leads_to_what_is_estimated(
    cast: Cast, owner_client, car
) -> None:
    save(owner_client, cast, car, WEAR)
    page = read(owner_client, f"/h/{cast.household.slug}/")
    assert 'href="#look-at">1 item rests on an estimate since its last value.</a>' in page
    assert 'id="look-at"' in page


def test_what_is_closed_or_counted_in_units_has_no_card(cast: Cast, owner_client, car) -> None:
    with tenant(cast.household.id):
        unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD-G")
        Position.objects.filter(pk=car.pk).update(closed_on=date(2026, 9, 1))
    gold = add_position(cast.household, "Gold", category="bullion", commodity=unit)
    for item in (car, gold):
        assert 'id="model"' not in read(owner_client, path(cast, item))
        for button in ({}, {"preview": "1"}):
            answer = owner_client.post(path(cast, item, "model/"), WEAR | button)
            assert answer.status_code == 404


def test_a_viewer_sees_what_comes_and_no_form(cast: Cast, owner_client, viewer_client, car) -> None:
    save(owner_client, cast, car, WEAR)
    card = card_of(read(viewer_client, path(cast, car)))
    assert "The next twelve months" in card
    assert "<form" not in card


def test_lists_the_balance_sheet_and_the_dashboard_mark_what_rests_on_an_estimate(
    cast: Cast, owner_client, car
) -> None:
    base = f"/h/{cast.household.slug}"
    assert "rests on an estimate" not in read(owner_client, f"{base}/")
    save(owner_client, cast, car, WEAR)
    assert "1 item rests on an estimate since its last value: Car." in read(
        owner_client, f"{base}/"
    )
    assert "estimated from 31 Jul 2026" in read(owner_client, f"{base}/balance/")
    assert ">estimated<" in read(owner_client, f"{base}/items/").replace("\n", "")


def test_the_balance_sheet_says_what_was_lent_and_when_a_debt_is_due(
    cast: Cast, owner_client
) -> None:
    lent = add_position(cast.household, "Rina", category="receivables", allowance=25)
    tax = add_position(cast.household, "Tax", Side.LIABILITY, "taxes", due_on=date(2026, 11, 30))
    for item, amount in ((lent, 12_000), (tax, 500)):
        add_value(cast.household, item, "2026-11-20", amount)
    page = read(owner_client, f"/h/{cast.household.slug}/balance/")
    for text in ("$12,000 less 25%", "9,000", "due 30 Nov 2026"):
        assert text in page


def test_a_model_adds_no_statement_to_the_page(cast: Cast, owner_client, car) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            read(owner_client, path(cast, car))
        return len(found)

    read(owner_client, path(cast, car))
    before = count()
    save(owner_client, cast, car, WEAR)
    assert count() == before
