"""Runs the benchmarks and prints what they found: `make bench`, or with `ARGS="--rounds 50"`."""

import argparse
import os

from bench.surroundings import surroundings


def main() -> None:
    """Everything in one go; no figure ever makes it fail."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=31, help="how often each thing is timed")
    parser.add_argument("--imports", type=int, default=3, help="how often the file is imported")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, {options.rounds} rounds", flush=True)
    with surroundings() as server:
        # Django's models can only be imported once it is set up.
        from bench.measure import measure_all

        measure_all(server, rounds=options.rounds, imports=options.imports)


if __name__ == "__main__":
    main()
