"""What whoever runs the server may ask it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_is_answered_whatever_the_host_and_without_tls(settings, path: str) -> None:
    settings.ALLOWED_HOSTS = ["money.example.com"]
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, ["^healthz$", "^readyz$"]
    response = Client().get(path, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_a_page_is_not(settings) -> None:
    settings.ALLOWED_HOSTS = ["money.example.com"]
    assert Client().get("/", headers={"host": "10.0.0.7"}).status_code == 400
