"""What a position amounted to on a date: recorded once, never by accident."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tracker.commands.entry import Outcome, enter_cells
from tracker.commands.errors import Conflict, Refused
from tracker.commands.valuations import (
    Figures,
    clear_valuation,
    closed_months_kept,
    record_valuation,
)
from tracker.models import Position, Snapshot, Source, Valuation
from tracker.services.entry import CellEntry, Seen

TODAY = date(2026, 11, 21)
MONTH = date(2026, 10, 31)


@pytest.fixture
def cash(cast: Cast) -> Position:
    return add_position(cast.household, "Cash")


def record(cast: Cast, position: Position, amount: str, version: int = 0, **options) -> Valuation:
    with tenant(cast.household.id):
        return record_valuation(
            cast.household,
            actor=cast.owner.pk,
            today=TODAY,
            position_id=position.pk,
            as_of=options.pop("as_of", MONTH),
            figures=Figures(Decimal(amount), **options),
            version=version,
        )


def enter(cast: Cast, *entries: CellEntry, as_of: date = MONTH, by=None):
    with tenant(cast.household.id):
        return enter_cells(
            cast.household,
            actor=(by or cast.owner).pk,
            today=TODAY,
            as_of=as_of,
            entries=entries,
        )


def entry(position: Position, amount: str | None, seen: Seen | None = None, note: str = ""):
    return CellEntry(position.pk, None if amount is None else Decimal(amount), note, seen)


def seen(valuation: Valuation) -> Seen:
    return Seen(valuation.pk, valuation.version)


@pytest.mark.django_db
class TestRecording:
    def test_a_value_is_added_with_its_snapshot_and_says_who(self, cast, cash) -> None:
        saved = record(cast, cash, "12.50")
        assert (saved.version, saved.updated_by_id) == (1, cast.owner.pk)
        assert Snapshot.objects.get().as_of == MONTH

    def test_the_same_form_twice_is_one_row_with_the_same_answer(self, cast, cash) -> None:
        first, second = record(cast, cash, "12.50"), record(cast, cash, "12.50")
        assert (first.pk, first.version) == (second.pk, second.version)
        assert Valuation.objects.count() == 1

    def test_an_older_version_is_a_conflict_that_carries_what_stands_there(
        self, cast, cash
    ) -> None:
        record(cast, cash, "10")
        record(cast, cash, "11", version=1)
        with pytest.raises(Conflict) as conflict:
            record(cast, cash, "12", version=1)
        assert conflict.value.current.amount == 11
        assert Valuation.objects.get().amount == 11

    @pytest.mark.parametrize(
        ("as_of", "code"),
        [
            (date(2026, 11, 22), "date_future"),
            (date(1899, 12, 31), "date_range"),
            (date(2026, 1, 31), "before_opened"),
            (date(2026, 11, 1), "after_closed"),
        ],
    )
    def test_a_date_that_makes_no_sense_is_refused(self, cast, as_of, code) -> None:
        limited = add_position(
            cast.household, "Loan", opened_on=date(2026, 2, 1), closed_on=date(2026, 11, 1)
        )
        with pytest.raises(Refused) as refused:
            record(cast, limited, "1", as_of=as_of)
        assert refused.value.code == code
        assert not Snapshot.objects.exists()

    def test_another_households_position_is_unknown(self, cast) -> None:
        foreign = add_position(cast.others, "Theirs")
        with pytest.raises(Refused) as refused:
            record(cast, foreign, "1")
        assert refused.value.code == "no_position"

    def test_clearing_asks_for_the_version_and_clearing_nothing_is_fine(self, cast, cash) -> None:
        record(cast, cash, "5")
        with tenant(cast.household.id):
            with pytest.raises(Conflict):
                clear_valuation(
                    cast.household, actor=None, position_id=cash.pk, as_of=MONTH, version=7
                )
            clear_valuation(cast.household, actor=None, position_id=cash.pk, as_of=MONTH, version=1)
            clear_valuation(cast.household, actor=None, position_id=cash.pk, as_of=MONTH, version=1)
        assert not Valuation.objects.exists()

    def test_a_closed_month_refuses_a_change_but_not_what_is_there_already(
        self, cast, cash
    ) -> None:
        record(cast, cash, "5")
        Snapshot.objects.update(closed_at=timezone.now())
        assert record(cast, cash, "5").version == 1
        with pytest.raises(Refused) as refused:
            record(cast, cash, "6", version=1)
        assert refused.value.code == "month_closed"

    def test_the_databases_own_refusal_of_a_closed_month_is_the_same_one(self, cast, cash) -> None:
        value = add_value(cast.household, cash, MONTH, 5)
        Snapshot.objects.update(closed_at=timezone.now())
        value.amount = Decimal(6)
        with pytest.raises(Refused) as refused, closed_months_kept(MONTH):
            value.save()
        assert refused.value.code == "month_closed"
        with pytest.raises(IntegrityError), closed_months_kept(MONTH):
            Valuation(household_id=cast.household.id, position=cash, as_of=MONTH, amount=1).save()


@pytest.mark.django_db
class TestCells:
    def test_many_cells_take_as_many_statements_as_one(
        self, cast, django_assert_max_num_queries
    ) -> None:
        positions = [add_position(cast.household, f"Account {n}") for n in range(20)]
        with django_assert_max_num_queries(15):
            outcomes = enter(cast, *(entry(position, "7") for position in positions))
        assert set(outcomes.values()) == {Outcome.SAVED}
        assert Valuation.objects.count() == 20

    def test_a_change_keeps_cost_and_quick_sale_and_grows_the_version(self, cast, cash) -> None:
        old = add_value(cast.household, cash, MONTH, 5, book=3, liquidation=2, source=Source.QUOTE)
        enter(cast, entry(cash, "6", seen(old), "why"))
        now = Valuation.objects.get()
        assert (now.amount, now.book, now.liquidation, now.source, now.note, now.version) == (
            6,
            3,
            2,
            Source.QUOTE,
            "why",
            2,
        )
        assert now.updated_by_id == cast.owner.pk
        assert now.updated_at > old.updated_at

    def test_a_corrected_import_is_no_import_any_more(self, cast, cash) -> None:
        old = add_value(cast.household, cash, MONTH, 5, source=Source.IMPORT)
        enter(cast, entry(cash, "6", seen(old)))
        assert Valuation.objects.get().source == Source.STATEMENT

    def test_zero_is_a_value_and_nothing_clears_it(self, cast, cash) -> None:
        assert enter(cast, entry(cash, "0")) == {cash.pk: Outcome.SAVED}
        assert Valuation.objects.get().amount == 0
        enter(cast, entry(cash, None, seen(Valuation.objects.get())))
        assert not Valuation.objects.exists()

    def test_clearing_what_somebody_changed_is_a_conflict(self, cast, cash) -> None:
        old = add_value(cast.household, cash, MONTH, 5)
        enter(cast, entry(cash, "6", seen(old)), by=cast.editor)
        assert enter(cast, entry(cash, None, seen(old))) == {cash.pk: Outcome.CONFLICT}
        assert Valuation.objects.get().amount == 6

    def test_a_value_that_was_cleared_and_entered_anew_is_another_one(self, cast, cash) -> None:
        old = add_value(cast.household, cash, MONTH, 5)
        enter(cast, entry(cash, None, seen(old)), by=cast.editor)
        enter(cast, entry(cash, "8"), by=cast.editor)
        assert Valuation.objects.get().version == old.version
        assert enter(cast, entry(cash, "9", seen(old))) == {cash.pk: Outcome.CONFLICT}
        assert Valuation.objects.get().amount == 8

    def test_clearing_alone_makes_no_record_of_the_date(self, cast, cash) -> None:
        assert enter(cast, entry(cash, None)) == {cash.pk: Outcome.SAVED}
        assert not Snapshot.objects.exists()

    def test_a_refused_cell_leaves_the_others_alone(self, cast, cash) -> None:
        closed = add_position(cast.household, "Gone", closed_on=date(2026, 5, 1))
        outcomes = enter(cast, entry(cash, "1"), entry(closed, "2"))
        assert outcomes[cash.pk] is Outcome.SAVED
        refused = outcomes[closed.pk]
        assert isinstance(refused, Refused)
        assert refused.code == "after_closed"

    @pytest.mark.parametrize(
        ("amount", "note", "code"),
        [
            (None, "alone", "note_needs_amount"),
            ("1", "x" * 501, "note_long"),
            ("1", "a\x00b", "note_characters"),
        ],
    )
    def test_a_note_that_cannot_be_kept_says_so(self, cast, cash, amount, note, code) -> None:
        refused = enter(cast, entry(cash, amount, note=note))[cash.pk]
        assert isinstance(refused, Refused)
        assert refused.code == code
        assert not Valuation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_writers_of_one_cell_one_saves_and_all_others_are_told(cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    outcomes: list[object] = []

    def write(amount: int) -> None:
        try:
            outcomes.append(enter(cast, entry(cash, str(amount)))[cash.pk])
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(amount,)) for amount in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    connection.close()
    assert sorted(map(str, outcomes)) == ["conflict"] * 11 + ["saved"]
    assert Valuation.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_writers_of_different_rows_of_a_new_month_never_collide(cast: Cast) -> None:
    positions = [add_position(cast.household, f"Account {n}") for n in range(8)]
    outcomes: list[object] = []

    def write(number: int) -> None:
        # Each takes its row and, in another order than the next one, all of its neighbours.
        rows = [positions[(number + step) % 8] for step in range(8)]
        try:
            outcomes.extend(enter(cast, *(entry(row, "3") for row in rows)).values())
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    connection.close()
    assert outcomes == [Outcome.SAVED] * 64
    assert Valuation.objects.count() == 8
    assert Snapshot.objects.count() == 1
