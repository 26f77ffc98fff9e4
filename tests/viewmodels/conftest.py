"""Property tests of view-models try as hard as those of the services they show."""

import tests.services.conftest  # noqa: F401 - it chooses the profile
