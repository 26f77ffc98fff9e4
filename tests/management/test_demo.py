"""The sample household: the story of the pictures, whatever the day."""

from datetime import date, timedelta

import pytest

from accounts.models import Household, User
from tests.cast import application_role
from tests.management.running import run
from tracker.commands.demo import Demo, make_demo
from tracker.models import (
    Closing,
    DebtTerms,
    Position,
    Price,
    SecuredBy,
    Snapshot,
    Valuation,
    ValueModel,
)
from tracker.queries.books import household_books
from tracker.services.calendar import month_ends
from tracker.services.deficit import episodes
from tracker.services.history import History
from tracker.services.networth import first_date, monthly_history
from tracker.services.position_values import values_on

pytestmark = pytest.mark.django_db


def history_of(demo: Demo, today: date, basis: str = "market") -> History:
    books = household_books(demo.household, basis=basis)
    first = first_date(books)
    assert first is not None
    return monthly_history(books, month_ends(first, today), basis=basis)


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2024, 3, 1), date(2028, 2, 29)])
def test_net_worth_dips_below_zero_for_nineteen_months_and_recovers(today: date) -> None:
    with application_role():
        demo = make_demo(today=today)
    history = history_of(demo, today)
    assert len(history) == 62
    assert history.dates[-2] == today.replace(day=1) - timedelta(days=1)
    (episode,) = episodes(history.dates, history.net_worth, history.complete, unit=history.unit)
    assert (episode.months, episode.ongoing, episode.open_start) == (19, False, False)
    assert history.net_worth[0] > 0
    assert history.exact(history.net_worth[-2]) == 266_800_000
    assert history.net_worth[-1] > history.net_worth[-2]
    assert all(history.complete)


def test_sold_at_once_it_would_still_be_below_zero() -> None:
    demo = make_demo(today=date(2026, 11, 21))
    history = history_of(demo, date(2026, 11, 21), "liquidation")
    assert history.net_worth[-1] < 0


def test_it_has_something_for_every_page() -> None:
    today = date(2026, 11, 21)
    household = make_demo(today=today).household
    of = {"household_id": household.id}
    open_items = Position.objects.filter(**of, closed_on=None)
    assert open_items.filter(contingent=False).count() == 22
    assert open_items.filter(contingent=True).count() == 2
    assert Position.objects.filter(**of).exclude(closed_on=None).count() == 2
    assert {member.name for member in Household.objects.get().members.all()} == {"Dewi", "Arif"}
    assert SecuredBy.objects.filter(**of).count() == 3
    assert DebtTerms.objects.filter(**of).count() == 8
    assert Price.objects.filter(**of).count() == 62
    assert Snapshot.objects.filter(**of, closed_at=None).count() == 1
    assert Closing.objects.filter(**of, complete=True).count() == 61
    assert Valuation.objects.filter(**of, as_of=today).count() == 16
    assert set(ValueModel.objects.filter(**of).values_list("position__name", "kind")) == {
        ("Mortgage", "loan"),
        ("Car loan", "loan"),
        ("Family car", "declining"),
        ("Motorcycle", "straight_line"),
    }
    paid_in = Valuation.objects.filter(**of).exclude(contribution=None)
    assert {value.position.category for value in paid_in} == {"investments", "retirement"}
    assert dict(open_items.exclude(due_on=None).values_list("name", "due_on")) == {
        "Property tax due": date(2026, 11, 30),
        "Guarantee for Budi's business loan": date(2029, 5, 31),
    }
    rupiah = Valuation.objects.filter(**of, position__currency="IDR")
    assert all(value.amount == int(value.amount) for value in rupiah)


def test_a_quarter_of_the_loan_to_rina_is_not_expected() -> None:
    today = date(2026, 11, 21)
    values = values_on(household_books(make_demo(today=today).household), today)
    (rina,) = [value for value in values if value.position.name == "Loan to Rina"]
    assert (rina.amount, rina.value) == (12_000_000, 9_000_000)


def test_a_second_time_only_the_passwords_are_new() -> None:
    first = run("demo")
    values = list(Valuation.objects.values_list("id", "version", "updated_at"))
    second = run("demo")
    assert "exists already" in second
    assert Household.objects.count() == 1
    assert list(Valuation.objects.values_list("id", "version", "updated_at")) == values
    passwords = [
        {line.split()[4]: line.split()[-1] for line in said.splitlines() if "signs in" in line}
        for said in (first, second)
    ]
    for email, password in passwords[1].items():
        assert password != passwords[0][email]
        assert User.objects.get(email=email).check_password(password)
