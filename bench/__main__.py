"""Runs the benchmarks and prints what they found: `make bench`, or with `ARGS="--rounds 50"`."""

import argparse
import os
import subprocess
import sys

from bench.surroundings import surroundings

PARTS = ("figures", "households", "peers")


def main() -> None:
    """Everything in one go; no figure ever makes it fail."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=31, help="how often each thing is timed")
    parser.add_argument("--imports", type=int, default=3, help="how often the file is imported")
    parser.add_argument(
        "--households", type=int, default=5_000, help="how many stand beside each other"
    )
    parser.add_argument("--only", choices=PARTS, help="one part instead of all three")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, {options.rounds} rounds", flush=True)
    if options.only is None:
        # Each part has a database of its own, and so a process of its own.
        for part in PARTS:
            print(f"\n── {part} ──", flush=True)
            words = [sys.executable, "-m", "bench", *sys.argv[1:], "--only", part]
            subprocess.run(words, check=True)
        return
    with surroundings() as server:
        # Django's models can only be imported once it is set up.
        if options.only == "figures":
            from bench.measure import measure_all

            measure_all(server, rounds=options.rounds, imports=options.imports)
        elif options.only == "households":
            from bench.households import measure_households

            measure_households(server, rounds=options.rounds, households=options.households)
        else:
            from bench.peers import measure_peers

            measure_peers(server)


if __name__ == "__main__":
    main()
