"""Whether one household stays as quick when thousands of others are in the same database."""

from dataclasses import replace
from time import perf_counter
from uuid import UUID

import psycopg
from django.db import connections
from psycopg.conninfo import make_conninfo

from accounts import commands as people
from accounts.access import tenant
from accounts.models import Household, User
from accounts.queries import HouseholdRow, household_row
from accounts.roles import Role
from bench.crowd import BYTES_A_HOUSEHOLD, add_neighbours
from bench.generate import SIZES, Sample, make_sample
from bench.history import read_history
from bench.load import load_sample
from bench.report import Line, print_lines
from bench.rounds import Timing
from bench.slow import check_history
from bench.surroundings import free_bytes
from bench.turns import time_in_turns
from tracker.services.calendar import month_end

AIM = 1.1
ALONE, AMONG = "alone", "among"
VISITED = 50


def measure_households(server: dict[str, str], *, rounds: int, households: int) -> None:
    """Time a household of size S alone, then among the others; load, check, time and print."""
    free = free_bytes()
    needed = households * BYTES_A_HOUSEHOLD
    if free < needed:
        print(
            f"{households:,} households: left out, since {needed / 1e9:.0f} GB of disk would be "
            f"needed and {free / 1e9:.0f} GB are free (--households takes a smaller number)"
        )
        return
    sample = thin_rates(make_sample(SIZES[0]))
    loaded = load_sample(sample, server)
    with tenant(loaded.household.id):
        check_history(sample, loaded.columns, read_history(loaded.household))
    # The same household once more in a database where it stays alone.
    _hang_up()
    with psycopg.connect(make_conninfo(**server), autocommit=True) as own:
        own.execute(f"CREATE DATABASE {ALONE} TEMPLATE {server['dbname']}".encode())
    start = perf_counter()
    copies = add_neighbours(server, loaded.household.id, households - 1)
    print(
        f"{households:,} households of size S, {households * len(sample.values):,} valuations: "
        f"loaded in {perf_counter() - start:.0f} s",
        flush=True,
    )
    visited = [_open_to_somebody(copy) for copy in _spread(copies)]
    _check_copies(loaded.household, visited)
    _hang_up()
    slug = loaded.household.slug
    times = time_in_turns(
        {
            ALONE: (ALONE, [slug]),
            AMONG: (server["dbname"], [slug, *(household.slug for household in visited)]),
        },
        server,
        rounds,
    )
    print()
    print_lines(_lines(times[ALONE], times[AMONG], households))


def thin_rates(sample: Sample) -> Sample:
    """The household with its own rates at month ends only: thousands have no daily ones."""
    last = {
        (base, quote, month_end(on)): (base, quote, on, rate)
        for base, quote, on, rate in sorted(sample.rates, key=lambda row: row[2])
    }
    return replace(sample, rates=tuple(last.values()))


def _hang_up() -> None:
    """A database is copied, and pages are timed, with nobody else connected."""
    for connection in connections.all():
        connection.close()
        getattr(connection, "close_pool", lambda: None)()


def _spread(copies: list[UUID]) -> list[UUID]:
    step = max(len(copies) // VISITED, 1)
    return copies[::step][:VISITED]


def _open_to_somebody(copy: UUID) -> HouseholdRow:
    household = household_row(Household.objects.get(pk=copy))
    user = User.objects.create_user(f"{household.slug}@waterline.example", name=household.name)
    people.grant_role(household.id, user=user, role=Role.OWNER)
    return household


def _check_copies(model: HouseholdRow, copies: list[HouseholdRow]) -> None:
    with tenant(model.id):
        expected = read_history(model)
    for copy in copies:
        with tenant(copy.id):
            found = read_history(copy)
        assert (found.unit, found.net_worth) == (expected.unit, expected.net_worth), copy.slug


def _lines(alone: dict[str, Timing], among: dict[str, Timing], count: int) -> list[Line]:
    def line(
        what: str, timing: Timing, base: Timing | None = None, aim: float | None = None
    ) -> Line:
        ratio = timing.median / base.median if base else None
        against = "the same alone" if base else ""
        least = f"{timing.min:.1f} ms"
        return Line(what, "S", f"{timing.median:.1f} ms", least, ratio, against, aim)

    crowd = f"of {count:,}"
    return [
        line("month-end history, alone", alone["history"]),
        line(f"month-end history, one {crowd}", among["history"], alone["history"], AIM),
        line("dashboard, alone", alone["dashboard"]),
        line(f"dashboard, one {crowd}", among["dashboard"], alone["dashboard"], AIM),
        line(f"dashboard, another {crowd} each time", among["elsewhere"], alone["dashboard"]),
    ]
