"""One's own profile: language, formats, theme, start page, and hidden amounts."""

import re
from typing import Any

import pytest

from accounts.formats import EXAMPLE_DAY, EXAMPLE_NUMBER, FORMATS, format_example, format_name
from accounts.models import StartPage, User
from tests.cast import ApplicationClient, Cast
from tracker.formatting import format_date, format_number, is_known_locale

pytestmark = pytest.mark.django_db
PATH = "/accounts/profile/"


def sent(**changes: str) -> dict[str, str]:
    return {
        "name": "Dewi",
        "language": "",
        "format_locale": "de",
        "theme": "dark",
        "start_page": "balance",
        "hides_amounts": "on",
    } | changes


def page_of(client: ApplicationClient, address: str = PATH) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("tag", FORMATS)
def test_each_example_is_what_the_pages_would_write(tag: str) -> None:
    assert is_known_locale(tag)
    written = f"{format_number(EXAMPLE_NUMBER, tag)} · {format_date(EXAMPLE_DAY, tag)}"
    assert format_example(tag) == written
    assert format_name(tag)


def test_the_choices_are_kept_and_hold_at_once(cast: Cast, owner_client: ApplicationClient) -> None:
    assert owner_client.post(PATH, sent())["Location"] == PATH
    user = User.objects.get(pk=cast.owner.pk)
    assert (user.name, user.format_locale, user.theme, user.start_page, user.hides_amounts) == (
        "Dewi",
        "de",
        "dark",
        "balance",
        True,
    )
    page = page_of(owner_client)
    assert "Saved." in page
    assert 'data-theme="dark"' in page
    assert re.search(r'value="de" selected>Deutsch: 1\.234\.567,89 · 31\. Okt\. 2026', page)
    assert "owner@example.com" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"format_locale": "xx-YY"}, "not one of the available choices"),
        ({"language": "tlh"}, "not one of the available choices"),
        ({"theme": "pink"}, "not one of the available choices"),
        ({"start_page": "logout"}, "not one of the available choices"),
        ({"name": "a\x07b"}, "cannot have line breaks or control characters"),
        ({"name": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_cannot_be_chosen_is_said_and_nothing_is_kept(
    cast: Cast, owner_client: ApplicationClient, wrong: dict[str, str], sentence: str
) -> None:
    response = owner_client.post(PATH, sent() | wrong)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert User.objects.get(pk=cast.owner.pk).theme == ""


def test_a_language_or_format_from_elsewhere_stays_to_choose(
    cast: Cast, owner_client: ApplicationClient
) -> None:
    User.objects.filter(pk=cast.owner.pk).update(language="id", format_locale="fr-CH")
    page = page_of(owner_client)
    assert re.search(r'value="id" selected', page)
    assert re.search(r'value="fr-CH" selected', page)
    assert owner_client.post(PATH, sent(language="id", format_locale="fr-CH")).status_code == 302


def test_a_login_arrives_at_its_start_page(cast: Cast, owner_client: ApplicationClient) -> None:
    slug = cast.household.slug
    assert owner_client.get("/")["Location"] == f"/h/{slug}/"
    for page in StartPage.values:
        User.objects.filter(pk=cast.owner.pk).update(start_page=page)
        target = owner_client.get("/")["Location"]
        assert owner_client.get(target).status_code in {200, 302}, page
    User.objects.filter(pk=cast.owner.pk).update(start_page="balance")
    assert owner_client.get("/")["Location"] == f"/h/{slug}/balance/"
    assert f'href="/h/{slug}/balance/"' in page_of(owner_client, "/?list")


class TestHiddenAmounts:
    @pytest.fixture
    def hidden(self, cast: Cast) -> ApplicationClient:
        User.objects.filter(pk=cast.owner.pk).update(hides_amounts=True)
        return cast.client(cast.owner)

    def test_a_session_starts_with_them_hidden_and_the_eye_shows_it(
        self, hidden: ApplicationClient, cast: Cast
    ) -> None:
        page = page_of(hidden, f"/h/{cast.household.slug}/items/")
        assert re.search(r"<html[^>]* data-private", page)
        assert "#eye-off" in page
        assert 'aria-pressed="true"' in page

    def test_the_eye_overrides_it_for_the_session_only(
        self, hidden: ApplicationClient, cast: Cast
    ) -> None:
        hidden.post("/accounts/privacy/", {"private": "0", "next": "/"})
        page = page_of(hidden, f"/h/{cast.household.slug}/items/")
        assert not re.search(r"<html[^>]* data-private", page)
        assert "#eye-off" not in page
        again = cast.client(User.objects.get(pk=cast.owner.pk))
        assert "data-private" in page_of(again, f"/h/{cast.household.slug}/items/")

    def test_a_new_choice_in_the_profile_holds_over_the_eye(
        self, hidden: ApplicationClient, cast: Cast
    ) -> None:
        hidden.post("/accounts/privacy/", {"private": "0", "next": "/"})
        hidden.post(PATH, sent())
        assert "data-private" in page_of(hidden, f"/h/{cast.household.slug}/items/")


def test_the_profile_is_in_the_account_menu_and_needs_a_login(
    cast: Cast, viewer_client: ApplicationClient, settings: Any
) -> None:
    assert f'href="{PATH}"' in page_of(viewer_client, f"/h/{cast.household.slug}/items/")
    assert cast.client(None).get(PATH)["Location"].startswith("/accounts/login/")
