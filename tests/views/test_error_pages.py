"""What one reads when something is missing, forbidden or broken."""

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import RequestFactory
from django.views.defaults import server_error

from tests.cast import ApplicationClient, Cast


def test_a_missing_page_says_so_in_the_products_look(cast: Cast) -> None:
    for client in (ApplicationClient(), cast.client(cast.owner)):
        response = client.get("/nothing/here/")
        assert response.status_code == 404
        assert "There is nothing here" in response.content.decode()


def test_another_households_page_is_missing_like_any_other(cast: Cast) -> None:
    client = cast.client(cast.stranger)
    foreign = client.get(f"/h/{cast.household.slug}/")
    missing = client.get("/h/no-such-household/")
    assert foreign.status_code == missing.status_code == 404
    assert _body(foreign) == _body(missing)


def test_what_a_role_forbids_is_said_in_words(cast: Cast) -> None:
    response = cast.client(cast.viewer).get(f"/h/{cast.household.slug}/items/new/")
    assert response.status_code == 403
    assert "You may not do this" in response.content.decode()


def test_a_broken_page_needs_neither_context_nor_database() -> None:
    response = server_error(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong" in page
    assert f"{settings.STATIC_URL}css/tokens.css" in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_every_error_page_renders_without_a_request(name: str) -> None:
    assert "<h1>" in get_template(f"{name}.html").render()


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "iso-8859-1", "no-such"])
def test_a_form_that_claims_another_character_set_is_read_all_the_same(
    cast: Cast, charset: str
) -> None:
    client = cast.client(cast.owner)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = client.generic("POST", "/accounts/theme/", b"theme=dark", content_type=kind)
    assert response.status_code == 302
    cast.owner.refresh_from_db()
    assert cast.owner.theme == "dark"


def _body(response: object) -> bytes:
    content: bytes = response.content  # type: ignore[attr-defined]
    return content
