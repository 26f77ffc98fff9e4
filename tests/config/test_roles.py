"""The owner role need not be a superuser; where it may not grant a role, it says what to do."""

from importlib import import_module

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection

CREATE_ROLE = import_module("tracker.migrations.0002_row_level_security").CREATE_ROLE


@pytest.mark.django_db
def test_an_owner_without_power_over_the_application_role_is_told_the_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE waterline_test_owner NOLOGIN")
        cursor.execute("SET LOCAL ROLE waterline_test_owner")
        with pytest.raises(ProgrammingError, match="GRANT waterline_app TO waterline_test_owner"):
            cursor.execute(CREATE_ROLE)


@pytest.mark.django_db
def test_an_owner_whom_an_administrator_gave_the_role_needs_no_more() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE waterline_test_owner NOLOGIN")
        cursor.execute(f"GRANT {settings.APPLICATION_ROLE} TO waterline_test_owner")
        cursor.execute("SET LOCAL ROLE waterline_test_owner")
        cursor.execute(CREATE_ROLE)
