"""What the log says of a request, and what it keeps to itself."""

import logging
import sys
from typing import Any

import pytest

from tracker.config.logs import QuietRequests


def logged(message: str, *args: Any, status: int | None = None) -> logging.LogRecord:
    try:
        raise LookupError("a reason")
    except LookupError:
        record = logging.LogRecord("django.request", 30, "", 1, message, args, sys.exc_info())
    if status is not None:
        record.status_code = status
    found = QuietRequests().filter(record)
    assert isinstance(found, logging.LogRecord)
    return found


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/invitations/QEc0GSNkn7vsDg0/", "/invitations/…/"),
        ("/accounts/password/reset/key/1-abc-def/", "/accounts/password/reset/key/…/"),
        ("/h/santoso/", "/h/santoso/"),
    ],
)
def test_an_address_that_opens_a_door_is_not_written_down(path: str, shown: str) -> None:
    assert logged("%s: %s", "Gone", path, status=410).getMessage() == f"Gone: {shown}"


def test_a_refusal_takes_one_line_and_a_fault_keeps_its_trace() -> None:
    assert logged("Not Found: %s", "/nowhere/", status=404).exc_info is None
    assert logged("Internal Server Error: %s", "/", status=500).exc_info is not None
    assert logged("something else broke").exc_info is not None
