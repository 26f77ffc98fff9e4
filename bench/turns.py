"""A household's pages timed on request, by a process of its own for each database.

Two of these, on two databases of the same server, take turns: a busy moment hits both alike.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from urllib.parse import urlencode

import django

from bench.rounds import WARM_UP, Task, Timing, time_once

type Times = dict[str, float]


def time_in_turns(
    databases: dict[str, tuple[str, Sequence[str]]], server: dict[str, str], rounds: int
) -> dict[str, dict[str, Timing]]:
    """The times of each database's households (slugs; the first is timed by itself), by turns."""
    found: dict[str, dict[str, list[float]]] = {name: {} for name in databases}
    with _started(databases, server) as running:
        for turn in range(-WARM_UP, rounds):
            for name, process in running.items():
                for task, elapsed in _ask(process).items():
                    if turn >= 0:
                        found[name].setdefault(task, []).append(elapsed)
    return {
        name: {task: Timing(tuple(times)) for task, times in tasks.items()}
        for name, tasks in found.items()
    }


@contextmanager
def _started(
    databases: dict[str, tuple[str, Sequence[str]]], server: dict[str, str]
) -> "Iterator[dict[str, subprocess.Popen[str]]]":
    running = {}
    try:
        for name, (database, slugs) in databases.items():
            place = urlencode({"host": server["host"], "port": server["port"]})
            url = f"postgresql://{server['user']}@/{database}?{place}"
            running[name] = subprocess.Popen(
                [sys.executable, "-m", "bench.turns", *slugs],
                env=os.environ | {"DATABASE_URL": url},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        yield running
    finally:
        for process in running.values():
            process.terminate()
            process.wait()


def _ask(process: "subprocess.Popen[str]") -> Times:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    times: Times = json.loads(process.stdout.readline())
    return times


def main(slugs: list[str]) -> None:
    """Answer every line on standard input with the milliseconds of one round."""
    django.setup()
    from accounts.models import Membership
    from accounts.queries import find_household
    from bench.history import afresh, after_a_change, read_history
    from bench.pages import application

    household = find_household(slugs[0])
    assert household is not None
    with application() as open_browser:
        owners = Membership.objects.filter(household__slug__in=slugs).select_related("user")
        users = {row.household.slug: row.user for row in owners.select_related("household", "user")}
        browsers = {slug: open_browser(users[slug]) for slug in slugs}
        others = cycle(slugs[1:])
        tasks = {
            "history": Task(partial(read_history, household), partial(afresh, household.id)),
            "dashboard": Task(partial(browsers[slugs[0]], f"/h/{slugs[0]}/"), after_a_change),
        }
        gc.collect()
        for _ in sys.stdin:
            if slugs[1:]:
                other = next(others)
                tasks["elsewhere"] = Task(partial(browsers[other], f"/h/{other}/"), after_a_change)
            print(json.dumps({name: time_once(task) for name, task in tasks.items()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
