"""The worker beside the web server: `make run` begins it, and it ends with the server.

A small process keeps it alive: a worker that dies, however it dies, is followed by another. Both
watch the process that began them, and leave once that is gone. In production `manage.py db_worker`
does the same work as a service of its own.
"""

import os
import signal
import subprocess
import sys
import time

WORK = "work"
FIRST_SECONDS = 1.0
WATCH_SECONDS = 0.5
AGAIN_SECONDS = 2.0


def begin() -> None:
    """Start the keeper as a child of this process, which is about to become the server."""
    subprocess.Popen([sys.executable, "-m", "tracker.config.background"], stdin=subprocess.DEVNULL)


def keep(parent: int) -> None:
    """Have one worker at a time for as long as the parent lives."""
    # The server comes first: both load the same application, and somebody waits for its page.
    _wait(FIRST_SECONDS, parent)
    while os.getppid() == parent:
        worker = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tracker.config.background", WORK], stdin=subprocess.DEVNULL
        )
        while worker.poll() is None and os.getppid() == parent:
            time.sleep(WATCH_SECONDS)
        if worker.poll() is None:
            worker.terminate()
            return
        _wait(AGAIN_SECONDS, parent)


def work() -> None:
    """Do what is asked of the worker until the keeper is gone."""
    import django
    from django.core.management import call_command

    from tracker.config.processes import watch_parent

    watch_parent()
    os.environ["WATERLINE_DB_ROLE"] = "application"
    os.environ.pop("WATERLINE_DB_POOL", None)
    django.setup()
    call_command("db_worker", interval=0.5, startup_delay=False, reload=False, verbosity=0)


def _wait(seconds: float, parent: int) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and os.getppid() == parent:
        time.sleep(0.1)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.config.settings")
    # Ctrl-C reaches the whole group: the server ends by itself, and these two with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.argv[1:] == [WORK]:
        work()
    else:
        keep(os.getppid())
