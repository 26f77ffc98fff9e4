"""A month that closes, or a household that goes, while somebody writes: two connections."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections
from django.urls import reverse

from accounts.access import tenant
from accounts.commands import add_member
from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value, application_role
from tracker.commands.erase import erase_household
from tracker.commands.errors import Refused
from tracker.commands.positions import close_position
from tracker.commands.snapshots import copy_into_blanks
from tracker.commands.valuations import Figures, record_valuation
from tracker.models import Position, Snapshot, Valuation

NOW = datetime(2026, 2, 1, tzinfo=UTC)
JANUARY = date(2026, 1, 31)


def execute(statement: str, *parameters: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Closing and writing meet: whoever comes first, no value slips into a closed month."""

    @pytest.fixture
    def position(self, cast: Cast) -> Position:
        position = add_position(cast.household, "Cash")
        add_value(cast.household, position, JANUARY, 100)
        return position

    def test_a_value_waits_for_the_closing_and_is_then_refused(
        self, cast: Cast, position: Position
    ) -> None:
        outcome: list[object] = []
        writer = threading.Thread(target=insert_plainly, args=(cast.household, position, outcome))
        with tenant(cast.household.id):
            close_plainly(cast.household)
            writer.start()
            wait_for_a_lock(outcome)
        writer.join(10)
        assert isinstance(outcome[0], IntegrityError)
        assert not outcome[1:]
        assert values(position) == {JANUARY: Decimal(100)}

    def test_the_closing_waits_for_a_value_on_its_way(self, cast: Cast, position: Position) -> None:
        outcome: list[object] = []
        closer = threading.Thread(target=close_and_read, args=(cast.household, position, outcome))
        with tenant(cast.household.id):
            assert execute("UPDATE tracker_valuation SET amount = 250") == 1
            closer.start()
            wait_for_a_lock(outcome)
        closer.join(10)
        assert outcome == [Decimal(250)], "what was closed is what stands there"

    def test_the_command_refuses_with_a_reason_once_the_month_has_closed(
        self, cast: Cast, position: Position
    ) -> None:
        outcome: list[object] = []

        def write() -> None:
            try:
                record_valuation(
                    cast.household,
                    actor=None,
                    today=NOW.date(),
                    position_id=position.pk,
                    as_of=JANUARY,
                    figures=Figures(Decimal(7)),
                    version=1,
                )
                outcome.append("written")
            except Refused as refusal:
                outcome.append(refusal.code)

        writer = threading.Thread(target=with_own_connection, args=(write, cast.household))
        with tenant(cast.household.id):
            close_plainly(cast.household)
            writer.start()
            wait_for_a_lock(outcome)
        writer.join(10)
        assert outcome == ["month_closed"]
        assert values(position) == {JANUARY: Decimal(100)}

    def test_an_item_that_closes_meanwhile_gets_no_copy(
        self, cast: Cast, position: Position
    ) -> None:
        outcome: list[object] = []

        def copy() -> None:
            outcome.append(
                copy_into_blanks(cast.household, actor=None, today=NOW.date(), as_of=NOW.date())
            )

        copier = threading.Thread(target=with_own_connection, args=(copy, cast.household))
        with tenant(cast.household.id):
            close_position(
                cast.household,
                actor=None,
                today=NOW.date(),
                position_id=position.pk,
                closed_on=NOW.date(),
            )
            copier.start()
            wait_for_a_lock(outcome)
        copier.join(10)
        assert outcome == [0]
        assert values(position) == {JANUARY: Decimal(100)}


@pytest.mark.django_db(transaction=True)
class TestErasedMeanwhile:
    """Erasing a household and writing to it meet: one of them is told so in words."""

    @pytest.mark.parametrize(
        ("address", "body"),
        [
            ("people:add", {"name": "Kim"}),
            ("tracker:history_note_new", {"on": "2026-01-01", "text": "x", "reason": "other"}),
            ("tracker:imports", {"text": "date\tCash\n2026-01-01\t5"}),
        ],
    )
    def test_who_writes_to_a_household_that_goes_meanwhile_finds_nothing(
        self, cast: Cast, address: str, body: dict[str, str]
    ) -> None:
        outcome: list[object] = []

        def write() -> None:
            try:
                path = reverse(address, args=[cast.household.slug])
                outcome.append(cast.client(cast.owner).post(path, body).status_code)
            except Exception as error:
                outcome.append(error)
            finally:
                connections.close_all()

        writer = threading.Thread(target=write)
        with tenant(cast.household.id):
            erase_household(cast.household, actor=None, name=cast.household.name)
            writer.start()
            wait_for_a_lock(outcome)
        writer.join(10)
        assert outcome == [404]

    def test_who_erases_while_somebody_writes_is_asked_to_wait(self, cast: Cast) -> None:
        add_position(cast.household, "Cash")
        outcome: list[object] = []

        def erase() -> None:
            try:
                erase_household(cast.household, actor=None, name=cast.household.name)
            except Refused as refused:
                outcome.append(refused.code)

        eraser = threading.Thread(target=with_own_connection, args=(erase, cast.household))
        with tenant(cast.household.id):
            assert execute("SELECT 1 FROM tracker_position FOR NO KEY UPDATE")
            eraser.start()
            wait_for_a_lock(outcome)
            # What an import does late: with the household's rows held, name the household.
            add_member(cast.household.id, name="Kim")
        eraser.join(10)
        assert outcome == ["being_written"]


def close_plainly(household: HouseholdRow) -> None:
    assert Snapshot.objects.filter(household_id=household.id, as_of=JANUARY).update(closed_at=NOW)


def with_own_connection(work: Any, household: HouseholdRow) -> None:
    """Run `work` in the application role, in this thread's own connection and transaction."""
    try:
        with application_role(), tenant(household.id):
            work()
    finally:
        connections.close_all()


def insert_plainly(household: HouseholdRow, position: Position, outcome: list[object]) -> None:
    def write() -> None:
        execute("UPDATE tracker_valuation SET amount = 7 WHERE position_id = %s", position.pk)
        outcome.append("written")

    try:
        with_own_connection(write, household)
    except DatabaseError as error:
        outcome.append(error)


def close_and_read(household: HouseholdRow, position: Position, outcome: list[object]) -> None:
    def close() -> None:
        close_plainly(household)
        outcome.append(Valuation.objects.get(position=position).amount)

    with_own_connection(close, household)


def wait_for_a_lock(outcome: list[object]) -> None:
    """Until the other connection waits for this one; fails after five seconds."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        threading.Event().wait(0.01)
    pytest.fail(f"the other connection waits for nothing: {outcome}")


def values(position: Position) -> dict[date, Decimal]:
    return dict(Valuation.objects.filter(position=position).values_list("as_of", "amount"))
