"""Times several things side by side, in turns, so that a busy moment hits them alike."""

import gc
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from statistics import median
from time import perf_counter

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Task:
    """What is timed, and what it runs in, which is not."""

    run: Callable[[], object]
    inside: Callable[[], AbstractContextManager[object]] = nullcontext


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of the rounds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def min(self) -> float:
        return min(self.rounds)


def time_rounds(tasks: Mapping[str, Task], rounds: int) -> dict[str, Timing]:
    """Run every task once a round; the first rounds do not count."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(-WARM_UP, rounds):
        for name, task in tasks.items():
            elapsed = time_once(task)
            if turn >= 0:
                times[name].append(elapsed)
    return {name: Timing(tuple(found)) for name, found in times.items()}


def time_once(task: Task) -> float:
    """Milliseconds of one run."""
    gc.collect()  # nobody pays for what an earlier task left behind
    with task.inside():
        start = perf_counter()
        task.run()
        return (perf_counter() - start) * 1000
