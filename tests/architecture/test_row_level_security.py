"""The second wall: what the database itself lets the application see and change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import (
    DatabaseError,
    IntegrityError,
    ProgrammingError,
    connection,
    transaction,
)

from accounts.access import tenant
from tests.architecture.world import World
from tests.cast import add_position, add_value, application_role
from tracker.models import Position, Snapshot

NOW = datetime(2026, 2, 1, tzinfo=UTC)
JANUARY = date(2026, 1, 31)
SHARED_TABLES = {"tracker_referencerate"}


def fetch(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def execute(statement: str, *parameters: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def household_tables() -> list[str]:
    """Every table of tracker that has a household_id column, as the database knows them."""
    rows = fetch(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name = 'household_id' AND table_name LIKE 'tracker\\_%%' ORDER BY 1"
    )
    return [name for (name,) in rows]


TABLES = sorted(
    model._meta.db_table
    for model in apps.get_app_config("tracker").get_models()
    if model._meta.db_table not in SHARED_TABLES
)


@contextmanager
def refused(*errors: type[Exception]) -> Iterator[Any]:
    """The database refuses what is inside; the transaction around it goes on."""
    with pytest.raises(errors) as raised, transaction.atomic():
        yield raised


@pytest.fixture
def as_application(world: World) -> Iterator[None]:
    with application_role():
        yield


class TestCatalog:
    def test_every_household_table_has_a_policy_and_row_level_security(self, world: World) -> None:
        protected = fetch(
            "SELECT c.relname, c.relrowsecurity, p.polcmd, p.polpermissive, "
            "pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid) "
            "FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relname = ANY(%s) ORDER BY 1",
            household_tables(),
        )
        assert {name for name, *_ in protected} == set(TABLES)
        for name, enabled, command, permissive, condition, check in protected:
            assert (enabled, command, permissive) == (True, "*", True), name
            assert "household_id = (NULLIF(current_setting('waterline.household'" in condition, name
            assert check is None, name

    def test_each_table_has_exactly_one_policy(self, world: World) -> None:
        rows = fetch(
            "SELECT polrelid::regclass::text, count(*) FROM pg_policy GROUP BY 1 ORDER BY 1"
        )
        assert rows == [(name, 1) for name in TABLES]

    def test_every_table_of_tracker_names_its_household_or_is_known_to_be_shared(
        self, world: World
    ) -> None:
        everything = fetch(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'm', 'v') "
            "AND relname LIKE 'tracker\\_%%'"
        )
        assert {name for (name,) in everything} == set(TABLES) | SHARED_TABLES

    def test_the_household_stands_first_in_every_unique_key(self, world: World) -> None:
        rows = fetch(
            "SELECT i.indrelid::regclass::text, a.attname FROM pg_index i "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
            "WHERE i.indisunique AND NOT i.indisprimary AND i.indrelid::regclass::text = ANY(%s)",
            TABLES,
        )
        assert {name for name, _ in rows} == set(TABLES)
        assert {column for _, column in rows} == {"household_id"}

    def test_every_key_to_a_row_of_a_household_holds_both_to_one_household(
        self, world: World
    ) -> None:
        """The tenant's own column is part of each foreign key, on both sides."""
        rows = fetch(
            "SELECT c.conname, c.confrelid::regclass::text, "
            "(SELECT array_agg(a.attname::text) FROM pg_attribute a "
            " WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)) "
            "FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid::regclass::text = ANY(%s)",
            TABLES,
        )
        assert len(rows) >= len(TABLES)
        for name, _parent, columns in rows:
            assert "household_id" in columns, name
        keyed = {name for name, *_ in rows}
        declared = {
            constraint.name
            for model in apps.get_app_config("tracker").get_models()
            for constraint in model._meta.constraints
            if constraint.name and constraint.name.endswith("_fk")
        }
        assert keyed == declared

    def test_the_application_role_is_no_owner_and_cannot_pass_by_the_policies(
        self, world: World
    ) -> None:
        [(superuser, bypass, inherit_owner)] = fetch(
            "SELECT rolsuper, rolbypassrls, pg_has_role(oid, current_user, 'USAGE') "
            "FROM pg_roles WHERE rolname = %s",
            settings.APPLICATION_ROLE,
        )
        assert not superuser
        assert not bypass
        assert not inherit_owner
        owned = fetch(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
            "WHERE r.rolname = %s",
            settings.APPLICATION_ROLE,
        )
        assert owned == [(0,)]

    def test_every_function_of_the_owner_has_a_fixed_search_path_and_is_known(
        self, world: World
    ) -> None:
        """A SECURITY DEFINER function passes by the wall: each one is looked at by a person."""
        rows = fetch(
            "SELECT p.proname, p.proconfig FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE p.prosecdef AND n.nspname = 'public'"
        )
        assert rows == [("tracker_household_overview", ["search_path=public, pg_temp"])]


@pytest.mark.usefixtures("as_application")
class TestNoHousehold:
    @pytest.mark.parametrize("table", TABLES)
    def test_no_row_is_visible_changeable_or_removable(self, table: str, world: World) -> None:
        assert fetch(f"SELECT count(*) FROM {table}") == [(0,)]
        assert execute(f"DELETE FROM {table}") == 0
        if table != "tracker_closing":
            assert execute(f"UPDATE {table} SET household_id = household_id") == 0

    @pytest.mark.parametrize("table", TABLES)
    def test_no_row_can_be_added(self, table: str, world: World) -> None:
        with refused(ProgrammingError) as raised:
            execute(copy_of_a_row(table, world.cast.household.id))
        assert "row-level security" in str(raised.value)

    def test_a_setting_that_is_no_key_shows_nothing(self, world: World) -> None:
        with refused(DatabaseError):
            execute("SELECT set_config('waterline.household', 'x'' OR true', true)")
            fetch("SELECT count(*) FROM tracker_position")


@pytest.mark.usefixtures("as_application")
class TestOneHousehold:
    @pytest.mark.parametrize("table", TABLES)
    def test_only_its_own_rows_are_visible(self, table: str, world: World) -> None:
        for household in (world.cast.household, world.cast.others):
            with tenant(household.id):
                seen = fetch(f"SELECT DISTINCT household_id FROM {table}")
            assert seen == [(household.id,)], "the world has a row of each kind in each household"

    @pytest.mark.parametrize("table", TABLES)
    def test_rows_of_another_household_cannot_be_added_changed_or_removed(
        self, table: str, world: World
    ) -> None:
        other = world.cast.others.id
        with tenant(world.cast.household.id):
            assert execute(f"DELETE FROM {table} WHERE household_id = %s", other) == 0
            with refused(ProgrammingError) as raised:
                execute(copy_of_a_row(table, other))
            assert "row-level security" in str(raised.value)
            if table == "tracker_closing":
                return
            where = f"UPDATE {table} SET household_id = household_id WHERE household_id = %s"
            assert execute(where, other) == 0
            with refused(ProgrammingError, IntegrityError):
                execute(f"UPDATE {table} SET household_id = %s", other)

    def test_the_household_ends_with_the_transaction(self, world: World) -> None:
        with tenant(world.cast.household.id):
            assert Position.objects.exists()
        # The tests' own transaction goes on, so what a new one starts with is set by hand.
        execute("SELECT set_config('waterline.household', '', true)")
        assert not Position.objects.exists()


@pytest.mark.usefixtures("as_application")
class TestKeys:
    def test_a_valuation_cannot_hang_on_another_household_s_position(self, world: World) -> None:
        with tenant(world.cast.household.id), refused(IntegrityError) as raised:
            execute(
                "INSERT INTO tracker_valuation (household_id, position_id, as_of, amount, source,"
                " note, updated_at) VALUES (%s, %s, %s, 1, 'statement', '', now())",
                world.cast.household.id,
                world.theirs.asset,
                world.ours.month,
            )
        assert "valuation_position_fk" in str(raised.value)

    @pytest.mark.parametrize(
        ("table", "column", "foreign", "key"),
        [
            ("tracker_position", "commodity_id", "commodity", "position_commodity_fk"),
            ("tracker_position", "entity_id", "entity", "position_entity_fk"),
            ("tracker_position", "counterparty_id", "business", "position_counterparty_fk"),
            ("tracker_position", "stake_in_id", "business", "position_stake_fk"),
            ("tracker_entityfigures", "entity_id", "business", "entityfigures_entity_fk"),
            ("tracker_entityflow", "entity_id", "business", "entityflow_entity_fk"),
            ("tracker_price", "commodity_id", "commodity", "price_commodity_fk"),
            ("tracker_ownership", "member_id", "member", "ownership_member_fk"),
            ("tracker_ownership", "position_id", "asset", "ownership_position_fk"),
            ("tracker_debtterms", "position_id", "debt", "debtterms_position_fk"),
            ("tracker_securedby", "asset_id", "asset", "securedby_asset_fk"),
            ("tracker_securedby", "debt_id", "debt", "securedby_debt_fk"),
            ("tracker_valuation", "position_id", "asset", "valuation_position_fk"),
        ],
    )
    def test_a_row_cannot_be_moved_to_another_household_s_parent(
        self, table: str, column: str, foreign: str, key: str, world: World
    ) -> None:
        with tenant(world.cast.household.id), refused(IntegrityError) as raised:
            execute(
                f"UPDATE {table} SET {column} = %s "
                f"WHERE id = (SELECT id FROM {table} ORDER BY id LIMIT 1)",
                getattr(world.theirs, foreign),
            )
        assert key in str(raised.value)

    def test_the_owner_role_is_held_by_the_keys_too(self, world: World) -> None:
        execute("RESET ROLE")
        with refused(IntegrityError):
            execute(
                "UPDATE tracker_valuation SET position_id = %s WHERE household_id = %s",
                world.theirs.asset,
                world.cast.household.id,
            )


@pytest.mark.usefixtures("as_application")
class TestSharedTables:
    FORBIDDEN: ClassVar = [
        "INSERT INTO tracker_referencerate (base, currency, as_of, rate) "
        "VALUES ('EUR', 'USD', '2026-01-01', 1)",
        "UPDATE tracker_referencerate SET rate = 1",
        "DELETE FROM tracker_referencerate",
        "TRUNCATE tracker_referencerate",
        "UPDATE tracker_closing SET net_worth = 0",
        "TRUNCATE tracker_valuation",
        "DELETE FROM django_migrations",
        "ALTER TABLE tracker_valuation DISABLE TRIGGER ALL",
        "ALTER TABLE tracker_position DISABLE ROW LEVEL SECURITY",
        "DROP POLICY household ON tracker_position",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine (id int)",
        "COPY tracker_position FROM STDIN",
    ]

    @pytest.mark.parametrize("statement", FORBIDDEN)
    def test_the_application_may_not(self, statement: str, world: World) -> None:
        with tenant(world.cast.household.id), refused(DatabaseError):
            execute(statement)

    def test_reference_rates_are_readable_without_a_household(self, world: World) -> None:
        assert fetch("SELECT count(*) > 0 FROM tracker_referencerate") == [(True,)]

    def test_the_operators_overview_says_counts_and_a_date_of_every_household(
        self, world: World
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM tracker_household_overview()")
            columns = [column.name for column in cursor.description or ()]
            rows = {row[0]: row[1:] for row in cursor.fetchall()}
        assert columns == ["household_id", "positions", "snapshots", "last_snapshot"]
        assert set(rows) >= {world.cast.household.id, world.cast.others.id}
        assert rows[world.cast.household.id] == (
            world.ours.positions,
            world.ours.snapshots,
            world.ours.last,
        )


def copy_of_a_row(table: str, household: UUID) -> str:
    """An INSERT of a row of this household; the policy stands before every other check."""
    columns = {"id": f"'{uuid4()}'", "household_id": f"'{household}'"}
    for name, kind in fetch(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND is_nullable = 'NO' AND column_default IS NULL",
        table,
    ):
        columns.setdefault(name, DUMMIES[kind])
    return f"INSERT INTO {table} ({quoted(columns)}) VALUES ({', '.join(columns.values())})"


def quoted(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)


DUMMIES = {
    "uuid": f"'{uuid4()}'",
    "date": "'2026-01-01'",
    "numeric": "1",
    "integer": "1",
    "smallint": "1",
    "boolean": "false",
    "character varying": "'x'",
    "text": "'x'",
    "timestamp with time zone": "now()",
}


class TestClosedMonth:
    """A closed month is kept by the database, whoever asks and by whatever path."""

    CHANGES: ClassVar = [
        "INSERT INTO tracker_valuation (household_id, position_id, as_of, amount, source, note,"
        " updated_at) VALUES (%(household)s, %(fresh)s, %(month)s, 1, 'statement', '', now())",
        "UPDATE tracker_valuation SET amount = amount + 1 WHERE as_of = %(month)s"
        " AND household_id = %(household)s",
        "UPDATE tracker_valuation SET as_of = %(open)s WHERE as_of = %(month)s"
        " AND household_id = %(household)s AND position_id = %(asset)s",
        "UPDATE tracker_valuation SET as_of = %(month)s WHERE as_of = %(open)s"
        " AND household_id = %(household)s AND position_id = %(fresh)s",
        "DELETE FROM tracker_valuation WHERE as_of = %(month)s AND household_id = %(household)s",
        "INSERT INTO tracker_valuation (household_id, position_id, as_of, amount, source, note,"
        " updated_at) VALUES (%(household)s, %(asset)s, %(month)s, 9, 'statement', '', now())"
        " ON CONFLICT (household_id, position_id, as_of) DO UPDATE SET amount = 9",
    ]

    @pytest.fixture
    def closed(self, world: World) -> dict[str, Any]:
        household = world.cast.household
        other_month = date(2025, 1, 15)
        with tenant(household.id):
            fresh = add_position(household, "Valued in the open month alone")
            add_value(household, fresh, other_month, 5)
            changed = Snapshot.objects.filter(
                household_id=household.id, as_of=world.ours.month
            ).update(closed_at=NOW)
        assert changed == 1
        return {
            "household": household.id,
            "asset": world.ours.asset,
            "fresh": fresh.pk,
            "month": world.ours.month,
            "open": other_month,
        }

    @pytest.mark.parametrize("statement", CHANGES)
    @pytest.mark.parametrize("role", ["application", "owner"])
    def test_no_value_of_it_is_added_changed_or_removed(
        self, statement: str, role: str, closed: dict[str, Any]
    ) -> None:
        if role == "application":
            execute(f"SET ROLE {settings.APPLICATION_ROLE}")
        with (
            refused(IntegrityError) as raised,
            tenant(closed["household"]),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, closed)
        assert "is closed" in str(raised.value)

    def test_other_dates_stay_free(self, closed: dict[str, Any]) -> None:
        with tenant(closed["household"]), application_role():
            execute("SELECT set_config('waterline.household', %s, true)", str(closed["household"]))
            assert (
                execute(
                    "UPDATE tracker_valuation SET amount = 6 WHERE as_of = %(o)s".replace(
                        "%(o)s", "%s"
                    ),
                    closed["open"],
                )
                == 1
            )

    def test_a_closed_snapshot_with_values_cannot_be_removed_or_redated(
        self, closed: dict[str, Any]
    ) -> None:
        with tenant(closed["household"]):
            for change in (
                "DELETE FROM tracker_snapshot",
                "UPDATE tracker_snapshot SET as_of = '2001-01-01'",
            ):
                with refused(IntegrityError):
                    execute(
                        f"{change} WHERE household_id = %s AND as_of = %s",
                        closed["household"],
                        closed["month"],
                    )
