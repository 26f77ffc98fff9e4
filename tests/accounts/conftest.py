"""An operator, a sign-in page to try, and two who do something at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from accounts.models import User
from tests.cast import ApplicationClient, application_role


@pytest.fixture
def visitor(db: None) -> ApplicationClient:
    """Somebody who is not signed in."""
    return ApplicationClient()


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("dewi@example.com", "a long password", name="Dewi")


@pytest.fixture
def operator(db: None) -> User:
    """Whoever signed up with the setup code."""
    return User.objects.create_superuser("operator@example.com", "a long password")


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each work gives, or the error it ends with, all begun at the same moment.

    Each runs on a connection of its own, in the application role.
    """
    ready = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            with application_role():
                ready.wait(10)
                return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
