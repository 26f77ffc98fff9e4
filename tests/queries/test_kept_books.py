"""What is kept of the books is used only while the database has not moved on at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event, Thread
from uuid import UUID, uuid4

import numpy as np
import pytest
from django.db import connection, connections, transaction

from accounts.access import tenant
from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value, application_role
from tracker.models import Position, Valuation
from tracker.queries.books import household_books
from tracker.queries.kept_books import KEPT, KeptBooks, read_mark
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.carry_forward import Series
from tracker.services.categories import Side

DAY = date(2026, 10, 31)
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cash(cast: Cast) -> Position:
    KEPT.forget()
    position = add_position(cast.household, "Cash")
    add_value(cast.household, position, DAY, "100")
    return position


def read(household: HouseholdRow) -> HouseholdBooks:
    """As a request reads them."""
    with application_role(), tenant(household.id):
        return household_books(household)


def is_kept(read_again: Callable[[], HouseholdBooks]) -> bool:
    """Whether what was read is found again: others, even the server's own cleaning, may write in
    between, but not each time."""
    return any(read_again() is read_again() for _ in range(9))


def texts(books: HouseholdBooks) -> list[bytes]:
    return [position.amounts.text for position in books.positions]


def change(position: Position, amount: str) -> None:
    Valuation.objects.filter(position_id=position.pk).update(amount=amount)


@committed
def test_books_are_read_once_while_nothing_is_written(cast: Cast, cash: Position) -> None:
    assert is_kept(lambda: read(cast.household))


@committed
def test_whatever_is_committed_the_books_are_read_again(cast: Cast, cash: Position) -> None:
    before = read(cast.household)
    change(cash, "101")
    assert texts(before) == [b"100"]
    assert texts(read(cast.household)) == [b"101"]
    Valuation.objects.filter(position_id=cash.pk).delete()
    assert texts(read(cast.household)) == [b""]


@committed
def test_a_write_that_another_has_not_finished_is_seen_when_it_is(
    cast: Cast, cash: Position
) -> None:
    written, seen = Event(), Event()

    def write() -> None:
        try:
            with transaction.atomic():
                change(cash, "7")
                written.set()
                seen.wait(10)
        finally:
            connections.close_all()

    writer = Thread(target=write)
    writer.start()
    assert written.wait(10)
    assert is_kept(lambda: read(cast.household))
    assert texts(read(cast.household)) == [b"100"]
    seen.set()
    writer.join()
    assert texts(read(cast.household)) == [b"7"]


@committed
def test_who_has_written_sees_it_and_nobody_else_does_if_it_is_undone(
    cast: Cast, cash: Position
) -> None:
    assert texts(read(cast.household)) == [b"100"]
    with tenant(cast.household.id):
        for amount in (b"55", b"56"):
            change(cash, amount.decode())
            assert texts(household_books(cast.household)) == [amount]
        transaction.set_rollback(True)
    assert texts(read(cast.household)) == [b"100"]


@committed
def test_what_is_kept_of_a_household_is_not_given_to_another(cast: Cast, cash: Position) -> None:
    assert texts(read(cast.household)) == [b"100"]
    with application_role(), tenant(cast.others.id):
        assert household_books(cast.household).positions == ()
    with application_role(), transaction.atomic():
        assert household_books(cast.household).positions == ()


@committed
def test_a_checkpoint_which_follows_each_crash_ends_what_is_kept(
    cast: Cast, cash: Position
) -> None:
    before = read(cast.household)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    assert read(cast.household) is not before


@committed
def test_each_basis_and_currency_is_kept_by_itself(cast: Cast, cash: Position) -> None:
    with application_role(), tenant(cast.household.id):
        market, book = (
            household_books(cast.household, basis=basis) for basis in ("market", "book")
        )
        in_francs = household_books(cast.household, currency="CHF")
        assert market is not book
        assert (market.currency, in_francs.currency) == ("USD", "CHF")
        assert is_kept(lambda: household_books(cast.household, currency="CHF"))


@pytest.mark.django_db
def test_a_transaction_that_has_written_has_no_mark(cast: Cast) -> None:
    with tenant(cast.household.id), connection.cursor() as cursor:
        assert read_mark(cursor, cast.household.id) is None


@committed
def test_kept_days_cannot_be_changed_by_who_reads_them(cast: Cast, cash: Position) -> None:
    [position] = read(cast.household).positions
    with pytest.raises(ValueError, match="read-only"):
        position.amounts.days[0] = 0


MARK = ("started", "database", "0/1", "1:1:")


def make_books(entries: int) -> HouseholdBooks:
    amounts = Series(np.arange(entries, dtype=np.int64), b" ".join([b"1"] * entries))
    position = PositionBook(
        id=uuid4(),
        name="Cash",
        side=Side.ASSET,
        category="cash",
        currency="USD",
        commodity=None,
        contingent=False,
        probability=None,
        opened=None,
        closed=None,
        interval=1,
        discount=0,
        amounts=amounts,
        books=Series.empty(),
        liquidations=Series.empty(),
        owners=(),
    )
    return HouseholdBooks("USD", (position,), (), ())


def key(household: int) -> tuple[UUID, str, str, str]:
    return UUID(int=household), "USD", "market", "USD"


def test_the_longest_unused_is_given_up_where_there_is_no_room() -> None:
    kept, books = KeptBooks(most=5_000), make_books(100)  # about 2,200 bytes each
    kept.keep(key(1), MARK, books)
    kept.keep(key(2), MARK, books)
    assert kept.find(key(1), MARK) is books
    kept.keep(key(3), MARK, books)
    assert kept.find(key(2), MARK) is None
    assert kept.find(key(1), MARK) is kept.find(key(3), MARK) is books


def test_what_is_too_large_to_be_kept_is_not() -> None:
    kept = KeptBooks(most=1_000)  # less than a position takes that has no figures
    kept.keep(key(1), MARK, make_books(0))
    assert kept.find(key(1), MARK) is None


def test_owners_that_change_from_day_to_day_take_room_too() -> None:
    kept = KeptBooks(most=100_000)
    [position] = make_books(0).positions
    owners = tuple((day, ((uuid4(), 1), (uuid4(), 1))) for day in range(300))
    kept.keep(key(1), MARK, HouseholdBooks("USD", (replace(position, owners=owners),), (), ()))
    assert kept.find(key(1), MARK) is None


def test_what_nobody_asks_for_does_not_stay() -> None:
    kept, books = KeptBooks(seconds=0), make_books(1)
    kept.keep(key(1), MARK, books)
    kept.keep(key(2), MARK, books)
    assert kept.find(key(1), MARK) is None


def test_books_of_an_older_state_are_given_up() -> None:
    kept = KeptBooks()
    kept.keep(key(1), MARK, make_books(1))
    assert kept.find(key(1), ("started", "database", "0/1", "1:2:")) is None
    assert kept.find(key(1), MARK) is None
