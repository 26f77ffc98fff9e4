"""What is measured, in which order, and what each figure is compared with."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from accounts.access import tenant
from bench import importing
from bench.generate import SIZES, Sample, Size, make_sample
from bench.history import afresh, after_a_change, fetch_bare, read_history
from bench.load import Loaded, load_sample
from bench.pages import application
from bench.report import Line, print_lines, print_weights
from bench.rounds import Task, Timing, time_rounds
from bench.slow import check_history
from bench.weight import weigh_page
from tracker.queries.books import household_books

HISTORY_AIM = {"S": 2.2, "M": 1.6}
DASHBOARD_AIM = {"S": 2.2, "M": 1.8}
IMPORT_AIM_SECONDS = 5.0
WEIGHT_AIM_KB = 420.0


def measure_all(server: dict[str, str], *, rounds: int, imports: int) -> None:
    """Load, check, time and print."""
    lines: list[Line] = []
    weights: list[tuple[str, int]] = []
    for size in SIZES:
        sample = make_sample(size)
        loaded = load_sample(sample, server)
        _check(size, sample, loaded)
        with application() as open_browser:
            household, browse = loaded.household, open_browser(loaded.user)
            dashboard, smallest = f"/h/{household.slug}/", f"/bench/{household.slug}/"
            weights = weigh_page(browse(dashboard))
            inside = partial(afresh, household.id)
            times = time_rounds(
                {
                    "bare": Task(partial(fetch_bare, household), inside),
                    "rows": Task(partial(household_books, household), inside),
                    "history": Task(partial(read_history, household), inside),
                    "smallest": Task(partial(browse, smallest)),
                    "changed": Task(partial(browse, dashboard), after_a_change),
                    "dashboard": Task(partial(browse, dashboard)),
                },
                rounds,
            )
        lines += [*_time_lines(size.name, times), _weight_line(size.name, weights)]
    seconds = importing.import_seconds(importing.write_file(), imports)
    lines.append(
        Line(
            "import of 100,000 valuations",
            "",
            f"{median(seconds):.2f} s",
            f"{min(seconds):.2f} s",
            aim=IMPORT_AIM_SECONDS,
            value=median(seconds),
        )
    )
    print()
    print_lines(lines)
    print("\nThe dashboard of M, as a browser loads it, brotli where it is text:")
    print_weights(weights)


def _check(size: Size, sample: Sample, loaded: Loaded) -> None:
    with tenant(loaded.household.id):
        checked = check_history(sample, loaded.columns, read_history(loaded.household))
    print(
        f"{size.name}: {len(sample.positions)} positions, {size.years} years, "
        f"{len(sample.values):,} valuations, {len(sample.rates):,} rates; "
        f"{checked:,} figures equal the slow computation's",
        flush=True,
    )


def _weight_line(size: str, weights: list[tuple[str, int]]) -> Line:
    total = sum(weight for _, weight in weights) / 1000
    return Line(
        "weight of the dashboard", size, f"{total:.1f} kB", "", aim=WEIGHT_AIM_KB, value=total
    )


def _time_lines(size: str, times: dict[str, Timing]) -> Iterator[Line]:
    def line(
        what: str, name: str, *floor: str, against: str = "", aim: float | None = None
    ) -> Line:
        timing = times[name]
        least = sum(times[part].median for part in floor)
        return Line(
            what,
            size,
            f"{timing.median:.1f} ms",
            f"{timing.min:.1f} ms",
            timing.median / least if floor else None,
            against,
            aim,
        )

    yield line("bare fetch", "bare")
    yield line("fetch with rows", "rows", "bare", against="bare fetch")
    yield line("month-end history", "history", "bare", against="bare fetch", aim=HISTORY_AIM[size])
    yield line("smallest page, one query", "smallest")
    floor = ("smallest", "bare")
    against = "smallest page + bare fetch"
    yield line("dashboard", "dashboard", *floor, against=against, aim=DASHBOARD_AIM[size])
    yield line("dashboard, after a change", "changed", *floor, against=against)
