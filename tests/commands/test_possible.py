"""A possible debt that is counted as one."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tracker.commands.errors import Refused
from tracker.commands.possible import count_as_debt
from tracker.models import Position, Valuation
from tracker.queries.books import household_books
from tracker.services.categories import Side
from tracker.services.networth import monthly_history

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)


def count_one(cast: Cast, position_id: UUID) -> None:
    with tenant(cast.household.id):
        count_as_debt(cast.household, actor=cast.owner.pk, position_id=position_id)


def test_it_counts_on_every_date_with_all_the_values_it_has(cast: Cast) -> None:
    guarantee = add_position(
        cast.household, "For Budi", Side.LIABILITY, "guarantees", probability=60
    )
    for day, amount in ((MAY, 500), (JUNE, 600)):
        add_value(cast.household, guarantee, day, amount)
    for _twice in range(2):
        count_one(cast, guarantee.pk)
        found = Position.objects.get(pk=guarantee.pk)
        assert (found.contingent, found.probability, found.category) == (False, None, "guarantees")
    with tenant(cast.household.id):
        history = monthly_history(household_books(cast.household), [MAY, JUNE])
        assert Valuation.objects.filter(position=guarantee).count() == 2
    assert [history.exact(number) for number in history.net_worth] == [-500, -600]
    assert history.worst_case() == history.net_worth


def test_what_is_owned_or_foreign_is_no_debt_to_count(cast: Cast) -> None:
    house = add_position(cast.household, "House", category="real_estate")
    foreign = add_position(cast.others, "Theirs", Side.LIABILITY, "guarantees")
    for position_id in (house.pk, foreign.pk, uuid4()):
        with pytest.raises(Refused, match="no_position"):
            count_one(cast, position_id)
    assert Position.objects.get(pk=foreign.pk).contingent
