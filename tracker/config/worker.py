"""What each server process loads: the application, and a watch on the process that began it.

When the server's main process is killed outright, its workers would live on and keep the port.
"""

import os
import threading
import time

from tracker.config.wsgi import application

__all__ = ["application"]

WATCH_SECONDS = 0.5


def leave_with_parent(parent: int) -> None:
    """Ends this process once its parent is no longer the given one."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


threading.Thread(target=leave_with_parent, args=(os.getppid(),), daemon=True).start()
