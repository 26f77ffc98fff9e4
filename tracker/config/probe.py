"""Asks the server on this machine whether it answers: `python -m tracker.config.probe`.

For a container's health check: it ends with 0 after a 200, else with 1 and a word. `ready` asks
whether the database answers too. Nothing but the standard library is loaded: it runs often.
"""

import http
import http.client
import os
import sys

SECONDS = 4
PATHS = {(): "/healthz", ("ready",): "/readyz"}


def main(words: list[str]) -> int:
    """Ask once; returns the exit code."""
    path = PATHS.get(tuple(words))
    if path is None:
        print("usage: python -m tracker.config.probe [ready]", file=sys.stderr)
        return 2
    port = os.environ.get("PORT", "").strip() or "8000"
    try:
        asked = http.client.HTTPConnection("127.0.0.1", int(port), timeout=SECONDS)
        asked.request("GET", path)
        answer = asked.getresponse()
        said = answer.read(200).decode(errors="replace").strip()
    except (OSError, ValueError, http.client.HTTPException) as error:
        print(f"no answer on port {port}: {error}")
        return 1
    print(said)
    return 0 if answer.status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
