"""What each server process loads: the application, and a watch on the process that began it.

When the server's main process is killed outright, its workers would live on and keep the port.
"""

from tracker.config.processes import watch_parent
from tracker.config.wsgi import application

__all__ = ["application"]

watch_parent()
