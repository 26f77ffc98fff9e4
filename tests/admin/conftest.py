"""An operator who belongs to no household."""

import pytest

from accounts.models import User
from tests.cast import ApplicationClient, Cast


@pytest.fixture
def operator(cast: Cast) -> User:
    return User.objects.create_superuser("operator@example.com", "a long password", name="Op")


@pytest.fixture
def operator_client(cast: Cast, operator: User) -> ApplicationClient:
    return cast.client(operator)
