"""What stands in the log of a request: refusals in one line, and no address that opens a door."""

import copy
import logging
import re

SERVER_ERROR = 500
# Whoever reads a log may not accept an invitation or set a password with what stands in it.
KEYS = re.compile(r"(/invitations/|/password/reset/key/)[^/\s?]+")


class QuietRequests(logging.Filter):
    """Leaves out the stack trace of a 4xx answer, since nothing is broken, and secrets in paths."""

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        brief = copy.copy(record)
        if isinstance(record.args, tuple):
            brief.args = tuple(
                KEYS.sub(r"\1…", part) if isinstance(part, str) else part for part in record.args
            )
        if getattr(record, "status_code", SERVER_ERROR) < SERVER_ERROR:
            brief.exc_info = brief.exc_text = None
        return brief
