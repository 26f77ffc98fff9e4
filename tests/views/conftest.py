"""What tests of pages share."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.prices_page import make_unit
from tests.views.snapshot_page import NOON, OCTOBER
from tracker.models import Commodity
from tracker.services.categories import Side


@pytest.fixture
def noon() -> Iterator[None]:
    """It is noon of 21 November 2026 in the household."""
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def books(cast: Cast, noon: None) -> Cast:
    """A savings account, a house and its mortgage with October's values."""
    for name, side, category, amount in (
        ("Joint savings", Side.ASSET, "cash", "38600.50"),
        ("House", Side.ASSET, "real_estate", "300000"),
        ("Mortgage", Side.LIABILITY, "mortgage", "340000"),
    ):
        position = add_position(cast.household, name, side, category)
        add_value(cast.household, position, OCTOBER, amount, updated_by_id=cast.editor.pk)
    return cast


@pytest.fixture
def gold(cast: Cast) -> Commodity:
    """Ten units of gold in the safe, without a price."""
    unit = make_unit(cast, "GOLD", "Gold, gram")
    bars = add_position(cast.household, "Gold bars", category="bullion", commodity=unit)
    add_value(cast.household, bars, OCTOBER, 10)
    return unit


@pytest.fixture
def theirs(cast: Cast) -> Commodity:
    with tenant(cast.others.id):
        return Commodity.objects.create(household_id=cast.others.id, code="THEIRS")
