"""An operator, and a sign-in page to try."""

import pytest

from accounts.models import User
from tests.cast import ApplicationClient


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
