"""What may be said of how a value goes on, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.access import tenant
from tests.cast import Cast, add_position
from tracker.commands import value_models
from tracker.commands.errors import Refused
from tracker.models import Commodity, Position, ValueModel
from tracker.queries.books import household_books
from tracker.services import books
from tracker.services.calendar import day_of
from tracker.services.categories import Side

SINCE, ENDS = day_of(date(2026, 1, 31)), day_of(date(2030, 1, 31))
WEAR = books.ValueModel("declining", SINCE, rate=Decimal(15), residual=Decimal(100))
LINE = books.ValueModel("straight_line", SINCE, ends=ENDS)
LOAN = books.ValueModel("loan", SINCE, original=Decimal(5000))


@pytest.fixture
def car(cast: Cast) -> Position:
    return add_position(cast.household, "Car", category="vehicles")


@pytest.fixture
def loan(cast: Cast) -> Position:
    return add_position(cast.household, "Loan", Side.LIABILITY, "car_loan")


def set_one(cast: Cast, position: Position, model: books.ValueModel) -> None:
    with tenant(cast.household.id):
        value_models.set_model(cast.household, actor=None, position_id=position.pk, model=model)


def held(cast: Cast, position: Position) -> books.ValueModel | None:
    with tenant(cast.household.id):
        return next(
            p for p in household_books(cast.household).positions if p.id == position.pk
        ).model


def test_a_model_is_kept_as_it_was_said_and_replaces_the_one_before(
    cast: Cast, car: Position, loan: Position
) -> None:
    for model in (WEAR, LINE):
        set_one(cast, car, model)
        assert held(cast, car) == model
    set_one(cast, loan, LOAN)
    assert held(cast, loan) == LOAN
    assert ValueModel.objects.count() == 2


def test_figures_of_another_kind_are_dropped(cast: Cast, car: Position, loan: Position) -> None:
    every = {"rate": Decimal(9), "residual": Decimal(1), "ends": ENDS, "original": Decimal(7)}
    set_one(cast, car, replace(WEAR, **every))
    assert held(cast, car) == replace(WEAR, rate=Decimal(9), residual=Decimal(1))
    set_one(cast, car, replace(LINE, **every))
    assert held(cast, car) == replace(LINE, residual=Decimal(1))
    set_one(cast, loan, replace(LOAN, **every))
    assert held(cast, loan) == replace(LOAN, original=Decimal(7))


@pytest.mark.parametrize(
    ("code", "model"),
    [
        ("model_kind", LOAN),
        ("model_kind", replace(WEAR, kind="magic")),
        ("model_rate", replace(WEAR, rate=None)),
        ("model_rate", replace(WEAR, rate=Decimal(0))),
        ("model_rate", replace(WEAR, rate=Decimal("100.1"))),
        ("negative", replace(WEAR, residual=Decimal(-1))),
        ("negative", replace(LINE, residual=Decimal(10**15))),
        ("model_end", replace(LINE, ends=None)),
        ("model_end", replace(LINE, ends=SINCE)),
        ("date_range", replace(LINE, ends=day_of(date(2201, 1, 1)))),
        ("date_range", replace(WEAR, since=day_of(date(1899, 12, 31)))),
    ],
)
def test_senseless_models_are_refused(
    cast: Cast, car: Position, code: str, model: books.ValueModel
) -> None:
    with pytest.raises(Refused, match=f"^{code}$"):
        set_one(cast, car, model)
    assert held(cast, car) is None


def test_a_debt_does_not_wear_and_its_original_sum_is_above_zero(
    cast: Cast, loan: Position
) -> None:
    for code, model in (("model_kind", WEAR), ("original_positive", replace(LOAN, original=0))):
        with pytest.raises(Refused, match=f"^{code}$"):
            set_one(cast, loan, model)


def test_what_is_counted_in_units_has_its_prices_instead(cast: Cast) -> None:
    with tenant(cast.household.id):
        unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD-G")
    gold = add_position(cast.household, "Gold", category="bullion", commodity=unit)
    with pytest.raises(Refused, match=r"^model_needs_money$"):
        set_one(cast, gold, WEAR)


def test_a_model_can_be_removed_and_not_that_of_another_household(
    cast: Cast, car: Position
) -> None:
    set_one(cast, car, WEAR)
    foreign: Any = add_position(cast.others, "Theirs", category="vehicles")
    with tenant(cast.household.id):
        where = {"actor": None, "position_id": foreign.pk}
        with pytest.raises(Refused, match=r"^no_position$"):
            value_models.set_model(cast.household, **where, model=WEAR)
        with pytest.raises(Refused, match=r"^no_position$"):
            value_models.remove_model(cast.household, **where)
        value_models.remove_model(cast.household, actor=None, position_id=car.pk)
    assert held(cast, car) is None
