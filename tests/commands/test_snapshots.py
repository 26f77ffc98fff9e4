"""A date's record as a whole: copied into, noted, closed and reopened."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tracker.commands.entry import enter_cells
from tracker.commands.errors import Conflict, Refused
from tracker.commands.snapshots import (
    close_snapshot,
    copy_into_blanks,
    reopen_snapshot,
    set_note,
)
from tracker.models import Closing, Commodity, Snapshot, Source, Valuation
from tracker.services.categories import Side
from tracker.services.entry import CellEntry

TODAY = date(2026, 11, 21)
OCTOBER = date(2026, 10, 31)
NOVEMBER = date(2026, 11, 20)


def copy(cast: Cast, as_of: date = NOVEMBER) -> int:
    with tenant(cast.household.id):
        return copy_into_blanks(cast.household, actor=cast.owner.pk, today=TODAY, as_of=as_of)


def close(cast: Cast, as_of: date = NOVEMBER) -> None:
    with tenant(cast.household.id):
        close_snapshot(cast.household, actor=cast.owner.pk, today=TODAY, as_of=as_of)


def note(cast: Cast, text: str, seen: str = "", as_of: date = NOVEMBER) -> None:
    with tenant(cast.household.id):
        set_note(cast.household, actor=None, today=TODAY, as_of=as_of, note=text, seen=seen)


@pytest.mark.django_db
class TestCopying:
    def test_only_blanks_of_open_items_get_their_last_value(self, cast: Cast) -> None:
        entered, blank = (add_position(cast.household, name) for name in ("Entered", "Blank"))
        archived = add_position(cast.household, "Put away", archived_at=timezone.now())
        closed = add_position(cast.household, "Closed", closed_on=NOVEMBER)
        add_position(cast.household, "Never valued")
        for position in (entered, blank, archived, closed):
            add_value(cast.household, position, "2026-09-30", 10)
            add_value(cast.household, position, OCTOBER, 20)
        add_value(cast.household, entered, NOVEMBER, 99, note="mine")
        assert copy(cast) == 1
        values = dict(
            Valuation.objects.filter(as_of=NOVEMBER).values_list("position__name", "amount")
        )
        assert values == {"Entered": 99, "Blank": 20}
        copied = Valuation.objects.get(as_of=NOVEMBER, position=blank)
        assert (copied.source, copied.updated_by_id) == (Source.ESTIMATE, cast.owner.pk)

    def test_copying_twice_changes_nothing_more(self, cast: Cast) -> None:
        add_value(cast.household, add_position(cast.household, "Cash"), OCTOBER, 20)
        assert (copy(cast), copy(cast)) == (1, 0)

    def test_units_are_copied_as_units(self, cast: Cast) -> None:
        with tenant(cast.household.id):
            gold = Commodity.objects.create(household_id=cast.household.id, code="XAUG")
        bars = add_position(cast.household, "Gold", Side.ASSET, "bullion", commodity=gold)
        add_value(cast.household, bars, OCTOBER, "20.000000000000000001")
        copy(cast)
        assert Valuation.objects.get(as_of=NOVEMBER).amount == Decimal("20.000000000000000001")

    def test_without_earlier_values_nothing_is_made(self, cast: Cast) -> None:
        add_position(cast.household, "Cash")
        assert copy(cast) == 0
        assert not Snapshot.objects.exists()

    @pytest.mark.parametrize("values", [0, 1])
    def test_a_closed_month_and_a_day_to_come_are_refused(self, cast: Cast, values: int) -> None:
        cash = add_position(cast.household, "Cash")
        if values:
            add_value(cast.household, cash, OCTOBER, 20)
        Snapshot.objects.create(
            household_id=cast.household.id, as_of=NOVEMBER, closed_at=timezone.now()
        )
        with pytest.raises(Refused) as refused:
            copy(cast)
        assert refused.value.code == "month_closed"
        with pytest.raises(Refused) as refused:
            copy(cast, date(2026, 11, 22))
        assert refused.value.code == "date_future"


@pytest.mark.django_db
class TestNotes:
    def test_a_note_makes_its_record_and_an_empty_one_does_not(self, cast: Cast) -> None:
        note(cast, "")
        assert not Snapshot.objects.exists()
        note(cast, "A bonus\nand a gift")
        assert Snapshot.objects.get().note == "A bonus\nand a gift"

    def test_two_people_who_write_see_each_other(self, cast: Cast) -> None:
        note(cast, "first")
        with pytest.raises(Conflict) as conflict:
            note(cast, "second", seen="")
        assert conflict.value.current == "first"
        note(cast, "first", seen="anything")
        note(cast, "second", seen="first")
        assert Snapshot.objects.get().note == "second"

    def test_a_closed_month_keeps_its_note(self, cast: Cast) -> None:
        note(cast, "before")
        Snapshot.objects.update(closed_at=timezone.now())
        with pytest.raises(Refused) as refused:
            note(cast, "after", seen="before")
        assert refused.value.code == "month_closed"

    @pytest.mark.parametrize(
        ("text", "code"), [("x" * 2001, "note_long"), ("\x00", "note_characters")]
    )
    def test_what_no_note_can_hold_is_refused(self, cast: Cast, text: str, code: str) -> None:
        with pytest.raises(Refused) as refused:
            note(cast, text)
        assert refused.value.code == code


@pytest.mark.django_db
class TestClosing:
    def test_closing_writes_down_what_the_books_say_and_is_done_once(self, cast: Cast) -> None:
        house = add_position(cast.household, "House", Side.ASSET, "real_estate")
        loan = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
        guarantee = add_position(cast.household, "Guarantee", Side.LIABILITY, "guarantees")
        add_value(cast.household, house, OCTOBER, "300000.10")
        add_value(cast.household, loan, NOVEMBER, "340000.40")
        add_value(cast.household, guarantee, NOVEMBER, 999)
        close(cast)
        close(cast)
        row = Closing.objects.get()
        assert (row.assets, row.liabilities, row.net_worth) == (
            Decimal("300000.10"),
            Decimal("340000.40"),
            Decimal("-40000.30"),
        )
        assert (row.currency, row.complete, row.closed_by_id) == ("USD", True, cast.owner.pk)
        assert Snapshot.objects.get(as_of=NOVEMBER).closed_at == row.closed_at

    def test_an_item_without_a_price_makes_the_closing_incomplete(self, cast: Cast) -> None:
        add_value(
            cast.household, add_position(cast.household, "Francs", currency="CHF"), NOVEMBER, 5
        )
        close(cast)
        assert Closing.objects.get().complete is False

    def test_a_month_without_any_value_can_be_closed_but_not_one_without_items(
        self, cast: Cast
    ) -> None:
        with pytest.raises(Refused) as refused:
            close(cast)
        assert refused.value.code == "nothing_to_close"
        add_position(cast.household, "Cash")
        close(cast)
        assert Closing.objects.get().net_worth == 0

    def test_reopening_keeps_what_was_written_down(self, cast: Cast) -> None:
        cash = add_position(cast.household, "Cash")
        add_value(cast.household, cash, NOVEMBER, 5)
        close(cast)
        with tenant(cast.household.id):
            for _ in range(2):
                reopen_snapshot(cast.household, actor=cast.owner.pk, as_of=NOVEMBER)
        assert Snapshot.objects.get().closed_at is None
        Valuation.objects.update(amount=6)
        close(cast)
        assert list(Closing.objects.order_by("closed_at").values_list("net_worth", flat=True)) == [
            5,
            6,
        ]

    def test_what_was_never_recorded_cannot_be_reopened(self, cast: Cast) -> None:
        with tenant(cast.household.id), pytest.raises(Refused) as refused:
            reopen_snapshot(cast.household, actor=None, as_of=NOVEMBER)
        assert refused.value.code == "nothing_to_reopen"


@pytest.mark.django_db(transaction=True)
def test_a_cell_that_waits_for_a_closing_is_refused_with_its_reason(cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    add_value(cast.household, cash, NOVEMBER, 5)
    outcome: list[object] = []

    def write() -> None:
        entry = CellEntry(cash.pk, Decimal(6), "", None)
        try:
            with tenant(cast.household.id):
                found = enter_cells(
                    cast.household, actor=None, today=TODAY, as_of=NOVEMBER, entries=[entry]
                )
            outcome.append(found[cash.pk])
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    with tenant(cast.household.id):
        close_snapshot(cast.household, actor=None, today=TODAY, as_of=NOVEMBER)
        writer.start()
        writer.join(0.5)
        assert not outcome
    writer.join(10)
    assert isinstance(outcome[0], Refused)
    assert outcome[0].code == "month_closed"
    assert Valuation.objects.get().amount == 5
