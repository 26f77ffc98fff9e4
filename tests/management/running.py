"""Runs a command of manage.py as the installed program does: in the application role."""

import io
from typing import Any

from django.core.management import call_command

from tests.cast import application_role


def run(name: str, *words: Any, owner: bool = False, **options: Any) -> str:
    """What the command prints; `owner` for those that load shared data."""
    said = io.StringIO()
    texts = [str(word) for word in words]
    if owner:
        call_command(name, *texts, stdout=said, **options)
    else:
        with application_role():
            call_command(name, *texts, stdout=said, **options)
    return said.getvalue()
