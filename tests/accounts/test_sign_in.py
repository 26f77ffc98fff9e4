"""Signing in, out, and getting a password back, with what strangers try against it."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.links import password_path
from accounts.models import User
from tests.cast import ApplicationClient, Cast

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
PASSWORD = "a long password"
NEW = "another long secret"


def log_in(client: ApplicationClient, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def signed_in(client: ApplicationClient) -> bool:
    return "_auth_user_id" in client.session


def set_password(client: ApplicationClient, path: str, password: str = NEW) -> Any:
    form = client.get(path, follow=True)
    return client.post(
        form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
    )


def test_an_address_in_any_case_and_its_password_lead_to_the_start(
    visitor: ApplicationClient, person: User
) -> None:
    response = log_in(visitor, "Dewi@Example.com")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert signed_in(visitor)


def test_the_session_key_changes_at_sign_in(visitor: ApplicationClient, person: User) -> None:
    session = visitor.session
    session["seen"] = True
    session.save()
    before = session.session_key
    visitor.cookies[settings.SESSION_COOKIE_NAME] = before
    log_in(visitor, person.email)
    assert signed_in(visitor)
    assert visitor.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_read_the_same(
    visitor: ApplicationClient, person: User
) -> None:
    pages = [
        log_in(visitor, email, "not this one").content.decode().replace(email, "")
        for email in (person.email, "nobody@example.com")
    ]
    same = [re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r"\1", page) for page in pages]
    assert "do not fit together" in same[0]
    assert same[0] == same[1]


def test_an_unknown_address_costs_a_password_check_too(
    visitor: ApplicationClient, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []
    original = User.set_password
    monkeypatch.setattr(
        User, "set_password", lambda self, raw: (hashed.append(raw), original(self, raw))[1]
    )
    log_in(visitor, "nobody@example.com", "not this one")
    assert hashed == ["not this one"]


def test_guessing_a_password_is_stopped_after_a_few_attempts(
    visitor: ApplicationClient, person: User
) -> None:
    for _attempt in range(5):
        log_in(visitor, person.email, "not this one")
    response = log_in(visitor, person.email)
    assert not signed_in(visitor)
    assert "Too many attempts" in response.content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_never_leads_to_another_site(
    visitor: ApplicationClient, person: User, target: str
) -> None:
    response = log_in(visitor, person.email, next=target)
    assert response["Location"] == "/"


def test_next_leads_to_a_page_of_ours(visitor: ApplicationClient, person: User) -> None:
    assert log_in(visitor, person.email, next="/h/santoso/")["Location"] == "/h/santoso/"


def test_logging_out_takes_a_post(visitor: ApplicationClient, person: User) -> None:
    log_in(visitor, person.email)
    assert visitor.get("/accounts/logout/").status_code == 200
    assert signed_in(visitor)
    assert visitor.post("/accounts/logout/")["Location"] == LOGIN
    assert not signed_in(visitor)


def test_a_login_that_is_switched_off_is_out_at_once(cast: Cast) -> None:
    client = cast.client(cast.owner)
    assert client.get("/").status_code == 302
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert client.get("/")["Location"] == LOGIN
    assert not signed_in(client) or client.get(f"/h/{cast.household.slug}/").status_code != 200
    log_in(client, cast.owner.email)
    assert client.get("/")["Location"] == LOGIN


def test_changing_the_password_ends_every_other_session(
    visitor: ApplicationClient, person: User
) -> None:
    elsewhere = ApplicationClient()
    log_in(visitor, person.email)
    log_in(elsewhere, person.email)
    response = visitor.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert response.status_code == 302
    assert visitor.get("/accounts/password/change/").status_code == 200
    assert elsewhere.get("/accounts/password/change/")["Location"].startswith(LOGIN)


def test_changing_the_password_takes_the_current_one(
    visitor: ApplicationClient, person: User
) -> None:
    log_in(visitor, person.email)
    response = visitor.post(
        "/accounts/password/change/",
        {"oldpassword": "not this one", "password1": NEW, "password2": NEW},
    )
    assert "not your current password" in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password1234", "dewi@example.com"])
def test_a_weak_password_is_refused_with_the_reason(
    visitor: ApplicationClient, person: User, weak: str
) -> None:
    response = set_password(visitor, password_path(person), weak)
    assert response.context["form"].errors["password1"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced_through_the_mailed_link_once(
    visitor: ApplicationClient, person: User
) -> None:
    elsewhere = ApplicationClient()
    log_in(elsewhere, person.email)
    visitor.post(RESET, {"email": person.email})
    (message,) = mail.outbox
    assert message.subject == "Set your Waterline password"
    path = re.search(r"http://testserver(\S+)", str(message.body))[1]  # type: ignore[index]
    page = set_password(visitor, path)
    assert "You can log in with it now" in page.content.decode()
    assert not signed_in(visitor)
    assert elsewhere.get("/")["Location"] == LOGIN
    again = ApplicationClient().get(path, follow=True)
    assert "This link no longer works" in again.content.decode()
    log_in(visitor, person.email, NEW)
    assert signed_in(visitor)


def test_a_reset_link_dies_with_the_address_and_with_time(
    visitor: ApplicationClient, person: User
) -> None:
    path = password_path(person)
    later = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)
    with time_machine.travel(later):
        assert "no longer works" in visitor.get(path, follow=True).content.decode()
    assert "Set the password" in visitor.get(path, follow=True).content.decode()
    User.objects.filter(pk=person.pk).update(email="other@example.com")
    assert "no longer works" in ApplicationClient().get(path, follow=True).content.decode()


def test_a_reset_link_of_one_person_does_not_open_another(
    visitor: ApplicationClient, person: User
) -> None:
    other = User.objects.create_user("other@example.com", PASSWORD)
    key = password_path(person).split("-", 1)[1]
    uid = password_path(other).split("/")[-2].split("-", 1)[0]
    response = visitor.get(f"/accounts/password/reset/key/{uid}-{key}", follow=True)
    assert "no longer works" in response.content.decode()


def test_asking_for_a_reset_tells_nobody_who_is_signed_up(
    visitor: ApplicationClient, person: User
) -> None:
    known = visitor.post(RESET, {"email": person.email}, follow=True)
    unknown = visitor.post(RESET, {"email": "nobody@example.com"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [[person.email], ["nobody@example.com"]]
    assert "reset/key" not in str(mail.outbox[1].body)


def test_a_forged_host_never_reaches_a_reset_mail(visitor: ApplicationClient, person: User) -> None:
    for forged in ({"HTTP_HOST": "evil.example"}, {"HTTP_HOST": "testserver@evil.example"}):
        assert visitor.post(RESET, {"email": person.email}, **forged).status_code == 400
    assert mail.outbox == []
    visitor.post(RESET, {"email": person.email}, HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil" not in str(mail.outbox[0].body)


def test_sign_up_is_closed_unless_the_setting_opens_it(
    visitor: ApplicationClient, operator: User, settings: Any
) -> None:
    data = {"email": "new@example.com", "password1": NEW, "password2": NEW}
    assert "Sign-up is closed" in visitor.post("/accounts/signup/", data).content.decode()
    assert "Sign up" not in visitor.get(LOGIN).content.decode()
    assert User.objects.count() == 1
    settings.SIGNUP_OPEN = True
    assert "Sign up" in visitor.get(LOGIN).content.decode()
    response = visitor.post("/accounts/signup/", data, follow=True)
    assert response.redirect_chain[-1][0] == "/households/new/"
    assert User.objects.filter(email="new@example.com", is_staff=False).exists()


def test_open_sign_up_does_not_bypass_the_setup_code(
    visitor: ApplicationClient, settings: Any
) -> None:
    settings.SIGNUP_OPEN = True
    data = {"email": "new@example.com", "password1": NEW, "password2": NEW, "is_staff": "on"}
    visitor.post("/accounts/signup/", data)
    assert not User.objects.exists()


def test_signing_up_cannot_make_an_operator(
    visitor: ApplicationClient, operator: User, settings: Any
) -> None:
    settings.SIGNUP_OPEN = True
    data = {"email": "new@example.com", "password1": NEW, "password2": NEW}
    visitor.post("/accounts/signup/", {**data, "is_staff": "on", "is_superuser": "on"})
    made = User.objects.get(email="new@example.com")
    assert not made.is_staff
    assert not made.is_superuser


@pytest.mark.parametrize(
    "name", ["account_email", "account_confirm_login_code", "account_request_login_code"]
)
def test_pages_that_waterline_does_not_need_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["login/", "password/reset/", "password/change/", "logout/", "reauthenticate/"]
)
def test_a_form_without_its_token_is_refused_in_words(person: User, path: str) -> None:
    client = ApplicationClient(enforce_csrf_checks=True)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    response = client.post(f"/accounts/{path}", {})
    assert response.status_code == 403
    assert "Please try again" in response.content.decode()


def test_signed_in_answers_are_not_stored(visitor: ApplicationClient, person: User) -> None:
    log_in(visitor, person.email)
    for path in ("/accounts/password/change/", "/nothing/", "/"):
        assert "no-store" in visitor.get(path)["Cache-Control"]
