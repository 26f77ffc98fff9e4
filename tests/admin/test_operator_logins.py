"""Logins in the admin site: added, made operators, and never deleted there."""

import re

from accounts.models import User
from tests.cast import ApplicationClient, Cast

HOUSEHOLDS = "/admin/accounts/household/"
USERS = "/admin/accounts/user/"


def test_a_login_is_added_with_a_link_that_sets_its_password(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    data = {"email": "New@Example.com", "name": "New", "is_active": "on", "is_superuser": "on"}
    page = operator_client.post(f"{USERS}add/", data, follow=True).content.decode()
    user = User.objects.get(email="new@example.com")
    assert not user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()
    link = re.search(r"http://testserver(/accounts/password/reset/key/[^\s<]+)", page)
    assert link
    form = ApplicationClient().get(link[1], follow=True)
    assert "Set the password" in form.content.decode()


def test_an_operator_is_made_and_unmade(
    cast: Cast, operator: User, operator_client: ApplicationClient
) -> None:
    form = {"email": "editor@example.com", "name": "Editor", "is_active": "on", "is_staff": "on"}
    operator_client.post(f"{USERS}{cast.editor.pk}/change/", form)
    assert cast.client(cast.editor).get("/admin/").status_code == 200
    own = {"email": operator.email, "name": "Op", "is_active": "on"}
    assert operator_client.post(f"{USERS}{operator.pk}/change/", own).status_code == 302
    assert operator_client.get("/admin/").status_code == 404


def test_the_last_operator_cannot_be_unmade(
    operator: User, operator_client: ApplicationClient
) -> None:
    own = {"email": operator.email, "name": "Op", "is_active": "on"}
    response = operator_client.post(f"{USERS}{operator.pk}/change/", own)
    assert "This is the last operator" in response.content.decode()
    operator.refresh_from_db()
    assert operator.is_staff


def test_an_address_belongs_to_one_login(cast: Cast, operator_client: ApplicationClient) -> None:
    data = {"email": "OWNER@example.com", "name": "", "is_active": "on"}
    response = operator_client.post(f"{USERS}add/", data)
    assert "signed up already" in response.content.decode()


def test_no_hash_of_a_password_is_shown_and_nothing_is_deleted(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    page = operator_client.get(f"{USERS}{cast.owner.pk}/change/").content.decode()
    assert cast.owner.password not in page
    assert "md5$" not in page
    for path in (f"{USERS}{cast.owner.pk}/", f"{HOUSEHOLDS}{cast.household.id}/"):
        assert operator_client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
        assert operator_client.get(f"{path}history/").status_code == 200
