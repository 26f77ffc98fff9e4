"""Run by fava's own Python: loads a file, computes net worth by month, prints times and figures.

Words: the file, and how often to compute. Prints one JSON object.
"""

import json
import sys
from time import perf_counter

import beancount  # type: ignore[import-not-found]
import fava  # type: ignore[import-not-found]
from fava.core import FavaLedger  # type: ignore[import-not-found]
from fava.util.date import Month  # type: ignore[import-not-found]


def main() -> None:
    file, rounds = sys.argv[1], int(sys.argv[2])
    start = perf_counter()
    ledger = FavaLedger(file)
    loading = perf_counter() - start
    assert not ledger.errors, ledger.errors[:3]
    times = []
    for _ in range(rounds):
        start = perf_counter()
        everything = ledger.get_filtered()
        rows = list(ledger.charts.net_worth(everything, Month, "EUR"))
        times.append(perf_counter() - start)
    print(
        json.dumps(
            {
                "version": f"fava {fava.__version__}, beancount {beancount.__version__}",
                "loading": loading,
                "times": times,
                "net_worth": {row.date.isoformat(): str(row.balance["EUR"]) for row in rows},
            }
        )
    )


if __name__ == "__main__":
    main()
