"""Each person's part: what adds up, and what a person's figures may lack."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.services import slow_reference as slow
from tests.services.households import FIRST, LAST, MEMBERS, households, to_books
from tests.services.samples import ANN, BEN, household, position
from tracker.services.bases import BASES
from tracker.services.by_person import split_history, split_values
from tracker.services.calendar import month_ends
from tracker.services.categories import Side
from tracker.services.deficit import Level, episodes, standing
from tracker.services.networth import monthly_history
from tracker.services.ownership import SHARED
from tracker.services.position_values import values_on

DATES = month_ends(FIRST, LAST)
COLUMNS = [*MEMBERS, SHARED]


def totals(parts):
    return (
        sum((part.assets for part in parts), Fraction(0)),
        sum((part.debts for part in parts), Fraction(0)),
        sum((part.net_worth for part in parts), Fraction(0)),
    )


@given(house=households(), basis=st.sampled_from(BASES), at=st.integers(0, len(DATES) - 1))
def test_parts_add_up_to_the_household_exactly_from_a_sheet_and_from_the_history(house, basis, at):
    books = to_books(house)
    history = monthly_history(books, DATES, basis=basis)
    of_household = tuple(
        history.exact(row[at]) for row in (history.assets, history.liabilities, history.net_worth)
    )
    from_sheet = split_values(values_on(books, DATES[at], basis=basis))
    from_history = split_history(books, history, at)
    assert totals(from_sheet) == of_household
    assert {part.owner: part for part in from_sheet} == {part.owner: part for part in from_history}
    assert all(part.is_complete for part in from_sheet) is history.complete[at]


@given(house=households())
def test_a_persons_month_is_complete_unless_something_they_have_a_part_of_is_missing(house):
    history = monthly_history(to_books(house), DATES)
    columns = {owner: history.columns(owner) for owner in COLUMNS}
    for at, d in enumerate(DATES):
        lacking = defaultdict(set)
        for p in house.positions:
            if p.contingent or slow.cell(house, p, d, "market").status not in missing_states():
                continue
            for owner in COLUMNS:
                if slow.part(p, slow.SHARED if owner is SHARED else owner, d):
                    lacking[owner].add(p.side)
        for owner in COLUMNS:
            found = columns[owner]
            assert found.complete[at] is not bool(lacking[owner])
            needed = 1 if found.net_worth[at] < 0 else -1
            assert found.proven[at] is (needed not in lacking[owner])
            assert history.is_known_at(owner, Side.ASSET, at) is (1 not in lacking[owner])


def missing_states():
    return {"unknown", "unpriced"}


def test_another_persons_gap_neither_hides_nor_delays_ones_own_deficit():
    months = month_ends(date(2024, 1, 1), date(2024, 4, 30))
    books = household(
        position("Ann's cash", amounts={"2024-01-31": 100}, owners={"2024-01-01": {ANN: 1}}),
        position(
            "Ann's card",
            "credit_card",
            {"2024-01-31": 50, "2024-02-29": 300, "2024-04-30": 20},
            debt=True,
            owners={"2024-01-01": {ANN: 1}},
        ),
        position(
            "Ben's boat", "vehicles", {}, opened="2024-01-01", owners={"2024-01-01": {BEN: 1}}
        ),
    )
    history = monthly_history(books, months)
    assert history.complete == [False] * 4
    ann, ben = history.columns(ANN), history.columns(BEN)
    assert ann.complete == [True] * 4
    assert ben.complete == [False] * 4
    (episode,) = episodes(months, ann.net_worth, ann.complete, proven=ann.proven, unit=history.unit)
    assert (episode.onset, episode.recovered) == (months[1], months[3])
    where = standing(months, ann.net_worth, ann.complete, proven=ann.proven)
    assert where is not None
    assert (where.level, where.proven, where.since) == (Level.ABOVE, True, months[3])


def test_a_part_sold_on_takes_its_gap_along():
    books = household(
        position(
            "Boat",
            "vehicles",
            {},
            opened="2024-01-01",
            owners={"2024-01-01": {ANN: 1}, "2024-03-01": {BEN: 1}},
        ),
        position(amounts={"2024-01-31": 5}, owners={"2024-01-01": {ANN: 1}}),
    )
    history = monthly_history(books, month_ends(date(2024, 1, 1), date(2024, 4, 30)))
    assert history.columns(ANN).complete == [False, False, True, True]
    assert history.columns(BEN).complete == [True, True, False, False]
    assert history.columns(SHARED).complete == [True] * 4


def test_who_owns_only_what_has_no_value_yet_has_a_part_that_is_not_known():
    books = household(
        position("Boat", "vehicles", {}, opened="2024-01-01", owners={"2024-01-01": {BEN: 1}}),
        position(amounts={"2024-01-31": 5}),
    )
    (ben,) = [part for part in split_values(values_on(books, LAST)) if part.owner == BEN]
    assert (ben.assets, ben.assets_known, ben.debts_known) == (0, False, True)
