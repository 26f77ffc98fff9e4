"""The same household in hledger, ledger and fava: equal figures, and how long each takes."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from accounts.access import tenant
from bench.generate import CURRENCY, SIZES, TODAY, Sample, make_sample
from bench.history import afresh, read_history
from bench.journals import write_beancount, write_ledger
from bench.load import Loaded, load_sample
from bench.programs import find_fava, find_program
from bench.report import Line, print_lines
from bench.rounds import Task, time_rounds
from tracker.config.postgres_paths import CHECKOUT
from tracker.services.calendar import add_months, month_end, month_start
from tracker.services.history import History

ROUNDS = {"S": 5, "M": 1}
OUR_ROUNDS = 15
FAVA_SCRIPT = CHECKOUT / "bench" / "fava_worth.py"
END = month_start(add_months(TODAY, 1))

type Figures = dict[date, Decimal]


@dataclass(frozen=True, slots=True)
class Found:
    """What a program says the net worth is on each month end, and its seconds."""

    figures: Figures
    seconds: list[float]


def measure_peers(server: dict[str, str]) -> None:
    """Each program on each size: run, compare every month end, print."""
    programs: dict[str, Callable[[Path, Sample, int], Found]] = {}
    for name, run in (("hledger", run_hledger), ("ledger", run_ledger)):
        program = find_program(name)
        if program is None:
            print(f"{name}: left out, it is not installed and cannot be installed here")
        else:
            print(_version(program), flush=True)
            programs[f"{name}, from its file"] = partial(run, program)
    python = find_fava()
    if python is None:
        print("fava: left out, it is not installed and cannot be installed here")
    lines: list[Line] = []
    for size in SIZES:
        sample = make_sample(size)
        loaded = load_sample(sample, server)
        with tenant(loaded.household.id):
            history = read_history(loaded.household)
        rounds = ROUNDS[size.name]
        lines += _own_lines(size.name, loaded, rounds)
        with tempfile.TemporaryDirectory(prefix="waterline-bench-") as folder:
            journal = Path(folder) / "household.journal"
            journal.write_text(write_ledger(sample))
            for name, program_run in programs.items():
                found = program_run(journal, sample, rounds)
                compare(f"{name.split(',')[0]} {size.name}", found.figures, history)
                lines.append(_line(name, size.name, found.seconds))
            if python is not None:
                file = Path(folder) / "household.beancount"
                file.write_text(write_beancount(sample))
                lines += _fava_lines(python, file, size.name, rounds, history)
    print()
    print_lines(lines)


def run_hledger(program: str, journal: Path, sample: Sample, rounds: int) -> Found:
    """Balances at the end of every month, in the household's currency at that day's rates."""
    start = month_start(sample.dates[0])
    words = [program, "--file", str(journal), "balance", "assets", "liabilities", "--monthly"]
    words += ["--historical", f"--value=end,{CURRENCY}", "--depth=1", "--output-format=csv"]
    said, seconds = _time([*words, f"--begin={start}", f"--end={END}"], rounds)
    header, *_, totals = csv.reader(said.splitlines())
    figures = {
        month_end(date.fromisoformat(f"{month}-01")): Decimal(cell.split()[0])
        for month, cell in zip(header[1:], totals[1:], strict=True)
    }
    return Found(figures, seconds)


def run_ledger(program: str, journal: Path, sample: Sample, rounds: int) -> Found:
    """The running total by month, revalued as rates change: a month's last line is its end."""
    line = '%(format_date(date, "%Y-%m-%d")) %(quantity(display_total))\\n'
    words = [program, "--file", str(journal), "register", "assets", "liabilities", "--monthly"]
    words += ["--exchange", CURRENCY, "--collapse", f"--end={END}", "--format", line]
    said, seconds = _time(words, rounds)
    rows = (row.split() for row in said.splitlines() if row)
    return Found({month_end(date.fromisoformat(day)): Decimal(n) for day, n in rows}, seconds)


def _own_lines(size: str, loaded: Loaded, rounds: int) -> list[Line]:
    household = loaded.household
    inside = partial(afresh, household.id)
    task = Task(partial(read_history, household), inside)
    timing = time_rounds({"history": task}, OUR_ROUNDS)["history"]
    words = [sys.executable, "manage.py", "networth", "--household", household.slug]
    _, seconds = _time([*words, "--format=json", f"--today={TODAY}"], rounds)
    return [
        _line("Waterline, in the server", size, [elapsed / 1000 for elapsed in timing.rounds]),
        _line("Waterline, manage.py networth", size, seconds),
    ]


def _fava_lines(python: Path, file: Path, size: str, rounds: int, history: History) -> list[Line]:
    words = [str(python), str(FAVA_SCRIPT), str(file), str(max(rounds, 3))]
    # Its cache of parsed files would stand in for the reading that is timed.
    environment = _plain_environment() | {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    figures = {date.fromisoformat(day): Decimal(n) for day, n in found["net_worth"].items()}
    print(found["version"], flush=True)
    compare(f"fava {size}", figures, history)
    return [
        _line("fava, in memory", size, found["times"]),
        _line("fava, reading its file before", size, [found["loading"]]),
    ]


def compare(name: str, figures: Figures, history: History) -> None:
    """Every month end as exactly as the program prints it; AssertionError otherwise."""
    expected = dict(zip(history.dates, history.net_worth, strict=True))
    assert figures.keys() == expected.keys(), (name, set(figures) ^ set(expected))
    for day, figure in figures.items():
        exponent = figure.as_tuple().exponent
        assert isinstance(exponent, int)
        printed = Fraction(1, 10 ** -min(exponent, 0))
        off = abs(Fraction(figure) - history.exact(expected[day]))
        assert off <= printed / 2, (name, day, figure, float(history.exact(expected[day])))
    print(f"{name}: the net worth on {len(figures)} month ends equals Waterline's", flush=True)


def _time(words: list[str], rounds: int) -> tuple[str, list[float]]:
    """What the program prints, and the seconds of each run."""
    seconds, said, environment = [], "", _plain_environment()
    for _ in range(rounds):
        start = perf_counter()
        done = subprocess.run(
            words,
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(perf_counter() - start)
        said = done.stdout
    return said, seconds


def _plain_environment() -> dict[str, str]:
    """Nobody's own configuration of the programs; Waterline's settings are the benchmark's."""
    mine = ("LEDGER", "HLEDGER", "HOME", "XDG_")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(mine)}
    return kept | {"HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}


def _version(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0].split(",")[0]


def _line(what: str, size: str, seconds: list[float]) -> Line:
    def show(elapsed: float) -> str:
        return f"{elapsed * 1000:,.1f} ms" if elapsed < 1 else f"{elapsed:,.2f} s"

    return Line(what, size, show(median(seconds)), show(min(seconds)))
