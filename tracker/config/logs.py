"""What stands in the log of an answer that refuses: one line, since nothing is broken."""

import copy
import logging

SERVER_ERROR = 500


class OneLineRefusals(logging.Filter):
    """Leaves the stack trace out of what is logged about a 4xx answer."""

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        status = getattr(record, "status_code", SERVER_ERROR)
        if record.exc_info is None or status >= SERVER_ERROR:
            return record
        brief = copy.copy(record)
        brief.exc_info = brief.exc_text = None
        return brief
