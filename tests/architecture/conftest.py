"""One world a module: its rows are made once, and each test's own changes are undone."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.world import World, make_world, rolled_back


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The rows themselves, for fixtures that outlive a test; tests ask for `world`."""
    with django_db_blocker.unblock(), rolled_back():
        yield make_world()


@pytest.fixture
def world(shared_world: World, db: None) -> World:
    """The world within a test's own transaction."""
    return shared_world
