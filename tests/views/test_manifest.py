"""What a phone is told that keeps Waterline on its home screen."""

import pytest
from django.contrib.staticfiles import finders

from tests.cast import ApplicationClient


@pytest.mark.django_db
def test_the_manifest_is_public_and_its_pictures_exist() -> None:
    response = ApplicationClient().get("/manifest.webmanifest")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/manifest+json"
    pictures = [icon["src"].removeprefix("/static/") for icon in response.json()["icons"]]
    assert len(pictures) == 3
    assert all(finders.find(picture) for picture in pictures)


@pytest.mark.django_db
def test_every_page_names_its_manifest_and_its_icons() -> None:
    page = ApplicationClient().get("/accounts/login/").content.decode()
    assert 'rel="manifest" href="/manifest.webmanifest"' in page
    assert 'rel="apple-touch-icon"' in page
    assert 'rel="icon"' in page
