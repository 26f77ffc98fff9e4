"""Writing what a household lives on and by."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts.access import tenant
from tests.cast import Cast
from tracker.commands.budgets import remove_budget, set_budget
from tracker.commands.errors import Refused
from tracker.queries.budgets import list_budgets
from tracker.services.budgets import BudgetRow

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
ROW = BudgetRow(MARCH, "USD", Decimal("2100.50"), Decimal(4000), Decimal(5200))


def rows(cast: Cast) -> list[BudgetRow]:
    with tenant(cast.household.id):
        return list(list_budgets(cast.household))


def save(cast: Cast, row: BudgetRow, was: date | None = None) -> None:
    with tenant(cast.household.id):
        set_budget(cast.household, actor=cast.owner.pk, budget=row, was=was)


def test_rows_are_listed_newest_first_and_one_is_changed_by_its_day(cast: Cast) -> None:
    save(cast, ROW)
    save(cast, replace(ROW, since=MAY, gross_income=None))
    save(cast, replace(ROW, net_income=Decimal(4100)), was=MARCH)
    assert rows(cast) == [
        replace(ROW, since=MAY, gross_income=None),
        replace(ROW, net_income=Decimal(4100)),
    ]


def test_a_second_row_of_a_day_is_refused_unless_it_says_the_same(cast: Cast) -> None:
    save(cast, ROW)
    save(cast, ROW)
    with pytest.raises(Refused, match="budget_taken"):
        save(cast, replace(ROW, net_income=Decimal(4100)))
    assert rows(cast) == [ROW]


def test_a_row_moves_to_another_day_but_never_over_another_row(cast: Cast) -> None:
    save(cast, ROW)
    save(cast, replace(ROW, since=MAY), was=MARCH)
    assert rows(cast) == [replace(ROW, since=MAY)]
    save(cast, ROW)
    with pytest.raises(Refused, match="budget_taken"):
        save(cast, ROW, was=MAY)
    with pytest.raises(Refused, match="no_budget"):
        save(cast, replace(ROW, since=date(2026, 7, 1)), was=date(2026, 6, 1))
    assert [row.since for row in rows(cast)] == [MAY, MARCH]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"essential_spending": None, "net_income": None, "gross_income": None}, "no_figures"),
        ({"gross_income": Decimal("3999.99")}, "gross_below_net"),
        ({"essential_spending": Decimal(-1)}, "negative"),
        ({"net_income": Decimal(10**15), "gross_income": None}, "negative"),
        ({"currency": "DEM"}, "unknown_currency"),
        ({"currency": "JPY"}, "bad_decimals"),
        ({"since": date(1899, 12, 31)}, "date_range"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        save(cast, replace(ROW, **wrong))  # type: ignore[arg-type]
    assert rows(cast) == []


def test_zero_is_a_figure_and_equal_incomes_are_fine(cast: Cast) -> None:
    row = BudgetRow(MARCH, "USD", Decimal(0), Decimal(4000), Decimal(4000))
    save(cast, row)
    assert rows(cast) == [row]


def test_a_row_is_removed_once(cast: Cast) -> None:
    save(cast, ROW)
    with tenant(cast.household.id):
        remove_budget(cast.household, actor=None, since=MARCH)
        with pytest.raises(Refused, match="no_budget"):
            remove_budget(cast.household, actor=None, since=MARCH)
    assert rows(cast) == []


def test_another_household_s_rows_are_out_of_reach(cast: Cast) -> None:
    save(cast, ROW)
    with tenant(cast.others.id), pytest.raises(Refused, match="no_budget"):
        remove_budget(cast.others, actor=None, since=MARCH)
    assert rows(cast) == [ROW]
