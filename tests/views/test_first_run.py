"""From nobody to a first household, and where the start page leads."""

import re
from typing import Any

import pytest
from allauth.core import ratelimit
from django.test import RequestFactory

from accounts.commands import setup_code
from accounts.models import Household, Member, Membership, User
from tests.cast import ApplicationClient, Cast, add_position
from tracker.models import Entity
from tracker.services.categories import Side
from tracker.viewmodels.first_run import build_steps

pytestmark = pytest.mark.django_db
WELCOME = "/welcome/"
NEW = "/households/new/"


def filled(**changes: str) -> dict[str, str]:
    return {
        "code": setup_code(),
        "name": "Dewi",
        "email": "Dewi@example.com",
        "password": "a long secret here",
        "password_again": "a long secret here",
        "household": "Santoso",
        "currency": "IDR",
        "zone": "Asia/Jakarta",
        "language": "id",
    } | changes


@pytest.fixture
def visitor() -> ApplicationClient:
    return ApplicationClient()


def test_on_a_fresh_server_the_start_page_leads_to_the_welcome(visitor: ApplicationClient) -> None:
    assert visitor.get("/")["Location"] == WELCOME
    page = visitor.get(WELCOME)
    assert page.status_code == 200
    assert setup_code() not in page.content.decode()


def test_the_setup_code_makes_an_operator_who_owns_the_first_household(
    visitor: ApplicationClient,
) -> None:
    response = visitor.post(WELCOME, filled())
    assert response["Location"] == "/h/santoso/"
    user = User.objects.get()
    assert (user.email, user.is_staff, user.language) == ("dewi@example.com", True, "id")
    household = Household.objects.get()
    assert (household.currency, household.zone, household.language) == (
        "IDR",
        "Asia/Jakarta",
        "id",
    )
    assert Membership.objects.get().role == "owner"
    assert Member.objects.get().name == "Dewi"
    assert Entity.objects.get(household=household).kind == "household"
    assert visitor.session["_auth_user_id"] == str(user.pk)


def test_the_code_may_be_typed_in_capitals_and_without_dashes(visitor: ApplicationClient) -> None:
    visitor.post(WELCOME, filled(code=setup_code().upper().replace("-", " ")))
    assert User.objects.count() == 1


def test_a_wrong_code_is_said_and_nothing_typed_is_lost(visitor: ApplicationClient) -> None:
    response = visitor.post(WELCOME, filled(code="0000-0000-0000"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "This is not the setup code" in page
    for typed in ("0000-0000-0000", "Dewi", "Dewi@example.com", "Santoso"):
        assert f'value="{typed}"' in page
    for chosen in ("IDR", "Asia/Jakarta", "id"):
        assert re.search(f'value="{chosen}" selected', page)
    assert "a long secret here" not in page
    assert "data-guess-zone" not in page
    assert not User.objects.exists()
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  ", "required"),
        ("name", "a\x00b", "Null characters"),
        ("email", "nobody", "valid email"),
        ("password", "short", "at least 10"),
        ("password", "password1234", "too common"),
        ("password_again", "something else", "The two passwords differ"),
        ("household", "", "required"),
        ("household", "x" * 101, "at most 100"),
        ("currency", "", "required"),
        ("currency", "XXX", "not one of the available choices"),
        ("zone", "Mars/Olympus", "not one of the available choices"),
        ("zone", "../../etc/passwd", "not one of the available choices"),
        ("language", "tlh", "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    visitor: ApplicationClient, field: str, value: str, sentence: str
) -> None:
    changes = {field: value}
    if field == "password":
        changes["password_again"] = value
    response = visitor.post(WELCOME, filled(**changes))
    assert response.status_code == 422
    assert not User.objects.exists()
    page = response.content.decode()
    error = re.search(rf'id="id_{field}_error">(.*?)</div>', page, re.DOTALL)
    assert error
    assert sentence in error[1]


def test_the_welcome_is_closed_once_somebody_has_signed_up(visitor: ApplicationClient) -> None:
    visitor.post(WELCOME, filled())
    other = ApplicationClient()
    assert other.get(WELCOME, follow=True).redirect_chain[-1][0] == "/accounts/login/"
    other.post(WELCOME, filled(email="evil@example.com"))
    assert User.objects.count() == 1
    assert visitor.get(WELCOME)["Location"] == "/"


def test_a_double_submit_makes_one_household(visitor: ApplicationClient) -> None:
    for _time in range(2):
        visitor.post(WELCOME, filled())
    assert Household.objects.count() == 1


def test_guessing_the_code_is_slowed_down(visitor: ApplicationClient) -> None:
    assert visitor.post(WELCOME, filled(code="0")).status_code == 422
    # Nineteen more of the same address, without the page that each of them would make.
    guess = RequestFactory().post(WELCOME)
    allowed = sum(bool(ratelimit.consume(guess, action="signup")) for _ in range(20))
    assert allowed == 19
    answer = visitor.post(WELCOME, filled())
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
    assert not User.objects.exists()


def test_nobody_is_made_without_the_forms_token() -> None:
    client = ApplicationClient(enforce_csrf_checks=True)
    assert client.post(WELCOME, filled()).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize("field", ["name", "household"])
@pytest.mark.parametrize("name", ["two\nlines", "\x1b[2Jgone", "\u200b\u2060", "\u3164"])
def test_a_name_that_nobody_could_read_is_refused(
    visitor: ApplicationClient, field: str, name: str
) -> None:
    response = visitor.post(WELCOME, filled(**{field: name}))
    assert response.status_code == 422
    assert "Enter a name, without line breaks or control characters." in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '=cmd()"', "Śmieszek", "張家", "..", "🏠"]
)
def test_any_household_name_gets_an_address_and_stays_text(
    visitor: ApplicationClient, name: str
) -> None:
    response = visitor.post(WELCOME, filled(household=name))
    assert Household.objects.get().name == name
    assert response["Location"] == f"/h/{Household.objects.get().slug}/"
    page = visitor.get(NEW).content.decode()
    assert "<script>alert" not in page


def test_the_browsers_language_proposes_currency_and_zone(visitor: ApplicationClient) -> None:
    page = visitor.get(WELCOME, headers={"accept-language": "vi"}).content.decode()
    for chosen in ("VND", "Asia/Ho_Chi_Minh", "vi"):
        assert f'value="{chosen}" selected' in page
    english = visitor.get(WELCOME, headers={"accept-language": "en"}).content.decode()
    assert 'value="" selected' in english
    assert 'value="UTC" selected' in english
    assert "data-guess-zone" in english


def test_the_start_page_leads_to_the_only_household(cast: Cast) -> None:
    assert cast.client(cast.viewer).get("/")["Location"] == f"/h/{cast.household.slug}/"


def test_the_only_household_is_listed_where_the_list_is_asked_for(cast: Cast) -> None:
    page = cast.client(cast.viewer).get("/?list").content.decode()
    assert "Your households" in page
    assert cast.household.name in page


def test_the_start_page_lists_several_households(cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_staff=True)
    client = cast.client(cast.owner)
    client.post(NEW, {**_household(), "household": "Second <b>"})
    page = client.get("/").content.decode()
    assert "/h/santoso/" in page
    assert "/h/second-b/" in page
    assert "Second &lt;b&gt;" in page
    assert "/h/others/" not in page


def test_somebody_without_a_household_is_told_to_ask(cast: Cast) -> None:
    user = User.objects.create_user("new@example.com", "a long password")
    client = cast.client(user)
    page = client.get("/")
    assert page.status_code == 200
    assert "no household has let you in yet" in page.content.decode()
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, _household()).status_code == 403
    assert Household.objects.count() == 2


def test_operators_and_with_open_sign_up_anybody_may_start_a_household(
    cast: Cast, settings: Any
) -> None:
    user = User.objects.create_user("new@example.com", "a long password")
    client = cast.client(user)
    settings.SIGNUP_OPEN = True
    assert client.get("/")["Location"] == NEW
    response = client.post(NEW, _household())
    assert response["Location"] == "/h/santoso-2/"
    assert Membership.objects.get(user=user).role == "owner"
    assert Member.objects.get(user=user).name == "Tuan"


def test_an_unfinished_household_form_keeps_what_was_typed(cast: Cast, settings: Any) -> None:
    settings.SIGNUP_OPEN = True
    response = cast.client(cast.owner).post(NEW, {**_household(), "currency": "???"})
    assert response.status_code == 422
    assert 'value="Tuan"' in response.content.decode()


def test_a_new_household_takes_a_login(visitor: ApplicationClient, cast: Cast) -> None:
    assert visitor.get(NEW)["Location"].startswith("/accounts/login/")
    assert visitor.get("/")["Location"] == "/accounts/login/"


@pytest.mark.parametrize(("owned", "owed", "now"), [(0, 0, 2), (3, 0, 3), (0, 2, 2), (1, 1, 4)])
def test_the_steps_offer_what_is_missing_first(owned: int, owed: int, now: int) -> None:
    steps = build_steps(
        slug="santoso",
        household="Santoso",
        currency="IDR",
        owned=owned,
        owed=owed,
        may_edit=True,
        locale="en",
    )
    assert steps.now == now
    assert steps.currency == "Indonesian Rupiah (IDR)"


@pytest.mark.parametrize("may_edit", [True, False])
def test_the_steps_have_one_primary_button_and_none_for_who_only_looks(may_edit: bool) -> None:
    from django.template.loader import render_to_string

    steps = build_steps(
        slug="santoso",
        household="<b>",
        currency="IDR",
        owned=1,
        owed=0,
        may_edit=may_edit,
        locale="en",
    )
    page = render_to_string("first_run/_steps.html", {"steps": steps}, RequestFactory().get("/"))
    assert page.count("btn primary") == int(may_edit)
    assert ("/h/santoso/import/" in page) is may_edit
    assert "&lt;b&gt;, in Indonesian Rupiah (IDR)." in page


def _household() -> dict[str, str]:
    return {
        "name": "Tuan",
        "household": "Santoso",
        "currency": "VND",
        "zone": "UTC",
        "language": "vi",
    }


def test_no_other_households_item_hides_behind_a_new_one(cast: Cast, settings: Any) -> None:
    settings.SIGNUP_OPEN = True
    add_position(cast.household, "Secret account", Side.ASSET)
    client = cast.client(cast.stranger)
    response = client.post(NEW, _household(), follow=True)
    assert "Secret account" not in response.content.decode()


def test_a_wrong_code_is_said_together_with_everything_else(visitor: ApplicationClient) -> None:
    response = visitor.post(WELCOME, filled(code="0000-0000-0000", currency=""))
    assert set(response.context["form"].errors) == {"code", "currency"}


def test_the_form_of_a_new_household_sent_twice_makes_one(cast: Cast, settings: Any) -> None:
    settings.SIGNUP_OPEN = True
    client = cast.client(cast.owner)
    token = re.search(r'name="token" value="([^"]+)"', client.get(NEW).content.decode())
    assert token
    filled_in = {**_household(), "token": token[1]}
    first, second = (client.post(NEW, filled_in)["Location"] for _ in range(2))
    assert first == second == "/h/santoso-2/"
    assert Household.objects.filter(name="Santoso").count() == 2
    assert client.post(NEW, {**filled_in, "token": "forged"})["Location"] == "/h/santoso-3/"
    other = cast.client(cast.stranger).post(NEW, filled_in)
    assert other["Location"] == "/h/santoso-4/"
